from django.urls import path

from fullarc.web.instruments import draft_views, views

app_name = "instruments"
DRAFT = "own-measures/drafts/<uuid:draft_id>"
urlpatterns = [
    path("own-measures/", views.own, name="own"),
    path("own-measures/file/", views.take_in, name="take_in"),
    path("own-measures/begin/", views.begin, name="begin"),
    path(f"{DRAFT}/", draft_views.draft, name="draft"),
    path(f"{DRAFT}/about/", draft_views.about, name="about"),
    path(f"{DRAFT}/questions/", draft_views.questions, name="questions"),
    path(f"{DRAFT}/scoring/", draft_views.scoring, name="scoring"),
    path(f"{DRAFT}/filled-forms/", draft_views.filled_forms, name="filled_forms"),
    path(f"{DRAFT}/publish/", draft_views.publish, name="publish"),
    path(f"{DRAFT}/discard/", draft_views.discard, name="discard"),
    path("own-measures/versions/<uuid:version_id>/definition.toml", views.toml_file, name="toml"),
    path("own-measures/versions/<uuid:version_id>/questionnaire.json", views.fhir_file, name="fhir"),
    path("own-measures/<str:key>/", views.published, name="published"),
    path("own-measures/<str:key>/version/", views.next_version, name="next_version"),
    path("own-measures/<str:key>/use/", views.set_in_use, name="set_in_use"),
]
