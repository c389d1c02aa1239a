"""The rows of a client's log, and entering one."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from fullarc.instruments.log import EntryRefused, LogDefinition
from fullarc.modalities.own_words import own_words
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.measurements import actions, queries
from fullarc.web.measurements.forms import LogForm


@capability(Permission.READ_SCORES)
@require_GET
def log(request: Request, client_id: UUID, course_id: UUID, log: str) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.READ_SCORES)
    course = get_object_or_404(client.courses, id=course_id)
    definition = known_log(log)
    lines, rows = queries.log_rows(course, definition)
    context = {
        "client": client,
        "course": course,
        "log": definition,
        "lines": lines,
        "rows": [(row, list(zip(lines, words, strict=True))) for row, words in rows],
        "has_words": bool(own_words(definition)),
        "may_give": may_for(request.user, client, Permission.GIVE_MEASURES),
    }
    return render(request, "measurements/log.html", context)


@capability(Permission.GIVE_MEASURES)
@require_http_methods(["GET", "POST"])
def enter(request: Request, client_id: UUID, course_id: UUID, log: str) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.GIVE_MEASURES)
    course = get_object_or_404(client.courses, id=course_id)
    definition = known_log(log)
    form = LogForm(definition, request.POST or None)
    if request.method == "POST" and form.is_valid():
        day, key = form.cleaned_data["date"], form.cleaned_data["key"]
        try:
            actions.enter_log_row(course, log=definition.id, values=form.values, on=day, by=request.user, key=key)
        except EntryRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("measurements:log", client.id, course.id, definition.id)
    context = {"client": client, "course": course, "log": definition, "form": form}
    return render(request, "measurements/enter_log.html", context, status=422 if form.errors else 200)


def known_log(log: str) -> LogDefinition:
    definition = catalogue().logs.get(log)
    if definition is None:
        raise Http404
    return definition
