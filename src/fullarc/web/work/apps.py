from django.apps import AppConfig


class Work(AppConfig):
    name = "fullarc.web.work"
    label = "work"
