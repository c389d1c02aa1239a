from django.apps import AppConfig


class AnsweringConfig(AppConfig):
    name = "fullarc.web.answering"
    label = "answering"
    verbose_name = "Answering check-ins at home and forms behind a link"
