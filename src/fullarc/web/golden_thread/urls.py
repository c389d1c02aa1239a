from django.urls import path

from fullarc.web.golden_thread import views

app_name = "golden_thread"
urlpatterns = [
    path("<uuid:client_id>/courses/<uuid:course_id>/golden-thread/", views.course, name="course"),
    path("<uuid:client_id>/notes/<uuid:note_id>/golden-thread/", views.note, name="note"),
]
