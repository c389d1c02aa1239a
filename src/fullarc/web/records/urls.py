from django.urls import path

from fullarc.web.records import views

app_name = "records"
urlpatterns = [
    path("clients/<uuid:client_id>/take-out/", views.client, name="client"),
    path("practice/take-out/", views.practice, name="practice"),
]
