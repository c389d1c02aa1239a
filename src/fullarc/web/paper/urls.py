from django.urls import path

from fullarc.web.paper import views

app_name = "paper"
PAPER = "clients/<uuid:client_id>/courses/<uuid:course_id>/paper"
urlpatterns = [
    path(f"{PAPER}/", views.choose, name="choose"),
    path(f"{PAPER}/<str:on_paper>/", views.sheet, name="sheet"),
    path(f"{PAPER}/<str:on_paper>/enter/", views.enter, name="enter"),
]
