"""Pages of notes: the list, the editor with its autosave, signing, addenda. The closed note with what was read in it is in `findings`."""

import re
from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.web import errors
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.notes import actions, queries
from fullarc.web.notes.formats import FORMATS, recast
from fullarc.web.notes.forms import AddendumForm, NewNote, NoteForm, typed
from fullarc.web.notes.models import Note
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
    return render(request, "notes/list.html", {"client": client, "course": course, "rows": rows, "may_write": may_write})


@capability(Permission.WRITE_NOTES)
@read_or_send
def new_note(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.WRITE_NOTES)
    course = get_object_or_404(client.courses, id=course_id)
    day = request.GET.get("date") or timezone.localdate().isoformat()
    form = NewNote(request.POST or None, initial={"date": day, "format": queries.usual_format(request.user)})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        session = actions.session_on(course, given["date"], minutes=given["minutes"], by=request.user)
        note = actions.begin_note(session, by=request.user, format_key=given["format"])
        return redirect("notes:write", client.id, note.id)
    context = {"client": client, "course": course, "form": form}
    return render(request, "notes/new.html", context, status=422 if form.errors else 200)


@capability(Permission.WRITE_NOTES)
@read_or_send
def write(request: Request, client_id: UUID, note_id: UUID) -> HttpResponse:
    """The editor. Saving names the version it started from; what was saved elsewhere meanwhile is shown, never overwritten."""
    client = open_client(request.user, client_id, to=Permission.WRITE_NOTES)
    note = get_note(client, note_id)
    if request.method == "GET":
        return editor(request, client, note, form_of(note)) if note.is_draft else redirect("findings:note", client.id, note.id)
    sent_as = format_sent(request.POST) or note.format
    form = NoteForm(sent_as, request.POST)
    if not note.is_draft:
        lost = form.is_valid() and written(recast_to(note.format, form.parts, sent_as)) != written(note.parts)
        return both_texts(request, client, note, form, sent_as) if lost else redirect("findings:note", client.id, note.id)
    if not form.is_valid():
        return editor(request, client, note, form, status=422)
    if "sign" in request.POST and not any(text.strip() for text in form.parts.values()):
        form.add_error(None, "The note is empty. Write it, then sign.")
        return editor(request, client, note, form, status=422)
    to_format = request.POST.get("format", note.format)
    if to_format not in FORMATS:
        return errors.unusable(request, f"Found a format that is not known; it can be {', '.join(each.name for each in FORMATS.values())}.")
    parts = recast_to(to_format, form.parts, sent_as)
    try:
        actions.save_draft(
            note,
            parts=parts,
            format_key=to_format,
            started_from=form.cleaned_data["from_version"],
            by=request.user,
            tab=form.cleaned_data["tab"],
        )
        if "sign" in request.POST:
            actions.sign_note(note, by=request.user, started_from=note.version)
    except EditedMeanwhile:
        return both_texts(request, client, note, form, sent_as)
    except actions.NotTheAuthor:
        return errors.unusable(request, "Found another author; only the one who began a note signs it. Your text is saved in the draft.")
    return redirect("findings:note", client.id, note.id) if not note.is_draft else redirect("notes:write", client.id, note.id)


@capability(Permission.WRITE_NOTES)
@require_POST
def autosave(request: Request, client_id: UUID, note_id: UUID) -> HttpResponse:
    """Keeps what stands in the editor. Answers with the time; the draft itself is not touched."""
    client = open_client(request.user, client_id, to=Permission.WRITE_NOTES)
    note = get_note(client, note_id)
    tab, started_from = request.POST.get("tab", ""), request.POST.get("from_version", "")
    if not note.is_draft or not TAB.fullmatch(tab) or not VERSION.fullmatch(started_from):
        return JsonResponse({"saved": False}, status=409)
    sent_as = format_sent(request.POST) or note.format
    parts = recast_to(note.format, typed(request.POST, sent_as), sent_as)
    kept = actions.autosave(note, parts=parts, started_from=int(started_from), by=request.user, tab=tab)
    return JsonResponse({"saved": timezone.localtime(kept.saved_at).strftime("%H:%M:%S")})


