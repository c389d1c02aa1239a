from django.urls import path

from fullarc.web.findings import views

app_name = "findings"
urlpatterns = [
    path("<uuid:client_id>/findings/<uuid:finding_id>/", views.review, name="review"),
]
