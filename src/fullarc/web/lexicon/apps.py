from django.apps import AppConfig


class Lexicon(AppConfig):
    name = "fullarc.web.lexicon"
    label = "lexicon"
