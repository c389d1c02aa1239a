from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "fullarc.web.audit"
    label = "audit"
    verbose_name = "Who saw or changed what"
