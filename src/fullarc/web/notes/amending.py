"""Beside a closed note: late entries, addenda, corrections, co-signatures. The signed text itself is never touched."""

import hashlib
from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from fullarc.notes.corrections import Correction, place_of
from fullarc.web.access.models import CareTeam, Supervision
from fullarc.web.accounts.models import User
from fullarc.web.accounts.roles import Role
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import Client
from fullarc.web.notes import deeds
from fullarc.web.notes.models import Addendum, Cosignature, Note, Trainee
from fullarc.web.notes.refusals import MayNotCosign, NoCosignatureWanted, StillADraft
from fullarc.web.sent_once import insert_once


@transaction.atomic
def add_addendum(note: Note, *, kind: str, reason: str, text: str, by: User, passage: str = "", key: UUID | None = None) -> Addendum:
    """Add a signed text to a closed note. With a `passage` it corrects these words of the signed text. The same `key` twice is one.

    Refused: a draft (StillADraft), a passage that is not in the signed text exactly once (PassageRefused).
    """
    if note.is_draft:
        raise StillADraft
    if passage.strip():
        start, end = place_of(passage, note.text)
        passage = note.text[start:end]
    added = Addendum(note=note, kind=kind, passage=passage.strip() or None, reason=reason, text=text, author=by)
    added.signed_as, added.needs_cosignature = by.signs_as, Trainee.objects.filter(user=by).exists()
    added.content_hash = hashlib.sha256(text.encode()).hexdigest()
    added, is_new = insert_once(added, key, same=["kind", "passage", "reason", "text"], note=note, author=by)
    if is_new:
        record(deeds.ADDED, by=by, client=note.session.course.client_id, on=added)
    return added


def corrections(addenda: Iterable[Addendum]) -> list[Correction]:
    """Those of the addenda that correct words of the note, in the order in which they were signed."""
    return [Correction(each.passage, each.text) for each in addenda if each.passage]


def may_cosign(person: User, author: User, client: Client) -> bool:
    """Whether a person may co-sign what the author wrote: never their own; as the author's supervisor today, or as a supervisor by role
    who is in the client's care team."""
    today = timezone.localdate()
    if person.pk == author.pk or not person.has_role(Role.SUPERVISOR):
        return False
    linked = Supervision.objects.filter(Supervision.holds(today), supervisor=person, supervisee=author).exists()
    return linked or CareTeam.objects.filter(CareTeam.holds(today), client=client, user=person).exists()


@transaction.atomic
def cosign(what: Note | Addendum, *, by: User, remark: str = "") -> Cosignature:
    """Put the second signature under a signed note, or under an addendum to it.

    Refused: where none is wanted or one is there already (NoCosignatureWanted), by the author or without supervising (MayNotCosign).
    """
    note = what if isinstance(what, Note) else what.note
    addendum = what if isinstance(what, Addendum) else None
    if not what.needs_cosignature or note.is_draft:
        raise NoCosignatureWanted
    if not may_cosign(by, what.author, note.session.course.client):
        raise MayNotCosign
    given = Cosignature(note=note, addendum=addendum, by=by, signed_as=by.signs_as, remark=remark)
    given.content_hash = what.hash_now()
    try:
        with transaction.atomic():
            given.save(force_insert=True)
    except IntegrityError:
        raise NoCosignatureWanted("It was co-signed already; that signature stands.") from None
    record(deeds.COSIGNED, by=by, client=note.session.course.client_id, on=what)
    return given
