from django.apps import AppConfig


class Reminders(AppConfig):
    name = "fullarc.web.reminders"
    label = "reminders"
