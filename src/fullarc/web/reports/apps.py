from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "fullarc.web.reports"
    label = "reports"
    verbose_name = "Reports"
