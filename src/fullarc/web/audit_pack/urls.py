from django.urls import path

from fullarc.web.audit_pack import views

app_name = "audit_pack"
urlpatterns = [path("<uuid:client_id>/courses/<uuid:course_id>/audit-pack/", views.pack, name="pack")]
