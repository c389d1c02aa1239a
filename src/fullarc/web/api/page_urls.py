from django.urls import path

from fullarc.web.api import described, views

app_name = "access_tokens"
urlpatterns = [
    path("account/tokens/", views.tokens, name="own"),
    path("account/tokens/openapi.json", described.openapi_file, name="openapi_file"),
    path("account/tokens/<uuid:token_id>/withdraw/", views.withdraw, name="withdraw"),
    path("practice/programs/", views.practice, name="practice"),
    path("practice/programs/<uuid:token_id>/withdraw/", views.withdraw_of_anybody, name="withdraw_of_anybody"),
]
