from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "fullarc.web.instruments"
    label = "instruments"
