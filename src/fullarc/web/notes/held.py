"""What somebody typed into a note reaches them again although their session had ended, or the form had become too old.

The editor's form says, signed by this installation, who had it and for which note. When it comes in without a session, its words are kept
in the browser's session until the same person has signed in; then they become unsaved text of that note, which is offered, never merged.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.views import redirect_to_login
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from fullarc.web import errors
from fullarc.web.access.gate import all_clients, may_for
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.notes import actions
from fullarc.web.notes.forms import LONGEST, typed
from fullarc.web.notes.models import Note
from fullarc.web.sent_values import whole_number

SIGNER = Signer(salt="fullarc.notes.writer")
HELD = "held_note"
EDITOR = ("notes:write", "notes:autosave")


def writer_token(user: User, note: Note) -> str:
    """Who has the form of which note."""
    return SIGNER.sign(f"{user.pk} {note.pk}")


def writer_of(request: HttpRequest, note_id: object) -> str:
    """The id of the person whose form this is; empty when it is not a form that we gave out for this note."""
    try:
        user, note = SIGNER.unsign(request.POST.get("writer", "")).split(" ")
    except (BadSignature, ValueError):
        return ""
    return user if note == str(note_id) else ""


def tab_of(request: HttpRequest) -> str:
    """The tab that a form was written in; a new name where the page had none, so that no two texts share one place."""
    return request.POST.get("tab", "")[:40] or uuid4().hex


class WordsOutliveTheSession:
    """Before the sign-in is asked for: keep the words of a note's form that comes without a session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        return None if request.user.is_authenticated else keep_until_sign_in(request)


def keep_until_sign_in(request: HttpRequest) -> HttpResponse | None:
    match = request.resolver_match
    if request.method != "POST" or match is None or match.view_name not in EDITOR:
        return None
    note_id = match.kwargs["note_id"]
    if not (writer := writer_of(request, note_id)):
        return None
    parts = {key: text[:LONGEST] for key, text in typed(request.POST).items()}
    version = request.POST.get("from_version", "")
    tab = tab_of(request)
    request.session[HELD] = {"note": str(note_id), "writer": writer, "parts": parts, "from_version": version, "tab": tab}
    if match.view_name == "notes:autosave":
        return JsonResponse({"saved": False, "signed_out": True}, status=401)
    to_sign_in: HttpResponse = redirect_to_login(reverse("notes:write", kwargs=match.kwargs), reverse("account_login"))
    return to_sign_in


def hand_back(request: HttpRequest, user: User, note: Note) -> None:
    """What was held for this person and this note becomes unsaved text of the note."""
    held = request.session.get(HELD)
    if not held or (held["note"], held["writer"]) != (str(note.pk), str(user.pk)):
        return
    del request.session[HELD]
    keep(note, user, held["parts"], held["from_version"], held["tab"])


def keep(note: Note, user: User, parts: dict[str, str], version: str, tab: str) -> None:
    sent = whole_number(version)
    started_from = note.version if sent is None else sent
    sequence = int(note.autosaves.filter(author=user, tab=tab).values_list("sequence", flat=True).first() or 0) + 1
    actions.autosave(note, parts=note.in_shape(parts), started_from=started_from, by=user, tab=tab, sequence=sequence)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form without a valid token. The words of a note's form are kept if the form was given to this very person."""
    match = request.resolver_match
    if match is None or match.view_name not in EDITOR or request.method != "POST":
        return errors.form_too_old(request, reason)
    if not request.user.is_authenticated:
        return keep_until_sign_in(request) or errors.form_too_old(request, reason)
    note = own_note(request.user, match.kwargs, writer_of(request, match.kwargs["note_id"]))
    if note is None:
        return errors.form_too_old(request, reason)
    keep(note, request.user, typed(request.POST), request.POST.get("from_version", ""), tab_of(request))
    if match.view_name == "notes:autosave":
        return JsonResponse({"saved": False, "kept": True}, status=403)
    to_the_editor: HttpResponse = redirect("notes:write", **match.kwargs)
    return to_the_editor


def own_note(user: User, ids: dict[str, UUID], writer: str) -> Note | None:
    """The note, when this person has the form and may still write for this client."""
    client = all_clients().filter(pk=ids["client_id"]).first()
    if writer != str(user.pk) or client is None or not may_for(user, client, Permission.WRITE_NOTES):
        return None
    rows: list[Note] = list(Note.objects.filter(pk=ids["note_id"], session__course__client=client).exclude(state=Note.State.IMPORTED))
    return rows[0] if rows else None
