from django.urls import path

from fullarc.web.progress import signal_views, threshold_views, views

app_name = "progress"
COURSE = "clients/<uuid:client_id>/courses/<uuid:course_id>"
urlpatterns = [
    path("caseload/", views.caseload, name="caseload"),
    path(f"{COURSE}/", views.course, name="course"),
    path(f"{COURSE}/since/", views.since, name="since"),
    path(f"{COURSE}/course.<slug:kind>", views.course_file, name="file"),
    path(f"{COURSE}/signals/<slug:signal_key>/", signal_views.close, name="close_signal"),
    path(f"{COURSE}/suggestions/<slug:suggestion_key>/", signal_views.suggestion, name="suggestion"),
    path("practice/signals/", threshold_views.thresholds, name="thresholds"),
    path("practice/signals/replays/<uuid:replay_id>/", threshold_views.replay, name="replay"),
    path("practice/signals/rows/", threshold_views.renewing, name="renewing"),
]
