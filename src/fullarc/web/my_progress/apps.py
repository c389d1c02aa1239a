from django.apps import AppConfig


class MyProgressConfig(AppConfig):
    name = "fullarc.web.my_progress"
    label = "my_progress"
    verbose_name = "What clients see of their progress"
