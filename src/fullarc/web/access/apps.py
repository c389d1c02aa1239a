from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "fullarc.web.access"
    label = "access"
    verbose_name = "Care teams, permissions and the gate"
