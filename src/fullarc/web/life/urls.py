from django.urls import path

from fullarc.web.life import views

app_name = "life"
COURSE = "<uuid:client_id>/courses/<uuid:course_id>/life/"
urlpatterns = [
    path(COURSE, views.life, name="life"),
    path(f"{COURSE}add/", views.add, name="add"),
    path(f"{COURSE}without/<slug:event_day>/", views.without, name="without"),
    path("<uuid:client_id>/events/<uuid:event_id>/", views.edit, name="edit"),
    path("<uuid:client_id>/events/<uuid:event_id>/withdraw/", views.withdraw, name="withdraw"),
    path("<uuid:client_id>/findings/<uuid:finding_id>/take/", views.take, name="take"),
]
