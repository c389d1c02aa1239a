from django.urls import path

from fullarc.web.demo import views

app_name = "demo"
urlpatterns = [path("demo/enter/", views.enter, name="enter")]
