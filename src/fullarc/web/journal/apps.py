from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "fullarc.web.journal"
    label = "journal"
    verbose_name = "Journals of clients"
