from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "fullarc.web.plans"
    label = "plans"
    verbose_name = "Diagnoses, case formulations and treatment plans"
