from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "fullarc.web.goals"
    label = "goals"
