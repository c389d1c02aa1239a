from django.urls import path

from fullarc.web.exports import views

COURSE = "<uuid:client_id>/courses/<uuid:course_id>/import/fhir/"

app_name = "exports"
urlpatterns = [
    path("<uuid:client_id>/take-out/fhir/", views.taking_out, name="take_out"),
    path(COURSE, views.upload, name="upload"),
    path(f"{COURSE}<uuid:arrival_id>/", views.preview, name="preview"),
    path(f"{COURSE}<uuid:arrival_id>/carry-out/", views.carry_out, name="carry_out"),
    path(f"{COURSE}<uuid:arrival_id>/discard/", views.discard, name="discard"),
    path(f"{COURSE}<uuid:arrival_id>/report/", views.report, name="report"),
]
