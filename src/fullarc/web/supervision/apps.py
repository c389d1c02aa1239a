from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "fullarc.web.supervision"
    label = "supervision"
    verbose_name = "Supervision"
