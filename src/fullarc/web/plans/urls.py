from django.urls import path

from fullarc.web.plans import formulation_views, plan_views, views

app_name = "plans"
COURSE = "clients/<uuid:client_id>/courses/<uuid:course_id>"
DIAGNOSIS = "clients/<uuid:client_id>/diagnoses/<uuid:diagnosis_id>"
PLAN = "clients/<uuid:client_id>/plans/<uuid:plan_id>"
urlpatterns = [
    path("codes/", views.codes, name="codes"),
    path(f"{COURSE}/diagnoses/", views.diagnoses, name="diagnoses"),
    path(f"{COURSE}/diagnoses/add/", views.add_diagnosis, name="add_diagnosis"),
    path(f"{DIAGNOSIS}/", views.diagnosis, name="diagnosis"),
    path(f"{DIAGNOSIS}/withdraw/", views.withdraw, name="withdraw_diagnosis"),
    path(f"{COURSE}/formulation/", formulation_views.formulation, name="formulation"),
    path(f"{COURSE}/formulation/write/", formulation_views.write, name="write_formulation"),
    path("clients/<uuid:client_id>/formulations/<uuid:formulation_id>/", formulation_views.version, name="formulation_version"),
    path(f"{COURSE}/plan/", plan_views.plan, name="plan"),
    path(f"{COURSE}/plan/begin/", plan_views.begin, name="begin"),
    path(f"{PLAN}/", plan_views.version, name="version"),
    path(f"{PLAN}/write/", plan_views.write, name="write"),
    path(f"{PLAN}/discard/", plan_views.discard, name="discard"),
    path(f"{PLAN}/consent/", plan_views.consent, name="consent"),
]
