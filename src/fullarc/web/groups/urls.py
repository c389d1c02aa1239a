from django.urls import path

from fullarc.web.groups import views

app_name = "groups"
urlpatterns = [
    path("groups/", views.groups, name="list"),
    path("groups/<uuid:group_id>/", views.group, name="group"),
    path("groups/<uuid:group_id>/members/", views.add_member, name="add_member"),
    path("groups/<uuid:group_id>/members/<uuid:member_id>/out/", views.take_out, name="take_out"),
    path("groups/<uuid:group_id>/sessions/", views.plan, name="plan"),
    path("groups/<uuid:group_id>/sessions/<uuid:meeting_id>/", views.meeting, name="meeting"),
    path("groups/<uuid:group_id>/end/", views.end, name="end"),
]
