from django.urls import path

from fullarc.web.plans import views

app_name = "plans"
COURSE = "clients/<uuid:client_id>/courses/<uuid:course_id>"
DIAGNOSIS = "clients/<uuid:client_id>/diagnoses/<uuid:diagnosis_id>"
urlpatterns = [
    path("codes/", views.codes, name="codes"),
    path(f"{COURSE}/diagnoses/", views.diagnoses, name="diagnoses"),
    path(f"{COURSE}/diagnoses/add/", views.add_diagnosis, name="add_diagnosis"),
    path(f"{DIAGNOSIS}/", views.diagnosis, name="diagnosis"),
    path(f"{DIAGNOSIS}/withdraw/", views.withdraw, name="withdraw_diagnosis"),
]
