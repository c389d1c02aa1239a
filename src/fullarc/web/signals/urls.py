from django.urls import path

from fullarc.web.signals import routing_views, views

app_name = "signals"
urlpatterns = [
    path("", views.signals, name="list"),
    path("practice/", routing_views.practice, name="practice"),
    path("routing/", routing_views.routes, name="routing"),
    path("routing/change/", routing_views.propose, name="propose"),
    path("routing/<uuid:routing_id>/", routing_views.decide, name="decide"),
    path("routing/away/", routing_views.away, name="away"),
    path("routing/away/<uuid:away_id>/", routing_views.back, name="back"),
    path("<uuid:client_id>/<uuid:signal_id>/", views.signal, name="signal"),
    path("<uuid:client_id>/<uuid:signal_id>/close/", views.close, name="close"),
]
