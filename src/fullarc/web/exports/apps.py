from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "fullarc.web.exports"
    label = "exports"
    verbose_name = "Records taken out and brought in as FHIR"
