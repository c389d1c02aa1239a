from django.urls import path, register_converter

from fullarc.web.own_record import views


class FileForm:
    """The two forms of the file."""

    regex = "json|html"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FileForm, "file_form")

app_name = "own_record"
urlpatterns = [
    path("me/help/", views.help_page, name="help"),
    path("me/offline/", views.offline, name="offline"),
    path("me/service-worker.js", views.service_worker, name="service_worker"),
    path("me/data/", views.data, name="data"),
    path("me/data/my-data.<file_form:form>", views.data_file, name="data_file"),
    path("clients/<uuid:client_id>/own-side/safety-plan/", views.show_plan, name="show_plan"),
]
