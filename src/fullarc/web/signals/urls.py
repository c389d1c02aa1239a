from django.urls import path

from fullarc.web.signals import views

app_name = "signals"
urlpatterns = [
    path("", views.signals, name="list"),
    path("<uuid:client_id>/<uuid:signal_id>/", views.signal, name="signal"),
]
