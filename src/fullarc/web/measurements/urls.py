from django.urls import path

from fullarc.web.measurements import catalogue_views, hand_over_views, log_views, risk_views, views

app_name = "measurements"
COURSE = "clients/<uuid:client_id>/courses/<uuid:course_id>"
HELD = "clients/<uuid:client_id>/hand-over/<uuid:hand_over_id>"
urlpatterns = [
    path("measures/", catalogue_views.measures, name="catalogue"),
    path("measures/count-risk/", risk_views.count_risk, name="count_risk"),
    path("measures/help-text/", catalogue_views.help_text, name="help_text"),
    path("measures/<str:measure>/", catalogue_views.definition, name="definition"),
    path("measures/<str:measure>/questionnaire.json", catalogue_views.questionnaire_file, name="questionnaire"),
    path(f"{COURSE}/measures/", views.measures, name="list"),
    path(f"{COURSE}/measures/<str:measure>/", views.measure, name="measure"),
    path(f"{COURSE}/measures/<str:measure>/enter/", views.enter, name="enter"),
    path("clients/<uuid:client_id>/administrations/<uuid:administration_id>/", views.administration, name="administration"),
    path("clients/<uuid:client_id>/administrations/<uuid:administration_id>/score/", views.score_again, name="score_again"),
    path("clients/<uuid:client_id>/administrations/<uuid:administration_id>/withdraw/", views.withdraw, name="withdraw"),
    path(f"{COURSE}/logs/<str:log>/", log_views.log, name="log"),
    path(f"{COURSE}/logs/<str:log>/enter/", log_views.enter, name="enter_log"),
    path(f"{COURSE}/hand-over/", hand_over_views.begin, name="begin_hand_over"),
    path(f"{HELD}/", hand_over_views.resume, name="hand_over"),
    path(f"{HELD}/<int:place>/", hand_over_views.question, name="question"),
    path(f"{HELD}/help/", hand_over_views.help_now, name="hand_over_help"),
    path(f"{HELD}/done/", hand_over_views.done, name="hand_over_done"),
    path(f"{HELD}/take-back/", hand_over_views.take_back, name="take_back"),
]
