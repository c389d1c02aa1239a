"""Pages of writing notes: the list, the editor with its autosave and signing. The closed note is shown by `findings`."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.notes.minutes import range_of
from fullarc.notes.parts import BY_KEY, written
from fullarc.notes.templates import put_in
from fullarc.web import errors
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client
from fullarc.web.notes import actions, queries
from fullarc.web.notes.forms import LONGEST, NoteForm, typed
from fullarc.web.notes.held import hand_back, keep, tab_of, writer_token
from fullarc.web.notes.models import Autosave, Note
from fullarc.web.notes.refusals import Refused
from fullarc.web.notes.warnings import warnings_of
from fullarc.web.versions import Difference, EditedMeanwhile

TAB, VERSION = re.compile(r"[\w.-]{1,40}"), re.compile(r"[0-9]{1,9}")
read_or_send = require_http_methods(["GET", "POST"])


@capability(Permission.READ_NOTES)
@require_GET
def notes(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    """All sessions of a course with their notes; attended ones without a note ask for one."""
    client = open_client(request.user, client_id, to=Permission.READ_NOTES)
    course = get_object_or_404(client.courses, id=course_id)
    rows = queries.sessions_with_notes(course)
    may_write = may_for(request.user, client, Permission.WRITE_NOTES)
    context = {"client": client, "course": course, "rows": rows, "may_write": may_write}
    return render(request, "notes/list.html", {**context, "may_keep_apart": may_for(request.user, client, Permission.KEEP_PROCESS_NOTES)})


@capability(Permission.WRITE_NOTES)
@read_or_send
def write(request: Request, client_id: UUID, note_id: UUID) -> HttpResponse:
    """The editor. Saving names the version it started from; what was saved elsewhere meanwhile is shown, never overwritten."""
    client = open_client(request.user, client_id, to=Permission.WRITE_NOTES)
    note = get_note(client, note_id)
    if request.method == "GET":
        hand_back(request, request.user, note)
        return reopened(request, client, note) if note.is_draft else redirect("findings:note", client.id, note.id)
    form = form_sent(note, request.POST)
    if not note.is_draft:
        return after_closing(request, client, note, form)
    if not form.is_valid():
        return editor(request, client, note, form, status=422)
    return saved(request, client, note, form)


def reopened(request: Request, client: Client, note: Note) -> HttpResponse:
    """The draft as it was left: what was typed last and not saved stands in the editor again, unless the draft was saved since or more
    than one editor held something else. Then each is offered."""
    left = queries.left_behind(note, request.user)
    if len(left) != 1 or left[0].started_from != note.version:
        return editor(request, client, note, form_of(note))
    kept = left[0]
    return editor(request, client, note, form_of(note, kept=kept.mark, parts=note.in_shape(dict(kept.parts))), taken_up=kept)


def saved(request: Request, client: Client, note: Note, form: NoteForm) -> HttpResponse:
    """Save, then do what the button said: show it in another format, put a template in, sign."""
    shape, chosen = request.POST.get("format", note.shape), request.POST.get("template", "")
    if shape not in queries.formats() and "format" in request.POST:
        return errors.unusable(request, "Found a format that is not known. Choose one of those that the editor offers.")
    template = next((each for each in queries.templates() if each.key == chosen), None)
    given, parts = form.cleaned_data, put_in(form.parts, template) if template else form.parts
    if "sign" in request.POST and not written(parts):
        form.add_error(None, actions.NothingWritten.sentence)
        return editor(request, client, note, form, status=422)
    try:
        actions.save_draft(
            note,
            parts=parts,
            format_key=shape,
            started_from=given["from_version"],
            by=request.user,
            tab=given["tab"],
            kept=given["kept"],
        )
        if "sign" not in request.POST:
            return redirect("notes:write", client.id, note.id)
        if request.POST["sign"] != "anyway" and (warnings := warnings_of(note, queries.note_before(note))):
            return editor(request, client, note, form_of(note, tab=given["tab"]), warnings=warnings)
        actions.sign_note(note, by=request.user, started_from=note.version, tab=given["tab"])
    except EditedMeanwhile:
        tab = tab_of(request)
        keep(note, request.user, form.parts, str(given["from_version"]), tab)
        return both_texts(request, client, note, form.parts, tab, kept=given["kept"])
    except Refused as refused:
        return errors.unusable(request, str(refused))
    if note.needs_cosignature:
        messages.info(request, "Signed. It waits for a supervisor's signature.")
    return redirect("findings:note", client.id, note.id)


def after_closing(request: Request, client: Client, note: Note, form: NoteForm) -> HttpResponse:
    """What an editor sends after the note was closed is kept and shown when it says something else than the note."""
    sent = form.parts if form.is_valid() else note.in_shape(typed(request.POST))
    if written(sent) == written(note.in_shape(dict(note.parts))) or note.state == Note.State.IMPORTED:
        return redirect("findings:note", client.id, note.id)
    tab = tab_of(request)
    keep(note, request.user, sent, request.POST.get("from_version", ""), tab)
    return both_texts(request, client, note, sent, tab)


@capability(Permission.WRITE_NOTES)
@require_POST
def autosave(request: Request, client_id: UUID, note_id: UUID) -> HttpResponse:
    """Keeps what stands in the editor. Answers with the time; the note itself is not touched.

    Also after the note was closed, by whomever: the words are then shown with it.
    """
    client = open_client(request.user, client_id, to=Permission.WRITE_NOTES)
    note = get_note(client, note_id)
    tab, started_from, sequence = (request.POST.get(name, "") for name in ("tab", "from_version", "sequence"))
    if note.state == Note.State.IMPORTED or not TAB.fullmatch(tab) or not VERSION.fullmatch(started_from):
        return JsonResponse({"saved": False}, status=409)
    parts = note.in_shape({key: text[:LONGEST] for key, text in typed(request.POST).items()})
    number = int(sequence) if VERSION.fullmatch(sequence) else 0
    begun_with = request.POST.get("kept", "")
    kept = actions.autosave(note, parts=parts, started_from=int(started_from), by=request.user, tab=tab, sequence=number, kept=begun_with)
    if kept.sequence != number:
        return JsonResponse({"saved": False, "older": True})
    clock = timezone.localtime(kept.saved_at).strftime("%H:%M:%S")
    return JsonResponse({"saved": clock, "elsewhere": not note.is_draft or note.version != int(started_from), "closed": not note.is_draft})


@capability(Permission.WRITE_NOTES)
@require_POST
def autosaved(request: Request, client_id: UUID, note_id: UUID) -> HttpResponse:
    """Take what an autosave holds into the editor (it is saved only when the writer saves), or discard it. Both are explicit.

    When the draft was saved elsewhere since, both texts are shown.
    """
    client = open_client(request.user, client_id, to=Permission.WRITE_NOTES)
    note = get_note(client, note_id)
    kept = own_autosave(request, note)
    if kept is None:
        raise Http404
    if "discard" in request.POST:
        actions.let_go(kept, by=request.user)
        return redirect("notes:write", client.id, note.id)
    if not note.is_draft or kept.started_from != note.version:
        return both_texts(request, client, note, note.in_shape(dict(kept.parts)), "", kept=kept.mark, status=200)
    return editor(request, client, note, form_of(note, kept=kept.mark, parts=note.in_shape(dict(kept.parts))), taken_up=kept)


def own_autosave(request: Request, note: Note) -> Autosave | None:
    wanted = request.POST.get("autosave") or request.GET.get("kept")
    return next((each for each in note.autosaves.filter(author=request.user) if str(each.pk) == wanted), None)


@capability(Permission.WRITE_NOTES)
@require_POST
def beside(request: Request, client_id: UUID, note_id: UUID) -> HttpResponse:
    """The piece of page beside the editor that looks at what is being written: the last plan taken up, copies, open fields. Nothing is
    stored and the reader is not asked."""
    client = open_client(request.user, client_id, to=Permission.WRITE_NOTES)
    note = get_note(client, note_id)
    if note.is_draft:
        note.parts = note.in_shape({key: text[:LONGEST] for key, text in typed(request.POST).items()})
    return render(request, "notes/_beside.html", {"client": client, "note": note, **beside_of(note)})


def beside_of(note: Note, warnings: list[str] | None = None) -> dict[str, Any]:
    before = queries.note_before(note)
    return {
        "last_plan": queries.last_plan(note, before),
        "warnings": warnings_of(note, before) if warnings is None else warnings,
        "minutes": range_of(note.session.minutes) if note.session.minutes else None,
    }


@capability(Permission.WRITE_NOTES)
@read_or_send
def discard(request: Request, client_id: UUID, note_id: UUID) -> HttpResponse:
    """Throw a draft away, after a page that asks and shows what goes with it. Only its author may."""
    client = open_client(request.user, client_id, to=Permission.WRITE_NOTES)
    note = get_note(client, note_id)
    try:
        if not note.is_draft:
            raise actions.Closed
        if note.author_id != request.user.pk:
            raise actions.NotTheAuthor
        if request.method == "POST":
            course = note.session.course
            actions.discard_draft(note, by=request.user)
            return redirect("notes:list", client.id, course.id)
    except Refused as refused:
        return errors.unusable(request, str(refused))
    return render(request, "notes/discard.html", {"client": client, "note": note, "autosaves": queries.left_behind(note, request.user)})


def get_note(client: Client, note_id: UUID) -> Note:
    rows = Note.objects.filter(session__course__client=client).select_related("session__course__client", "author")
    note: Note = get_object_or_404(rows, id=note_id)
    return note


def form_of(note: Note, *, tab: str = "", kept: str = "", parts: Mapping[str, str] | None = None) -> NoteForm:
    """The editor's form as the draft stands, or with `parts` that are not saved yet."""
    first = {"from_version": note.version, "tab": tab, "kept": kept, **(note.parts if parts is None else parts)}
    return NoteForm(note.format, initial=first, shape=queries.format_for(note.shape))


