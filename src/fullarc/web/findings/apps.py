from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "fullarc.web.findings"
    label = "findings"
