from django.urls import path

from fullarc.web.supervision import views

app_name = "supervision"
urlpatterns = [path("supervision/", views.agenda, name="agenda")]
