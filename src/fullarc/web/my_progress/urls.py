from django.urls import path

from fullarc.web.my_progress import screen_views, staff_views, views

app_name = "my_progress"
CLIENT = "clients/<uuid:client_id>"
urlpatterns = [
    path("me/progress/", views.own, name="own"),
    path("me/progress/month/<str:year_month>/", views.month, name="month"),
    path("me/progress/month/<str:year_month>/pdf/", views.month_file, name="month_file"),
    path("me/progress/note/<str:own_day>/", views.note, name="note"),
    path("ward/<uuid:client_id>/progress/", views.ward, name="ward"),
    path(f"{CLIENT}/progress-for-client/", staff_views.for_client, name="for_client"),
    path(f"{CLIENT}/progress-for-client/release/", staff_views.release, name="release"),
    path(f"{CLIENT}/progress-for-client/withdraw/", staff_views.withdraw, name="withdraw"),
    path(f"{CLIENT}/day-notes/<uuid:day_note_id>/take-over/", staff_views.take_over, name="take_over"),
    path(f"{CLIENT}/month/<str:year_month>/", staff_views.month, name="staff_month"),
    path(f"{CLIENT}/month/<str:year_month>/pdf/", staff_views.month_file, name="staff_month_file"),
    path(f"{CLIENT}/shared-screen/", screen_views.begin, name="begin_screen"),
    path(f"{CLIENT}/shared-screen/progress/", screen_views.progress, name="screen_progress"),
    path(f"{CLIENT}/shared-screen/month/<str:year_month>/", screen_views.month, name="screen_month"),
    path(f"{CLIENT}/shared-screen/end/", screen_views.end, name="end_screen"),
]
