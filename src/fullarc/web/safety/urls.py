from django.urls import path

from fullarc.web.safety import assessment_views, plan_views

app_name = "safety"
PLANS = "<uuid:client_id>/safety-plan"
RISK = "<uuid:client_id>/risk"
urlpatterns = [
    path(f"{PLANS}/", plan_views.plan, name="plan"),
    path(f"{PLANS}/begin/", plan_views.begin, name="begin_plan"),
    path(f"{PLANS}/<uuid:safety_plan_id>/", plan_views.version, name="plan_version"),
    path(f"{PLANS}/<uuid:safety_plan_id>/write/", plan_views.write, name="write_plan"),
    path(f"{PLANS}/<uuid:safety_plan_id>/discard/", plan_views.discard, name="discard_plan"),
    path(f"{RISK}/", assessment_views.assessments, name="assessments"),
    path(f"{RISK}/begin/", assessment_views.begin, name="begin_assessment"),
    path(f"{RISK}/from/<uuid:signal_id>/", assessment_views.assess_signal, name="assess_signal"),
    path(f"{RISK}/<uuid:risk_assessment_id>/", assessment_views.assessment, name="assessment"),
    path(f"{RISK}/<uuid:risk_assessment_id>/write/", assessment_views.write, name="write_assessment"),
    path(f"{RISK}/<uuid:risk_assessment_id>/discard/", assessment_views.discard, name="discard_assessment"),
]
