from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "fullarc.web.learning"
    label = "learning"
    verbose_name = "Learning across one's own cases"
