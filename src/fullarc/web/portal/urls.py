from django.urls import path

from fullarc.web.portal import come_in_views, staff_views, views, ward_views

app_name = "portal"
CLIENT = "clients/<uuid:client_id>/own-side"
urlpatterns = [
    path("in/", come_in_views.come_in, name="come_in"),
    path("in/<str:code>/", come_in_views.come_in, name="come_in_code"),
    path("me/", views.start, name="start"),
    path("me/account/", views.account, name="account"),
    path("me/account/language/", views.language, name="language"),
    path("me/consent/", views.consent, name="consent"),
    path("me/opened/", views.opened, name="opened"),
    path("ward/", ward_views.wards, name="wards"),
    path("ward/help/", ward_views.help_page, name="ward_help"),
    path("ward/<uuid:client_id>/", ward_views.appointments, name="ward"),
    path("ward/<uuid:client_id>/consent/", ward_views.consent, name="ward_consent"),
    path(f"{CLIENT}/", staff_views.client_side, name="client_side"),
    path(f"{CLIENT}/invitation/", staff_views.invite, name="invite"),
    path(f"{CLIENT}/guardian/", staff_views.invite_guardian, name="invite_guardian"),
    path(f"{CLIENT}/invitation/<uuid:invitation_id>/end/", staff_views.take_back, name="take_back"),
    path(f"{CLIENT}/end/", staff_views.end_access, name="end_access"),
    path(f"{CLIENT}/guardian/<uuid:guardianship_id>/", staff_views.guardian, name="guardian"),
    path("practice/who-to-call/", staff_views.who_to_call, name="who_to_call"),
]
