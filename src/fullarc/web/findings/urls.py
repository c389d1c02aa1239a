from django.urls import path

from fullarc.web.findings import adding_views, rereading_views, views

app_name = "findings"
urlpatterns = [
    path("own-phrases/reading/", rereading_views.rereading, name="rereading"),
    path("clients/<uuid:client_id>/notes/<uuid:note_id>/", views.note, name="note"),
    path("clients/<uuid:client_id>/notes/<uuid:note_id>/missed/", adding_views.missed, name="missed"),
    path("clients/<uuid:client_id>/notes/<uuid:note_id>/confirm/", views.confirm_all, name="confirm_all"),
    path("clients/<uuid:client_id>/findings/<uuid:finding_id>/", views.review, name="review"),
    path("clients/<uuid:client_id>/findings/<uuid:finding_id>/everywhere/", adding_views.everywhere, name="everywhere"),
]
