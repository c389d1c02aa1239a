from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "fullarc.web.portal"
    label = "portal"
    verbose_name = "The client's side"
