from django.urls import path

from fullarc.web.statistics import views

app_name = "statistics"
urlpatterns = [
    path("practice/figures/", views.figures, name="figures"),
    path("practice/figures.csv", views.as_file, name="file"),
]
