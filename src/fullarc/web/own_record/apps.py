from django.apps import AppConfig


class OwnRecordConfig(AppConfig):
    name = "fullarc.web.own_record"
    label = "own_record"
    verbose_name = "Help, readable offline, and everything of one's own to take along"
