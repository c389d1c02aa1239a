"""Asking for something to be sent, and sending what waits. However often it runs, and wherever it breaks off, nothing doubles.

A row is claimed by moving its next try ahead, sent outside of any transaction, and then told what became of it. What was sent under an id
of ours is put there again; what the server gave an id is found again by its identifier. So a broken-off try is simply repeated.
"""

import json
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from fullarc.exchange.fhir.elements import Json
from fullarc.exchange.fhir.here import id_in
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import Client
from fullarc.web.ehr import deeds
from fullarc.web.ehr.dropping import FolderRefused, drop
from fullarc.web.ehr.line import Answer, Line, NoAnswer, SignInRefused
from fullarc.web.ehr.models import Destination, EhrPatient, Sending
from fullarc.web.ehr.outcomes import Meaning, Outcome, outcome_of, wait_before
from fullarc.web.ehr.written import hash_of, resources_of, text_of
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.models import Note

LEASE = timedelta(minutes=10)
AT_ONCE = 50
State = Sending.State


class CannotSend(ValueError):
    """Refused, with what was found and what to do."""


def destination() -> Destination | None:
    """Where things are sent, if the practice has set it up and in use."""
    found = Destination.objects.filter(pk=Destination.THE_ONE, in_use=True).first()
    return found if found and (found.address or found.folder) else None


@transaction.atomic
def ask_for_note(note: Note, *, by: User) -> Sending:
    """Put a closed note into the queue; one that is in it already, or was sent unchanged, stays as it is. Refused (CannotSend): a draft."""
    if note.is_draft:
        raise CannotSend("A draft is not sent. Sign the note first.")
    return asked(note.session.course.client, by=by, note=note)


@transaction.atomic
def ask_for_forms(client: Client, forms: Iterable[Administration], *, by: User) -> list[Sending]:
    """Put filled forms into the queue, each once."""
    return [asked(client, by=by, form=form) for form in forms]


def asked(client: Client, *, by: User, note: Note | None = None, form: Administration | None = None) -> Sending:
    to = destination()
    if to is None:
        raise CannotSend("No other system is set up. The owner of the practice can do that.")
    if to.kind == Destination.Kind.FHIR and not EhrPatient.objects.filter(client=client).exists():
        raise CannotSend("Nobody has said yet who this client is in the other system. Say that first.")
    now = timezone.now()
    made, new = Sending.objects.select_for_update().get_or_create(
        note=note, form=form, defaults={"client": client, "asked_by": by, "asked_at": now, "next_try_at": now}
    )
    if not new and made.state == State.REFUSED:
        again(made, by=by)
    elif not new and made.state == State.SENT and changed_since(made):
        wake(made, now)
    if new:
        record(deeds.ASKED, by=by, client=client, on=made)
    return made


@transaction.atomic
def again(sending: Sending, *, by: User) -> None:
    """Try at once what waits or was refused. What was sent stays sent."""
    current = Sending.objects.select_for_update().get(pk=sending.pk)
    if current.state != State.SENT:
        wake(current, timezone.now())
        record(deeds.ASKED, by=by, client=current.client_id, on=current)


def wake(sending: Sending, now: datetime) -> None:
    sending.state, sending.attempts, sending.next_try_at, sending.told = State.WAITING, 0, now, ""
    sending.save(update_fields=["state", "attempts", "next_try_at", "told"])


def changed_since(sending: Sending) -> bool:
    """Whether something was added to a note, or a form withdrawn, after it was sent."""
    if sending.sent_at is None:
        return True
    if sending.note is not None:
        added = sending.note.addenda.filter(signed_at__gt=sending.sent_at).exists()
        return added or sending.note.cosignatures.filter(signed_at__gt=sending.sent_at).exists()
    withdrawn = sending.form.withdrawn_at if sending.form else None
    return withdrawn is not None and withdrawn > sending.sent_at


def wake_changed(now: datetime) -> int:
    """What was amended after it was sent goes again by itself, in place of what is there; how many these are."""
    later = (
        Q(note__addenda__signed_at__gt=F("sent_at"))
        | Q(note__cosignatures__signed_at__gt=F("sent_at"))
        | Q(form__withdrawn_at__gt=F("sent_at"))
    )
    ids = set(Sending.objects.filter(state=State.SENT).filter(later).values_list("pk", flat=True))
    return Sending.objects.filter(pk__in=ids, state=State.SENT).update(state=State.WAITING, attempts=0, next_try_at=now)


def due(now: datetime) -> QuerySet[Sending]:
    return Sending.objects.filter(state=State.WAITING, next_try_at__lte=now).order_by("next_try_at", "asked_at")


def run_pending(now: datetime | None = None, only: Client | None = None) -> int:
    """Send what is due, oldest first, at most 50 at once; how many went out. Call it outside a transaction."""
    now, to = now or timezone.now(), destination()
    if to is None:
        return 0
    wake_changed(now)
    rows = due(now) if only is None else due(now).filter(client=only)
    sent = 0
    with Line(to) as line:
        for pk in list(rows.values_list("pk", flat=True)[:AT_ONCE]):
            if claim(pk, now):
                sent += send_one(pk, line, now)
    return sent


def claim(pk: UUID, now: datetime) -> bool:
    """Of several workers exactly one gets a row; when it dies with it, the row is due again after ten minutes."""
    return bool(
        Sending.objects.filter(pk=pk, state=State.WAITING, next_try_at__lte=now).update(next_try_at=now + LEASE, attempts=F("attempts") + 1)
    )


