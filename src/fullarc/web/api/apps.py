from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "fullarc.web.api"
    label = "api"
    verbose_name = "The interface for programs"
