from django.apps import AppConfig


class LifeConfig(AppConfig):
    name = "fullarc.web.life"
    label = "life"
    verbose_name = "What happened in a client's life"
