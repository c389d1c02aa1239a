from django.apps import AppConfig


class TrackersConfig(AppConfig):
    name = "fullarc.web.trackers"
    label = "trackers"
    verbose_name = "Trackers of the ways of working"
