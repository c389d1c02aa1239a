from django.apps import AppConfig


class CheckIns(AppConfig):
    name = "fullarc.web.check_ins"
    label = "check_ins"
