from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "fullarc.web.statistics"
    label = "statistics"
    verbose_name = "The practice's figures"