def form_sent(note: Note, sent: Mapping[str, str]) -> NoteForm:
    """What an editor sent, as parts of this note: the draft may have another shape by now than the editor had."""
    hidden = {name: sent.get(name, "") for name in ("from_version", "tab", "kept")}
    return NoteForm(note.format, {**hidden, **note.in_shape(typed(sent))}, shape=queries.format_for(note.shape))


def editor(
    request: Request,
    client: Client,
    note: Note,
    form: NoteForm,
    *,
    status: int = 200,
    warnings: list[str] | None = None,
    taken_up: Autosave | None = None,
) -> HttpResponse:
    """`taken_up` is the unsaved text that stands in the form."""
    context = {
        "client": client,
        "course": note.session.course,
        "note": note,
        "form": form,
        "writer": writer_token(request.user, note),
        "formats": queries.formats(),
        "templates": queries.templates(),
        "snippets": queries.snippets_for(request.user),
        "autosaves": [kept for kept in queries.left_behind(note, request.user) if kept != taken_up],
        "taken_up": taken_up,
        "is_author": note.author_id == request.user.pk,
        "asked": warnings is not None,
        **beside_of(note, warnings),
    }
    return render(request, "notes/write.html", context, status=status)


def both_texts(
    request: Request, client: Client, note: Note, sent: Mapping[str, str], tab: str, *, kept: str = "", status: int = 409
) -> HttpResponse:
    """What was typed and what is stored now, side by side; the form below starts from the newest version."""
    note.refresh_from_db()
    sent = note.in_shape(dict(sent))
    stored = note.in_shape(dict(note.parts))
    differences = [
        Difference(BY_KEY[key].name if key in BY_KEY else "Note", sent.get(key, ""), stored.get(key, ""))
        for key in dict.fromkeys((*BY_KEY, "text"))
        if sent.get(key, "") != stored.get(key, "")
    ]
    form = form_of(note, tab=tab, kept=kept, parts={**stored, **{key: text for key, text in sent.items() if text.strip()}})
    context = {"client": client, "note": note, "differences": differences, "form": form, "writer": writer_token(request.user, note)}
    return render(request, "notes/conflict.html", context, status=status)
