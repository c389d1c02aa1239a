from django.urls import path

from fullarc.web.notes import amending_views, beginning_views, house_views, views

app_name = "notes"
COURSE = "clients/<uuid:client_id>/courses/<uuid:course_id>/notes"
NOTE = "clients/<uuid:client_id>/notes/<uuid:note_id>"
urlpatterns = [
    path(f"{COURSE}/", views.notes, name="list"),
    path(f"{COURSE}/new/", beginning_views.new_note, name="new"),
    path(f"{NOTE}/write/", views.write, name="write"),
    path(f"{NOTE}/autosave/", views.autosave, name="autosave"),
    path(f"{NOTE}/autosaved/", views.autosaved, name="autosaved"),
    path(f"{NOTE}/beside/", views.beside, name="beside"),
    path(f"{NOTE}/discard/", views.discard, name="discard"),
    path(f"{NOTE}/addendum/", amending_views.addendum, name="addendum"),
    path(f"{NOTE}/cosign/", amending_views.cosign, name="cosign"),
    path(f"{NOTE}/goals/<uuid:goal_id>/", amending_views.set_aside, name="set_aside"),
    path(f"{NOTE}/as/<slug:format_key>/", amending_views.shown, name="shown"),
    path("notes/waiting/", amending_views.waiting, name="waiting"),
    path("notes/snippets/", house_views.snippets, name="snippets"),
    path("notes/snippets/<uuid:snippet_id>/", house_views.snippet, name="snippet"),
    path("practice/notes/", house_views.house_page, name="house"),
    path("practice/notes/formats/new/", house_views.new_format, name="new_format"),
    path("practice/notes/formats/<uuid:format_id>/", house_views.edit_format, name="format"),
    path("practice/notes/templates/new/", house_views.new_template, name="new_template"),
    path("practice/notes/templates/<slug:template_key>/", house_views.edit_template, name="template"),
    path("practice/notes/snippets/new/", house_views.shared_snippets, name="new_shared_snippet"),
    path("practice/notes/snippets/<uuid:snippet_id>/", house_views.shared_snippet, name="shared_snippet"),
    path("practice/notes/trainees/<uuid:user_id>/", house_views.trainee, name="trainee"),
]
