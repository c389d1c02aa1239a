from django.apps import AppConfig


class Paper(AppConfig):
    name = "fullarc.web.paper"
    label = "paper"