def send_one(pk: UUID, line: Line, now: datetime) -> bool:
    """One try of one row; whether it went out."""
    rows = Sending.objects.select_related("note__session__course__client", "note__author", "form", "client")
    sending = rows.get(pk=pk)
    if line.to.kind == Destination.Kind.FOLDER:
        return dropped(sending, line.to, now)
    link = EhrPatient.objects.filter(client=sending.client).first()
    if link is None:
        return told(sending, Outcome(Meaning.REFUSED, "Nobody has said who this client is in the other system."), now, "")
    resources = resources_of(sending, link.patient)
    there: dict[str, str] = json.loads(sending.there or "{}")
    outcome = Outcome(Meaning.TAKEN)
    for resource in resources:
        outcome = put(resource, line, there, sending.attempts)
        if outcome.meaning is not Meaning.TAKEN:
            break
    sending.there = json.dumps(there)
    return told(sending, outcome, now, hash_of(resources))


def put(resource: Json, line: Line, there: dict[str, str], attempts: int) -> Outcome:
    """One resource to the server, so that it is there once whatever happens. `there` learns the id that the server gave it."""
    try:
        if line.to.writes == Destination.Writes.OWN_ID:
            return outcome_of(line.ask("PUT", f"{resource['resourceType']}/{resource['id']}", resource), attempts)
        return conditionally(resource, line, there, attempts)
    except NoAnswer as problem:
        return Outcome(Meaning.LATER, str(problem))
    except SignInRefused as problem:
        return Outcome(Meaning.LATER, f"{problem} The owner of the practice can check the settings.")


def conditionally(resource: Json, line: Line, there: dict[str, str], attempts: int) -> Outcome:
    """Create unless one with our identifier is there; what is there already gets the present content under the id it has."""
    kind, ours = resource["resourceType"], resource["id"]
    [named] = resource["identifier"]
    if ours not in there:
        without = {key: value for key, value in resource.items() if key != "id"}
        answer = line.ask("POST", kind, without, {"If-None-Exist": f"identifier={named['system']}|{named['value']}"})
        outcome = outcome_of(answer, attempts)
        if outcome.meaning is not Meaning.TAKEN:
            return outcome
        there[ours] = given_id(answer, kind) or found_id(line, kind, f"{named['system']}|{named['value']}")
        if answer.status == 201 or not there[ours]:
            return outcome if there[ours] else Outcome(Meaning.LATER, "The server has taken it and does not say under which id.")
    return outcome_of(line.ask("PUT", f"{kind}/{there[ours]}", {**resource, "id": there[ours]}), attempts)


def given_id(answer: Answer, kind: str) -> str:
    """The id that the server gave: from the Location, or the resource in the answer."""
    path = answer.location.partition("/_history/")[0]
    steps = path.rstrip("/").split("/")
    if len(steps) >= 2 and steps[-2] == kind:
        return steps[-1]
    found = answer.body.get("id") if answer.body.get("resourceType") == kind else None
    return found if isinstance(found, str) else ""


def found_id(line: Line, kind: str, named: str) -> str:
    """Ask for what has our identifier."""
    answer = line.ask("GET", f"{kind}?identifier={named}")
    entries = answer.body.get("entry")
    for entry in entries if isinstance(entries, list) else []:
        resource = entry.get("resource") if isinstance(entry, dict) else None
        if isinstance(resource, dict) and resource.get("resourceType") == kind and isinstance(resource.get("id"), str):
            return id_in(resource["id"])
    return ""


def dropped(sending: Sending, to: Destination, now: datetime) -> bool:
    """A note as a text file in the folder. Scores have no file; they are refused with that reason."""
    if sending.note is None:
        return told(sending, Outcome(Meaning.REFUSED, "Scores are not written into a folder, notes are."), now, "")
    text = text_of(sending.note)
    try:
        day = sending.note.session.date
        code = re.sub(r"[^\w-]", "-", sending.client.code)
        drop(to.folder, f"{code}_{day:%Y-%m-%d}_{str(sending.note.pk)[:8]}", sending.times_sent + 1, text)
    except FolderRefused as problem:
        return told(sending, Outcome(Meaning.LATER, str(problem)), now, "")
    return told(sending, Outcome(Meaning.TAKEN), now, hash_of(text))


@transaction.atomic
def told(sending: Sending, outcome: Outcome, now: datetime, content: str) -> bool:
    """Write down what became of a try. It never waits longer than six hours for the next."""
    sending.told = outcome.told
    if outcome.meaning is Meaning.TAKEN:
        sending.state, sending.sent_at, sending.sent_hash, sending.times_sent = State.SENT, now, content, sending.times_sent + 1
        record(deeds.SENT, by=None, client=sending.client_id, on=sending)
    elif outcome.meaning is Meaning.REFUSED:
        sending.state = State.REFUSED
        record(deeds.REFUSED, by=None, client=sending.client_id, on=sending)
    else:
        sending.next_try_at = now + max(outcome.wait or timedelta(0), wait_before(sending.attempts))
    fields = ["state", "sent_at", "sent_hash", "times_sent", "next_try_at", "told", "there"]
    sending.save(update_fields=fields)
    return outcome.meaning is Meaning.TAKEN
