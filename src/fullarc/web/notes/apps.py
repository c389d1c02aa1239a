from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "fullarc.web.notes"
    label = "notes"
