"""A record as a FHIR file: made, checked, and written into the trail."""

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from fullarc.exchange.fhir.bundle import LEFT_OUT, bundle, pseudonymous, without_notes
from fullarc.exchange.fhir.checks import faults
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.exports import deeds
from fullarc.web.exports.records import definitions, record_of

TRACKERS = "rows of trackers (diary cards, exposure steps and the like)"


class NotValid(RuntimeError):
    """What was made is not valid FHIR; nothing was handed out. The message names places, never values."""


@dataclass(frozen=True, slots=True)
class TakenOut:
    """`counts` are the resources by type; `digest` the SHA-256 of the content, before anything sealed it."""

    content: bytes
    counts: tuple[tuple[str, int], ...]
    digest: str


@transaction.atomic
def take_out(client: Client, courses: Sequence[CourseOfCare], *, by: User | None, named: bool = True, notes: bool = True) -> TakenOut:
    """The record of a client, or of some courses, as a FHIR R4 Bundle.

    Without `named` the Patient has a pseudonym instead of name, code and birth date; without `notes` no word of a note is in it. Refused
    (NotValid): a Bundle that our own checks find fault with.
    """
    left_out = [*LEFT_OUT, TRACKERS]
    value = record_of(client, courses, by=by)
    if not named:
        value = pseudonymous(value, f"P-{secrets.token_hex(4)}")
        left_out.append("name, code and birth date of the client")
    if not notes:
        value = without_notes(value)
        left_out.append("the text of notes and words quoted from them")
    made = bundle(value, definitions=definitions(), at=timezone.now(), zone=timezone.get_current_timezone(), left_out=left_out)
    found = faults(made)
    if found:
        raise NotValid(f"The file was not handed out: {len(found)} places of it are not valid FHIR, the first is {found[0]}.")
    content = json.dumps(made, ensure_ascii=False, indent=1).encode()
    kinds = [entry["resource"]["resourceType"] for entry in made["entry"]]
    counts = tuple((kind, kinds.count(kind)) for kind in dict.fromkeys(kinds))
    digest = hashlib.sha256(content).hexdigest()
    record(deeds.TOOK_OUT, by=by, client=client, object_id=digest, count=len(kinds), fields=[kind for kind, _ in counts])
    return TakenOut(content, counts, digest)
