from django.urls import path

from fullarc.web.portal import views

app_name = "portal"
urlpatterns = [
    path("me/", views.start, name="start"),
    path("me/account/", views.account, name="account"),
    path("me/account/language/", views.language, name="language"),
    path("ward/", views.wards, name="wards"),
]
