from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "fullarc.web.clients"
    label = "clients"
    verbose_name = "Clients and their courses of care"
