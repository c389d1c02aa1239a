from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "fullarc.web.groups"
    label = "groups"
    verbose_name = "Couples, families and groups"
