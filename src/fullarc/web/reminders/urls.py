from django.urls import path

from fullarc.web.reminders import views

app_name = "reminders"
urlpatterns = [
    path("me/reminders/", views.own, name="own"),
    path("me/stop/<str:token>/", views.stop, name="stop"),
    path("practice/reminders/", views.practice, name="practice"),
]
