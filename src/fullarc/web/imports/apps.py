from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "fullarc.web.imports"
    label = "imports"
    verbose_name = "Notes and scores brought in from files"
