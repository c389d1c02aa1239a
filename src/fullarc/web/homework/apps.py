from django.apps import AppConfig


class HomeworkConfig(AppConfig):
    name = "fullarc.web.homework"
    label = "homework"
    verbose_name = "Homework"
