"""Pieces of page beside a note: the goals it speaks to, open homework, what is read in a draft. They come after the page: no page waits for
the reader."""

from uuid import UUID, uuid4

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.beside.queries import goals_spoken_to
from fullarc.web.beside.read_so_far import read_so_far
from fullarc.web.homework.forms import LONGEST_TASK
from fullarc.web.homework.queries import planned_in, tasks_of
from fullarc.web.notes.forms import LONGEST, typed
from fullarc.web.notes.models import Note
from fullarc.web.notes.views import get_note


@capability(Permission.READ_NOTES)
@transaction.non_atomic_requests  # the note is read here; nobody waits for it
@require_http_methods(["GET", "POST"])
def goals(request: Request, client_id: UUID, note_id: UUID) -> HttpResponse:
    """The goals that a note speaks to: a draft by what stands in the editor (POST), a note by its text (GET). Nothing is stored."""
    client = open_client(request.user, client_id, to=Permission.READ_NOTES)
    note = get_note(client, note_id)
    as_in_the_editor(request, note)
    known = tasks_of([note.session.course])
    may_set = may_for(request.user, client, Permission.GIVE_MEASURES)
    context = {
        "client": client,
        "note": note,
        "suggestions": goals_spoken_to(note, note.text),
        "tasks": [line for line in known if line.task.is_open],
        "planned": [(text, uuid4(), len(text) <= LONGEST_TASK) for text in planned_in(note, known)] if may_set and note.is_draft else [],
        "may_set": may_set,
        "may_write": may_for(request.user, client, Permission.WRITE_NOTES),
    }
    return render(request, "beside/_goals.html", context)


@capability(Permission.READ_NOTES)
@transaction.non_atomic_requests  # the draft is read here; nobody waits for it
@require_http_methods(["GET", "POST"])
def so_far(request: Request, client_id: UUID, note_id: UUID) -> HttpResponse:
    """What is read in a draft: in what stands in the editor (POST), or in the draft as it was saved (GET). Nothing is stored."""
    client = open_client(request.user, client_id, to=Permission.READ_NOTES)
    note = get_note(client, note_id)
    as_in_the_editor(request, note)
    return render(request, "beside/_read_so_far.html", {"note": note, "found": read_so_far(note) if note.is_draft else []})


def as_in_the_editor(request: Request, note: Note) -> None:
    """Gives a draft the words that its editor sent; the row stays as it is."""
    if request.method == "POST" and note.is_draft:
        note.parts = note.in_shape({key: text[:LONGEST] for key, text in typed(request.POST).items()})
