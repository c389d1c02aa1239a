from django.urls import path

from fullarc.web.beside import views

app_name = "beside"
urlpatterns = [
    path("<uuid:client_id>/notes/<uuid:note_id>/goals/", views.goals, name="goals"),
    path("<uuid:client_id>/notes/<uuid:note_id>/read-so-far/", views.so_far, name="so_far"),
]
