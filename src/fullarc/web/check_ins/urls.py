from django.urls import path

from fullarc.web.check_ins import views

app_name = "check_ins"
STAFF = "clients/<uuid:client_id>/check-ins"
urlpatterns = [
    path(f"{STAFF}/", views.check_ins, name="check_ins"),
    path(f"{STAFF}/assign/", views.assign, name="assign"),
    path(f"{STAFF}/<uuid:assignment_id>/", views.change, name="change"),
    path(f"{STAFF}/<uuid:assignment_id>/rest/", views.rest, name="rest"),
    path(f"{STAFF}/<uuid:assignment_id>/resume/", views.resume, name="resume"),
    path(f"{STAFF}/<uuid:assignment_id>/end/", views.end, name="end"),
]
