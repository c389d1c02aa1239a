from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "fullarc.web.demo"
    label = "demo"
