from django.apps import AppConfig


class TodayConfig(AppConfig):
    name = "fullarc.web.today"
    label = "today"
