from django.urls import path

from fullarc.web.lexicon import trial_views, views

app_name = "lexicon"
urlpatterns = [
    path("own-phrases/", views.phrases, name="phrases"),
    path("own-phrases/new/", trial_views.new, name="new"),
    path("own-phrases/trials/<uuid:trial_id>/", trial_views.trial, name="trial"),
    path("own-phrases/phrases.toml", views.toml_file, name="toml"),
    path("own-phrases/file/", views.take_in, name="take_in"),
    path("own-phrases/<uuid:phrase_id>/", views.phrase, name="phrase"),
    path("own-phrases/<uuid:phrase_id>/try/", trial_views.try_again, name="try_again"),
    path("own-phrases/<uuid:phrase_id>/decide/", views.decide, name="decide"),
]
