from django.apps import AppConfig


class AuditPackConfig(AppConfig):
    name = "fullarc.web.audit_pack"
    label = "audit_pack"
    verbose_name = "The audit pack of a course of care"
