from django.urls import path

from fullarc.web.trackers import thing_views, views

app_name = "trackers"
COURSE = "<uuid:client_id>/courses/<uuid:course_id>/trackers"
urlpatterns = [
    path(f"{COURSE}/", views.trackers_of, name="trackers"),
    path(f"{COURSE}/<str:tracker>/", views.tracker, name="tracker"),
    path(f"{COURSE}/<str:tracker>/enter/", views.enter, name="enter"),
    path(f"{COURSE}/<str:tracker>/add/", thing_views.add, name="add"),
    path("<uuid:client_id>/tracked/<uuid:thing_id>/", thing_views.thing, name="thing"),
    path("<uuid:client_id>/tracked/<uuid:thing_id>/close/", thing_views.close, name="close"),
    path("<uuid:client_id>/tracker-rows/<uuid:row_id>/withdraw/", views.withdraw, name="withdraw"),
]
