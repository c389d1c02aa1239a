from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "fullarc.web.records"
    label = "records"
    verbose_name = "Whole records and tables taken out and brought in"
