from django.urls import path

from fullarc.web.imports import views

COURSE = "<uuid:client_id>/courses/<uuid:course_id>/import/"

app_name = "imports"
urlpatterns = [
    path(COURSE, views.upload, name="upload"),
    path(f"{COURSE}<uuid:import_id>/questions/", views.questions, name="questions"),
    path(f"{COURSE}<uuid:import_id>/", views.dry_run, name="dry_run"),
    path(f"{COURSE}<uuid:import_id>/refused.csv", views.refused_rows, name="refused"),
    path(f"{COURSE}<uuid:import_id>/carry-out/", views.carry_out, name="carry_out"),
    path(f"{COURSE}<uuid:import_id>/discard/", views.discard, name="discard"),
    path(f"{COURSE}<uuid:import_id>/report/", views.report, name="report"),
]
