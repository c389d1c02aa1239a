from django.apps import AppConfig


class GoldenThreadConfig(AppConfig):
    name = "fullarc.web.golden_thread"
    label = "golden_thread"
    verbose_name = "The golden thread"
