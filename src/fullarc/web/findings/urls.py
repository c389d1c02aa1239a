from django.urls import path

from fullarc.web.findings import views

app_name = "findings"
urlpatterns = [
    path("<uuid:client_id>/notes/<uuid:note_id>/", views.note, name="note"),
    path("<uuid:client_id>/findings/<uuid:finding_id>/", views.review, name="review"),
]
