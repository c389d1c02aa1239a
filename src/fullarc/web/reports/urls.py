from django.urls import path

from fullarc.web.reports import house_views, views

app_name = "reports"
COURSE = "clients/<uuid:client_id>/courses/<uuid:course_id>/reports"
urlpatterns = [
    path(f"{COURSE}/", views.reports, name="list"),
    path(f"{COURSE}/for/<slug:reader_key>/", views.report, name="report"),
    path(f"{COURSE}/for/<slug:reader_key>/names/", views.names, name="names"),
    path("clients/<uuid:client_id>/reports/<uuid:report_id>/", views.issued, name="issued"),
    path("clients/<uuid:client_id>/reports/<uuid:report_id>/report.pdf", views.issued_pdf, name="issued_pdf"),
    path("practice/reports/", house_views.house_page, name="house"),
]
