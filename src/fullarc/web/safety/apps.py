from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "fullarc.web.safety"
    label = "safety"
    verbose_name = "Safety plans and risk assessments"
