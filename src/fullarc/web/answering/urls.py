from django.urls import path

from fullarc.web.answering import link_views, observer_views, staff_views, views, ward_views

app_name = "answering"
DUE = "me/check-ins/<uuid:due_id>"
OBSERVERS = "clients/<uuid:client_id>/courses/<uuid:course_id>/observer-forms"
WARD = "ward/<uuid:client_id>/forms"
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
    path(f"{OBSERVERS}/", observer_views.observer_forms, name="observer_forms"),
    path(f"{OBSERVERS}/<uuid:observer_form_id>/end/", observer_views.take_back, name="end_observer_form"),
    path(f"{WARD}/", ward_views.forms, name="ward_forms"),
    path(f"{WARD}/<uuid:ward_form_id>/", ward_views.form, name="ward_form"),
    path(f"{WARD}/<uuid:ward_form_id>/<int:place>/", ward_views.form, name="ward_form_question"),
    path(f"{WARD}/<uuid:ward_form_id>/<slug:part>/", ward_views.form, name="ward_form_part"),
]
