"""The golden thread over a course, and the piece of page beside a note."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from fullarc.course.golden_thread import Link, Mend, Missing
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.findings.actions import ensure_read
from fullarc.web.golden_thread.queries import thread_of, thread_of_course
from fullarc.web.notes.forms import LONGEST, typed
from fullarc.web.notes.views import get_note

# What stands on the page for each place; a note is mended by writing on, or by an addendum once it is closed.
SAYS = {
    Mend.DIAGNOSES: "Go to the diagnoses",
    Mend.TREATMENT_PLAN: "Go to the treatment plan",
    Mend.GOALS: "Go to the goals",
    Mend.NOTE: "Go to the notes",
}
PAGES = {Mend.DIAGNOSES: "plans:diagnoses", Mend.TREATMENT_PLAN: "plans:plan", Mend.GOALS: "goals:goals", Mend.NOTE: "notes:list"}


@capability(Permission.READ_NOTES)
@require_GET
def course(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    """What hangs together in a course and what is missing, each with the place where it is put in."""
    client = open_client(request.user, client_id, to=Permission.READ_NOTES)
    course = get_object_or_404(client.courses, id=course_id)
    ensure_read(course, by=request.user)
    thread = thread_of_course(course)
    notes = [note for note in thread.notes if note.missing]
    context = {
        "client": client,
        "course": course,
        "thread": thread,
        "of_the_course": [(one, *place_of(one, client, course)) for one in thread.of_the_course],
        "notes": notes,
        "whole": len(thread.notes) - len(notes),
        "may_write": may_for(request.user, client, Permission.WRITE_NOTES),
    }
    return render(request, "golden_thread/course.html", context)


@capability(Permission.READ_NOTES)
@require_http_methods(["GET", "POST"])
def note(request: Request, client_id: UUID, note_id: UUID) -> HttpResponse:
    """What a note lacks: a draft by what stands in the editor (POST), a note by its text (GET). Nothing is stored."""
    client = open_client(request.user, client_id, to=Permission.READ_NOTES)
    note = get_note(client, note_id)
    if request.method == "POST" and note.is_draft:
        note.parts = note.in_shape({key: text[:LONGEST] for key, text in typed(request.POST).items()})
    thread, lacking = thread_of(note, timezone.localdate())
    missing = (*lacking, *thread.missing)
    context = {
        "client": client,
        "course": note.session.course,
        "note": note,
        "thread": thread,
        "links": [(link, thread.says.get(link, "")) for link in Link if link not in (Link.DIAGNOSIS, Link.PROBLEM)],
        "missing": [(one, *(("", "") if one.mend is Mend.NOTE else place_of(one, client, note.session.course))) for one in missing],
        "may_write": may_for(request.user, client, Permission.WRITE_NOTES),
    }
    return render(request, "golden_thread/_note.html", context)


def place_of(missing: Missing, client: Client, course: CourseOfCare) -> tuple[str, str]:
    """Address and words of the link to where it is put in."""
    return reverse(PAGES[missing.mend], args=[client.pk, course.pk]), SAYS[missing.mend]
