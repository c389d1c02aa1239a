from django.urls import path

from fullarc.web.today import views

app_name = "today"
SESSION = "clients/<uuid:client_id>/sessions/<uuid:session_id>"
urlpatterns = [
    path("today/", views.today, name="today"),
    path("today/go/", views.go_to, name="go_to"),
    path("today/measuring/", views.adherence, name="adherence"),
    path("today/<slug:day>/", views.today, name="day"),
    path(f"{SESSION}/sheet/", views.sheet, name="sheet"),
    path(f"{SESSION}/discussed/", views.discussed, name="discussed"),
]
