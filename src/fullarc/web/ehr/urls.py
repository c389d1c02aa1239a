from django.urls import path

from fullarc.web.ehr import views

CLIENT = "clients/<uuid:client_id>"

app_name = "ehr"
urlpatterns = [
    path("practice/other-system/", views.destination, name="destination"),
    path("practice/other-system/try/", views.try_it, name="try"),
    path("practice/other-system/keys/", views.keys, name="keys"),
    path(f"{CLIENT}/other-system/", views.client, name="client"),
    path(f"{CLIENT}/other-system/who/", views.patient, name="patient"),
    path(f"{CLIENT}/other-system/scores/", views.send_scores, name="send_scores"),
    path(f"{CLIENT}/other-system/<uuid:sending_id>/again/", views.again, name="again"),
    path(f"{CLIENT}/notes/<uuid:note_id>/other-system/", views.of_note, name="of_note"),
    path(f"{CLIENT}/notes/<uuid:note_id>/other-system/send/", views.send_note, name="send_note"),
]
