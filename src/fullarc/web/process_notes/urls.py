from django.urls import path

from fullarc.web.process_notes import views

app_name = "process_notes"
COURSE = "<uuid:client_id>/courses/<uuid:course_id>/process-notes"
urlpatterns = [
    path(f"{COURSE}/", views.notes, name="list"),
    path(f"{COURSE}/new/", views.new, name="new"),
    path("<uuid:client_id>/process-notes/<uuid:process_note_id>/", views.edit, name="edit"),
]
