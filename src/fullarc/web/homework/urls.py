from django.urls import path

from fullarc.web.homework import staff_views, views

app_name = "homework"
COURSE = "clients/<uuid:client_id>/courses/<uuid:course_id>/homework"
urlpatterns = [
    path("me/homework/", views.own, name="own"),
    path("me/homework/<uuid:own_task_id>/", views.tell, name="tell"),
    path(f"{COURSE}/", staff_views.of_course, name="of_course"),
    path(f"{COURSE}/set/", staff_views.set_task, name="set_task"),
    path("clients/<uuid:client_id>/homework/<uuid:task_id>/discussed/", staff_views.discuss, name="discuss"),
    path("clients/<uuid:client_id>/homework/<uuid:task_id>/cancel/", staff_views.cancel, name="cancel"),
]
