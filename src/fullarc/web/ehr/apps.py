from django.apps import AppConfig


class EhrConfig(AppConfig):
    name = "fullarc.web.ehr"
    label = "ehr"
    verbose_name = "Notes and scores sent to another system"
