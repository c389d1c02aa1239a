from django.urls import path

from fullarc.web.journal import bring_in_views, staff_views, views

app_name = "journal"
OWN = "me/journal"
COURSE = "clients/<uuid:client_id>/courses/<uuid:course_id>/journal"
urlpatterns = [
    path(f"{OWN}/", views.journal, name="journal"),
    path(f"{OWN}/earlier/", views.earlier, name="earlier"),
    path(f"{OWN}/write/<str:own_form>/", views.write, name="write"),
    path(f"{OWN}/entries/<uuid:own_entry_id>/", views.entry, name="entry"),
    path(f"{OWN}/bring-in/", bring_in_views.upload, name="bring_in"),
    path(f"{OWN}/bring-in/keep/", bring_in_views.keep, name="keep_brought_in"),
    path(f"{COURSE}/", staff_views.of_course, name="of_course"),
    path(f"{COURSE}/set-up/", staff_views.set_up, name="set_up"),
]
