"""The pages of process notes. Every one asks the gate and then finds the author's own rows only."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from fullarc.web.access.gate import open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.process_notes import actions, deeds
from fullarc.web.process_notes.forms import ProcessNoteForm, belongs_elsewhere
from fullarc.web.process_notes.models import ProcessNote
from fullarc.web.versions import EditedMeanwhile, conflict_page

read_or_send = require_http_methods(["GET", "POST"])


@capability(Permission.KEEP_PROCESS_NOTES)
@require_GET
def notes(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_PROCESS_NOTES)
    course = get_object_or_404(client.courses, id=course_id)
    rows = list(actions.own_notes(request.user, client).filter(course=course))
    record(deeds.READ, by=request.user, client=client, count=len(rows))
    return render(request, "process_notes/list.html", {"client": client, "course": course, "rows": rows})


@capability(Permission.KEEP_PROCESS_NOTES)
@read_or_send
def new(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_PROCESS_NOTES)
    course = get_object_or_404(client.courses, id=course_id)
    form = ProcessNoteForm(request.POST or None, initial={"date": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.keep(course, day=given["date"], text=given["text"], by=request.user, key=form.key)
        return kept(request, client, course, given["text"])
    return edit_page(request, client, course, form)


@capability(Permission.KEEP_PROCESS_NOTES)
@read_or_send
def edit(request: Request, client_id: UUID, process_note_id: UUID) -> HttpResponse:
    """Read, change or delete (`delete`) an own process note. Anybody else's answers like one that is not there."""
    client = open_client(request.user, client_id, to=Permission.KEEP_PROCESS_NOTES)
    note = get_object_or_404(actions.own_notes(request.user, client).select_related("course"), pk=process_note_id)
    if request.method == "POST" and "delete" in request.POST:
        actions.delete(note, by=request.user)
        return redirect("process_notes:list", client.id, note.course_id)
    form = ProcessNoteForm(request.POST or None, instance=note)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.change(note, day=given["date"], text=given["text"], started_from=form.started_from, by=request.user)
        except EditedMeanwhile:
            return conflict_page(request, form, ProcessNote.objects.get(pk=note.pk))
        return kept(request, client, note.course, given["text"])
    return edit_page(request, client, note.course, form, note)


def kept(request: Request, client: Client, course: CourseOfCare, text: str) -> HttpResponse:
    if found := belongs_elsewhere(text):
        messages.info(
            request, f"Saved. It seems to hold {', '.join(found)}: that belongs in the progress note, and must not stand here only."
        )
    return redirect("process_notes:list", client.id, course.id)


def edit_page(
    request: Request, client: Client, course: CourseOfCare, form: ProcessNoteForm, note: ProcessNote | None = None
) -> HttpResponse:
    context = {"client": client, "course": course, "form": form, "note": note}
    return render(request, "process_notes/edit.html", context, status=422 if form.errors else 200)
