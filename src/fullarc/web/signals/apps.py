from django.apps import AppConfig


class SignalsConfig(AppConfig):
    name = "fullarc.web.signals"
    label = "signals"
    verbose_name = "Risk signals"