@capability(Permission.WRITE_NOTES)
@require_POST
def autosaved(request: Request, client_id: UUID, note_id: UUID) -> HttpResponse:
    """Take what an autosave holds into the editor (it is saved only when the writer saves), or discard it. Both are explicit."""
    client = open_client(request.user, client_id, to=Permission.WRITE_NOTES)
    note = get_note(client, note_id)
    kept = next((each for each in note.autosaves.filter(author=request.user) if str(each.pk) == request.POST.get("autosave")), None)
    if kept is None:
        raise Http404
    if "discard" in request.POST:
        kept.delete()
        return redirect("notes:write", client.id, note.id)
    return editor(request, client, note, NoteForm(note.format, initial={"from_version": note.version, "tab": kept.tab, **kept.parts}))


@capability(Permission.WRITE_NOTES)
@read_or_send
def discard(request: Request, client_id: UUID, note_id: UUID) -> HttpResponse:
    """Throw a draft away, after a page that asks."""
    client = open_client(request.user, client_id, to=Permission.WRITE_NOTES)
    note = get_note(client, note_id)
    if not note.is_draft:
        return errors.unusable(request, "Found a closed note; only a draft can be discarded. Write an addendum instead.")
    if request.method == "POST":
        course = note.session.course
        actions.discard_draft(note, by=request.user)
        return redirect("notes:list", client.id, course.id)
    return render(request, "notes/discard.html", {"client": client, "note": note})


@capability(Permission.WRITE_NOTES)
@read_or_send
def addendum(request: Request, client_id: UUID, note_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.WRITE_NOTES)
    note = get_note(client, note_id)
    if note.is_draft:
        return redirect("notes:write", client.id, note.id)
    form = AddendumForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.add_addendum(note, kind=given["kind"], reason=given["reason"], text=given["text"], by=request.user)
        return redirect("findings:note", client.id, note.id)
    return render(request, "notes/addendum.html", {"client": client, "note": note, "form": form}, status=422 if form.errors else 200)


def get_note(client: Client, note_id: UUID) -> Note:
    rows = Note.objects.filter(session__course__client=client).select_related("session__course__client", "author")
    note: Note = get_object_or_404(rows, id=note_id)
    return note


def form_of(note: Note) -> NoteForm:
    return NoteForm(note.format, initial={"from_version": note.version, **note.parts})


def editor(request: Request, client: Client, note: Note, form: NoteForm, *, status: int = 200) -> HttpResponse:
    course: CourseOfCare = note.session.course
    context = {
        "client": client,
        "course": course,
        "note": note,
        "form": form,
        "formats": FORMATS.values(),
        "last_plan": queries.last_plan(note),
        "autosaves": queries.left_behind(note, request.user),
        "is_author": note.author_id == request.user.pk,
    }
    return render(request, "notes/write.html", context, status=status)


def format_sent(sent: Mapping[str, str]) -> str:
    """The format that an editor was showing, by its first section: the draft may have another one by now."""
    return next((each.key for each in FORMATS.values() if each.sections[0][0] in sent), "")


def recast_to(format_key: str, parts: dict[str, str], sent_as: str) -> dict[str, str]:
    return parts if format_key == sent_as else recast(parts, sent_as, format_key)


def written(parts: Mapping[str, str]) -> dict[str, str]:
    """The sections in which something stands."""
    return {key: text.strip() for key, text in parts.items() if text.strip()}


def both_texts(request: Request, client: Client, note: Note, form: NoteForm, sent_as: str) -> HttpResponse:
    """409: what was sent and what is stored now, side by side; the form below starts from the newest version."""
    note.refresh_from_db()
    stored, sent = note.parts, recast_to(note.format, form.parts, sent_as)
    headings = dict(FORMATS[note.format].sections)
    differences = [
        Difference(headings.get(key) or "Note", text, stored.get(key, "")) for key, text in sent.items() if text != stored.get(key, "")
    ]
    again = NoteForm(note.format, initial={"from_version": note.version, "tab": form.cleaned_data["tab"], **sent})
    context = {"client": client, "note": note, "differences": differences, "form": again}
    return render(request, "notes/conflict.html", context, status=409)
