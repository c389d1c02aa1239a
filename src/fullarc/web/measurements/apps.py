from django.apps import AppConfig


class MeasurementsConfig(AppConfig):
    name = "fullarc.web.measurements"
    label = "measurements"
