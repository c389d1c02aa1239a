from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "fullarc.web.progress"
    label = "progress"
