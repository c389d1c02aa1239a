from django.urls import path

from fullarc.web.goals import target_views, views

app_name = "goals"
COURSE = "<uuid:client_id>/courses/<uuid:course_id>/goals"
GOAL = "<uuid:client_id>/goals/<uuid:goal_id>"
TARGET = "<uuid:client_id>/targets/<uuid:target_id>"
urlpatterns = [
    path(f"{COURSE}/", views.goals, name="goals"),
    path(f"{COURSE}/new/", views.new_goal, name="new"),
    path(f"{COURSE}/side/", views.side, name="side"),
    path(f"{GOAL}/edit/", views.edit, name="edit"),
    path(f"{GOAL}/rate/", views.rate, name="rate"),
    path(f"{GOAL}/close/", views.close, name="close"),
    path(f"{GOAL}/open/", views.open_again, name="open"),
    path(f"{GOAL}/story/", target_views.story, name="story"),
    path(f"{GOAL}/targets/new/", target_views.new_target, name="new_target"),
    path(f"{TARGET}/drop/", target_views.drop_target, name="drop_target"),
    path(f"{TARGET}/count/", target_views.count, name="count"),
]
