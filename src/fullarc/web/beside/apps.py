from django.apps import AppConfig


class BesideConfig(AppConfig):
    name = "fullarc.web.beside"
    label = "beside"
