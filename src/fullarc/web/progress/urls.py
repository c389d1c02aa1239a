from django.urls import path

from fullarc.web.progress import views

app_name = "progress"
COURSE = "clients/<uuid:client_id>/courses/<uuid:course_id>"
urlpatterns = [
    path("caseload/", views.caseload, name="caseload"),
    path(f"{COURSE}/", views.course, name="course"),
    path(f"{COURSE}/since/", views.since, name="since"),
    path(f"{COURSE}/course.<slug:kind>", views.course_file, name="file"),
]
