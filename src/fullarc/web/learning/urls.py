from django.urls import path

from fullarc.web.learning import views

app_name = "learning"
urlpatterns = [
    path("learning/", views.learning, name="learning"),
    path("learning.csv", views.as_file, name="file"),
]
