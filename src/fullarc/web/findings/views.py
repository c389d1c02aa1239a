"""The closed note with what was read in it, and what a clinician says about a finding: one small form a deed, which needs no script."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from fullarc.course.timeline import Review
from fullarc.notes.corrections import amended
from fullarc.notes.minutes import range_of
from fullarc.notes.sections import FREE, WRITTEN_AS, headings_as_written
from fullarc.reading.finding import Direction
from fullarc.web import errors
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client
from fullarc.web.findings import actions, adding
from fullarc.web.findings.forms import LEVELS
from fullarc.web.findings.margin import lines_of
from fullarc.web.findings.models import StoredFinding
from fullarc.web.findings.queries import left_out_of
from fullarc.web.lexicon.in_force import lexicon_in_force
from fullarc.web.lexicon.indicator_search import candidates, exactly, label_of, offered
from fullarc.web.lexicon.queries import PlacesOfPhrases
from fullarc.web.notes.amending import corrections, may_cosign
from fullarc.web.notes.models import Addendum, Note
from fullarc.web.notes.queries import formats, left_behind
from fullarc.web.way_back import way_back


@dataclass(frozen=True, slots=True)
class Refused:
    """A correction that was not taken: why, what was typed, and the names that come close to it."""

    finding: str
    why: str
    about: str
    severity: str
    direction: str
    close: tuple[str, ...]

    @classmethod
    def of(cls, sent: Mapping[str, str], stored: StoredFinding, why: str) -> "Refused":
        about = sent.get("about", "")[:80]
        names = tuple(label_of(each) for each in candidates(about)) if exactly(about) is None else ()
        return cls(str(stored.pk), why, about, sent.get("severity", ""), sent.get("direction", ""), names)


@capability(Permission.READ_NOTES)
@require_GET
def note(request: Request, client_id: UUID, note_id: UUID) -> HttpResponse:
    """A closed note. It is read by the reader now, if it was not yet. A draft is shown as it was last saved, unread."""
    client = open_client(request.user, client_id, to=Permission.READ_NOTES)
    rows = Note.objects.filter(session__course__client=client).select_related("session__course__client", "author")
    note = get_object_or_404(rows, id=note_id)
    if not note.is_draft:
        actions.ensure_read(note.session.course, by=request.user)
    return note_page(request, client, note)


def headings_of(note: Note) -> set[str] | None:
    """The headings of a note of parts or sections, which are all it has: "Homework:" within the plan is none. None for prose."""
    return None if note.format == FREE else {f"{heading}:" for heading in headings_as_written(note.format)}


def read_by(text: Note | Addendum) -> str | None:
    """The version of the rules that a note or an addendum was read by; None when it was not read."""
    reading = getattr(text, "reading", None)
    return reading.rules_version if reading else None


def note_page(request: Request, client: Client, note: Note, refused: Refused | None = None) -> HttpResponse:
    """The page of a note. With `refused`, a correction that was not taken stands open in its place, as it was typed."""
    stored, added = (
        list(note.findings.select_related("reviewed_by")),
        list(note.addenda.select_related("author", "reading").prefetch_related("cosignatures__by")),
    )
    own, lexicon = PlacesOfPhrases(), lexicon_in_force()
    for each in added:
        here = [row for row in stored if row.addendum_id == each.pk]
        each.lines = lines_of(each.text, here, own, left_out=left_out_of(each.text, read_by(each), lexicon))  # type: ignore[attr-defined]
    context = {
        "client": client,
        "note_page": reverse("findings:note", args=[client.pk, note.pk]),
        "refused": refused,
        "course": note.session.course,
        "note": note,
        "addenda": added,
        "corrected": [each for each in amended(note.text, corrections(added)) if each.instead is not None],
        "cosignatures": note.cosignatures.filter(addendum=None).select_related("by"),
        "lines": lines_of(
            note.text,
            [row for row in stored if row.addendum_id is None],
            own,
            headings_of(note),
            left_out_of(note.text, read_by(note), lexicon),
        ),
        "directions": [str(direction) for direction in Direction],
        "severities": LEVELS,
        "indicators": list(offered().values()),
        "may_review": may_for(request.user, client, Permission.REVIEW_FINDINGS),
        "unreviewed": [str(row.pk) for row in stored if row.review == Review.UNREVIEWED.value],
        "may_write": may_for(request.user, client, Permission.WRITE_NOTES),
        "may_cosign": may_cosign(request.user, note.author, client),
        "formats": formats(),
        "written_as": WRITTEN_AS[note.format],
        "minutes": range_of(note.session.minutes) if note.session.minutes else None,
        "autosaves": left_behind(note, request.user),
    }
    return render(request, "findings/note.html", context, status=422 if refused else 200)


@capability(Permission.REVIEW_FINDINGS)
@require_POST
def review(request: Request, client_id: UUID, finding_id: UUID) -> HttpResponse:
    """`act` is confirm, correct, dismiss or restore; a correction sends indicator (`about`, by its name), status, direction or severity.

    A finding of a clinician's own is taken back by dismiss and by restore. `next` is the page to go back to and `at` the place on it.
    """
    client = open_client(request.user, client_id, to=Permission.REVIEW_FINDINGS)
    stored = get_object_or_404(
        StoredFinding.objects.select_related("note__session__course__client"), id=finding_id, note__session__course__client=client
    )
    act = request.POST.get("act")
    try:
        if stored.is_added and act in ("dismiss", "restore"):
            adding.take_back(stored, by=request.user)
            messages.info(request, "Taken back. The words carry your finding no more.")
        elif act == "confirm":
            actions.confirm(stored, by=request.user)
            messages.info(request, "Confirmed. The finding counts as read.")
        elif act == "dismiss":
            actions.dismiss(stored, by=request.user)
            messages.info(request, "Dismissed. The finding no longer counts; in its note it can be taken back by giving it a status.")
        elif act == "restore":
            actions.restore(stored, by=request.user)
            messages.info(request, "Taken back. The finding counts as it was read.")
        else:
            actions.correct(stored, changes_in(request.POST, stored), by=request.user)
            messages.info(request, "Corrected. The finding counts as it stands now.")
    except actions.CannotCorrect as refused:
        if "form" not in request.POST or not may_for(request.user, client, Permission.READ_NOTES):
            return errors.unusable(request, str(refused))
        open_client(request.user, client_id, to=Permission.READ_NOTES)
        return note_page(request, client, stored.note, Refused.of(request.POST, stored, str(refused)))
    return HttpResponseRedirect(back_to(request) or reverse("clients:client", args=[client.id]))


@capability(Permission.REVIEW_FINDINGS)
@require_POST
def confirm_all(request: Request, client_id: UUID, note_id: UUID) -> HttpResponse:
    """Confirm, in one act, what the page showed as read in a note (`shown`, ids between blanks) and nobody has spoken of."""
    client = open_client(request.user, client_id, to=Permission.REVIEW_FINDINGS)
    rows = Note.objects.filter(session__course__client=client).exclude(state=Note.State.DRAFT).select_related("session__course")
    note = get_object_or_404(rows, id=note_id)
    confirmed = actions.confirm_all(note, frozenset(request.POST.get("shown", "").split()), by=request.user)
    left = note.findings.filter(review=Review.UNREVIEWED.value).count()
    later = f" Not shown on that page, and not reviewed yet: {left}." if left else ""
    messages.info(request, f"Confirmed {confirmed} finding{'' if confirmed == 1 else 's'} of this note.{later}")
    return redirect("findings:note", client.id, note.id)


def changes_in(sent: Mapping[str, str], stored: StoredFinding) -> dict[str, str]:
    """What a form wants changed. The form of the margin sends direction and severity as they stand too: those are no change.

    Refused (CannotCorrect): a name that no indicator has, or a form in which nothing was changed.
    """
    changes = {name: sent[name] for name in actions.CORRECTABLE if name in sent}
    if about := sent.get("about", "").strip():
        known = exactly(about)
        if known is None:
            raise actions.CannotCorrect("Found a name that no indicator has. Choose one of those that the field offers.")
        changes["indicator"] = known
    if "form" not in sent:
        return changes
    now = stored.finding
    stands = {"indicator": now.indicator, "direction": str(now.direction or ""), "severity": str(now.severity or "")}
    return {name: value for name, value in changes.items() if value != stands.get(name)}


def back_to(request: Request) -> str:
    """The page that sent the form, if it is one of ours."""
    target, at = way_back(request), request.POST.get("at", "")
    return f"{target}#{at}" if target and at.isalnum() and "#" not in target else target
