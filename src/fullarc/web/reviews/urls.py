from django.urls import path

from fullarc.web.reviews import views, writing_views

app_name = "reviews"
COURSE = "<uuid:client_id>/courses/<uuid:course_id>/reviews"
REVIEW = "<uuid:client_id>/reviews/<uuid:review_id>"
urlpatterns = [
    path(f"{COURSE}/", views.reviews, name="list"),
    path(f"{COURSE}/begin/", views.begin, name="begin"),
    path(f"{REVIEW}/", views.review, name="review"),
    path(f"{REVIEW}/write/", writing_views.write, name="write"),
    path(f"{REVIEW}/autosave/", writing_views.autosave, name="autosave"),
    path(f"{REVIEW}/unsaved/", writing_views.unsaved_words, name="unsaved"),
    path(f"{REVIEW}/freeze/", writing_views.freeze, name="freeze"),
    path(f"{REVIEW}/discard/", writing_views.discard, name="discard"),
]
