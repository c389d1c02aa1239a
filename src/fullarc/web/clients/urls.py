from django.urls import path

from fullarc.web.clients import session_views, views

app_name = "clients"
urlpatterns = [
    path("", views.clients, name="list"),
    path("new/", views.new_client, name="new"),
    path("<uuid:client_id>/", views.client, name="client"),
    path("<uuid:client_id>/edit/", views.edit_client, name="edit"),
    path("<uuid:client_id>/remove/", views.remove_client, name="remove"),
    path("<uuid:client_id>/courses/new/", views.new_course, name="new_course"),
    path("<uuid:client_id>/courses/<uuid:course_id>/edit/", views.edit_course, name="edit_course"),
    path("<uuid:client_id>/courses/<uuid:course_id>/sessions/new/", views.new_session, name="new_session"),
    path("<uuid:client_id>/sessions/<uuid:session_id>/edit/", views.edit_session, name="edit_session"),
    path("<uuid:client_id>/courses/<uuid:course_id>/sessions/plan/", session_views.plan, name="plan_sessions"),
    path("<uuid:client_id>/sessions/<uuid:session_id>/remove/", session_views.remove, name="remove_session"),
    path("<uuid:client_id>/sessions/<uuid:session_id>/move/", session_views.move, name="move_session"),
    path("<uuid:client_id>/sessions/<uuid:session_id>/attendance/", session_views.attendance, name="attendance"),
]
