from django.apps import AppConfig


class ProcessNotesConfig(AppConfig):
    name = "fullarc.web.process_notes"
    label = "process_notes"
