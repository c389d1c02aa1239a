"""Pages beside a closed note: an addendum or correction, the second signature and what waits for one, the note in another format."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from fullarc.notes.corrections import PassageRefused, amended
from fullarc.notes.minutes import range_of
from fullarc.notes.sections import WRITTEN_AS
from fullarc.notes.shown import in_format
from fullarc.web import errors, without_page
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.middleware import listed
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.notes import actions, queries
from fullarc.web.notes.amending import corrections
from fullarc.web.notes.forms import AddendumForm, CosignForm
from fullarc.web.notes.models import Addendum, Note
from fullarc.web.notes.refusals import Refused
from fullarc.web.notes.views import get_note, own_autosave, read_or_send


@capability(Permission.WRITE_NOTES)
@read_or_send
def addendum(request: Request, client_id: UUID, note_id: UUID) -> HttpResponse:
    """Add to a closed note, or correct words of it. Unsaved words that came too late can be taken along (`kept`)."""
    client = open_client(request.user, client_id, to=Permission.WRITE_NOTES)
    note = get_note(client, note_id)
    if note.is_draft:
        return redirect("notes:write", client.id, note.id)
    kept = own_autosave(request, note)
    first = {"text": "\n\n".join(text for _, text in kept.shown), "kind": Addendum.Kind.ADDENDUM} if kept else {}
    form = AddendumForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            added = actions.add_addendum(
                note,
                kind=given["kind"],
                reason=given["reason"],
                text=given["text"],
                by=request.user,
                passage=given["passage"],
                key=form.key,
            )
        except PassageRefused as refused:
            form.add_error("passage", str(refused))
        else:
            if kept:
                actions.let_go(kept, by=request.user)
            if added.needs_cosignature:
                messages.info(request, "Signed. It waits for a supervisor's signature.")
            return redirect("findings:note", client.id, note.id)
    context = {"client": client, "note": note, "form": form, "kept": kept}
    return render(request, "notes/addendum.html", context, status=422 if form.errors else 200)


@capability(Permission.COSIGN_NOTES)
@require_POST
def cosign(request: Request, client_id: UUID, note_id: UUID) -> HttpResponse:
    """The second signature under a note, or under one of its addenda (`addendum`)."""
    client = open_client(request.user, client_id, to=Permission.COSIGN_NOTES)
    note, form = get_note(client, note_id), CosignForm(request.POST)
    wanted = request.POST.get("addendum", "")
    what = next((each for each in note.addenda.all() if str(each.pk) == wanted), None) if wanted else note
    if what is None or not form.is_valid():
        return errors.unusable(request, "Found no such addendum, or a remark that is too long. Go back to the note and try again.")
    try:
        actions.cosign(what, by=request.user, remark=form.cleaned_data["remark"])
    except Refused as refused:
        return errors.unusable(request, str(refused))
    messages.info(request, "Co-signed.")
    return redirect("findings:note", client.id, note.id)


@capability(Permission.SEE_COSIGNING)
@require_GET
def waiting(request: Request) -> HttpResponse:
    """What waits for this person's second signature, and what they signed that waits for somebody's."""
    mine, own = queries.notes_to_cosign(request.user), queries.own_notes_waiting(request.user)
    listed(request.user, Permission.SEE_COSIGNING, len(mine) + len(own))
    return render(request, "notes/waiting.html", {"mine": rows_of(mine), "own": rows_of(own)})


def rows_of(waiting: Sequence[Note | Addendum]) -> list[dict[str, object]]:
    """Each with the note that it belongs to, and whether it was added to it."""
    return [
        {"what": each, "note": each.note if isinstance(each, Addendum) else each, "added": isinstance(each, Addendum)} for each in waiting
    ]


@capability(Permission.READ_NOTES)
@require_GET
def shown(request: Request, client_id: UUID, note_id: UUID, format_key: str) -> HttpResponse:
    """A note in a format: to read, to print, to copy. What the format loses is said on the page and on paper."""
    client = open_client(request.user, client_id, to=Permission.READ_NOTES)
    note, formats = get_note(client, note_id), queries.formats()
    if format_key not in formats:
        return errors.unusable(request, "Found a format that is not known here (any more). Choose one on the page of the note.")
    view = in_format(note.format, note.parts, formats[format_key])
    if format_key == "free":
        view = in_format(note.format, note.parts, formats["parts"])
    addenda = list(note.addenda.select_related("author").prefetch_related("cosignatures__by"))
    context = {
        "client": client,
        "course": note.session.course,
        "note": note,
        "view": view,
        "prose": note.text if format_key == "free" else "",
        "formats": formats,
        "key": format_key,
        "written_as": WRITTEN_AS[note.format],
        "addenda": addenda,
        "corrected": [each for each in amended(note.text, corrections(addenda)) if each.instead is not None],
        "cosignatures": note.cosignatures.filter(addendum=None).select_related("by"),
        "minutes": range_of(note.session.minutes) if note.session.minutes else None,
        "may_write": may_for(request.user, client, Permission.WRITE_NOTES),
    }
    return render(request, "notes/shown.html", context)


@capability(Permission.WRITE_NOTES)
@require_POST
def set_aside(request: Request, client_id: UUID, note_id: UUID, goal_id: UUID) -> HttpResponse:
    """Say that the note does not speak to a goal, or (`after_all`) that it does."""
    client = open_client(request.user, client_id, to=Permission.WRITE_NOTES)
    note = get_note(client, note_id)
    goals = note.session.course.goals  # notes know of goals no more than their ids
    goal = get_object_or_404(goals, pk=goal_id)
    actions.set_goal_aside(note, str(goal.pk), aside="after_all" not in request.POST, by=request.user)
    if without_page.stays(request):
        return without_page.kept()
    return redirect("notes:write" if note.is_draft else "findings:note", client.id, note.id)
