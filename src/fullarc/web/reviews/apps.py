from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "fullarc.web.reviews"
    label = "reviews"
    verbose_name = "Reviews"
