from django.urls import path

from fullarc.web.today import calendar_views, views

app_name = "today"
SESSION = "clients/<uuid:client_id>/sessions/<uuid:session_id>"
urlpatterns = [
    path("today/", views.today, name="today"),
    path("today/go/", views.go_to, name="go_to"),
    path("today/measuring/", views.adherence, name="adherence"),
    path("today/calendar/", calendar_views.upload, name="calendar"),
    path("today/calendar/bring-in/", calendar_views.bring_in, name="bring_in_calendar"),
    path("today/<slug:day>/", views.today, name="day"),
    path(f"{SESSION}/sheet/", views.sheet, name="sheet"),
    path(f"{SESSION}/discussed/", views.discussed, name="discussed"),
]
