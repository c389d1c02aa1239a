"""The page on which a note is begun. It says when the session has a note already, and lets another one begin on purpose only."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from fullarc.web.access.gate import open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.notes import actions, queries
from fullarc.web.notes.beginning import Place, place_of
from fullarc.web.notes.forms import NewNote

GO_ON = "This session had a draft of yours already: you go on with it here. Nothing was put in."


@capability(Permission.WRITE_NOTES)
@require_http_methods(["GET", "POST"])
def new_note(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    """Begin a note, or be told what is there: one's own draft is gone on with; another note needs a second word (`another`)."""
    client = open_client(request.user, client_id, to=Permission.WRITE_NOTES)
    course = get_object_or_404(client.courses, id=course_id)
    form = form_of(request, course)
    if request.method == "POST":
        return begun(request, client, course, form) if form.is_valid() else page(request, client, course, form, Place(None), status=422)
    return page(request, client, course, form, place_of(course, day_asked(request), uuid_or_none(request.GET.get("session", ""))))


def begun(request: Request, client: Client, course: CourseOfCare, form: NewNote) -> HttpResponse:
    given = form.cleaned_data
    place = place_of(course, given["date"], given["session"])
    if place.draft is not None and place.draft.author_id == request.user.pk:
        messages.info(request, GO_ON)
        return redirect("notes:write", client.id, place.draft.id)
    if not place.lets_another_begin(request.POST.get("another", "")):
        return page(request, client, course, form, place, status=409)
    session = actions.session_on(course, given["date"], minutes=given["minutes"], by=request.user, wanted=given["session"])
    parts = next((dict(each.parts) for each in queries.templates() if each.key == given["template"]), {})
    note = actions.begin_note(session, by=request.user, format_key=given["format"], parts=parts)
    if place.notes:
        messages.info(request, f"This is another note for the session. It has {len(place.notes)} already, which stay as they are.")
    return redirect("notes:write", client.id, note.id)


def page(request: Request, client: Client, course: CourseOfCare, form: NewNote, place: Place, *, status: int = 200) -> HttpResponse:
    context = {"client": client, "course": course, "form": form, "place": place}
    return render(request, "notes/new.html", context, status=status)


def form_of(request: Request, course: CourseOfCare) -> NewNote:
    first = {
        "date": request.GET.get("date") or timezone.localdate().isoformat(),
        "format": queries.usual_format(request.user),
        "session": uuid_or_none(request.GET.get("session", "")),
    }
    sent = request.POST if request.method == "POST" else None
    return NewNote(sent, initial=first, formats=queries.formats(), templates=queries.templates(), modality=course.modality)


def day_asked(request: Request) -> date:
    """The day that the page was opened for; today when there is none, or nothing that is a day."""
    try:
        return date.fromisoformat(request.GET.get("date", ""))
    except ValueError:
        return timezone.localdate()


def uuid_or_none(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
