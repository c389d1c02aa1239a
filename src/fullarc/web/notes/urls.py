from django.urls import path

from fullarc.web.notes import views

app_name = "notes"
COURSE = "<uuid:client_id>/courses/<uuid:course_id>/notes"
NOTE = "<uuid:client_id>/notes/<uuid:note_id>"
urlpatterns = [
    path(f"{COURSE}/", views.notes, name="list"),
    path(f"{COURSE}/new/", views.new_note, name="new"),
    path(f"{NOTE}/write/", views.write, name="write"),
    path(f"{NOTE}/autosave/", views.autosave, name="autosave"),
    path(f"{NOTE}/autosaved/", views.autosaved, name="autosaved"),
    path(f"{NOTE}/discard/", views.discard, name="discard"),
    path(f"{NOTE}/addendum/", views.addendum, name="addendum"),
]
