from django.urls import path

from fullarc.web.answering import link_views, staff_views, views

app_name = "answering"
DUE = "me/check-ins/<uuid:due_id>"
LINKS = "clients/<uuid:client_id>/courses/<uuid:course_id>/form-links"
urlpatterns = [
    path("me/check-ins/", views.due, name="due"),
    path(f"{DUE}/", views.begin, name="begin"),
    path(f"{DUE}/<int:place>/", views.question, name="question"),
    path(f"{DUE}/all/", views.all_at_once, name="all"),
    path(f"{DUE}/end/", views.end, name="end"),
    path(f"{DUE}/help/", views.help_now, name="help"),
    path(f"{DUE}/skip/", views.skip, name="skip"),
    path("form/", link_views.form, name="form"),
    path("form/<int:place>/", link_views.form, name="form_question"),
    path("form/<slug:part>/", link_views.form, name="form_part"),
    path("form/open/<str:code>/", link_views.form, name="form_code"),
    path(f"{LINKS}/", staff_views.links, name="links"),
    path(f"{LINKS}/<uuid:form_link_id>/end/", staff_views.take_back, name="end_link"),
]
