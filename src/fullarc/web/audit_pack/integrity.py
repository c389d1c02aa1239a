"""Is a client's record still what was signed and written? Every sealed cell is opened, every signed text hashed anew, the trail walked.

Whoever changes a byte of a sealed cell, of a signed text's hash or of the trail in the database is found, and the place is named.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from django.db import models

from fullarc.exchange.record.audit_pack import Check
from fullarc.web.audit.models import Event
from fullarc.web.audit.verify import verify
from fullarc.web.clients.models import Client
from fullarc.web.encryption.cipher import SealBroken
from fullarc.web.encryption.fields import encrypted_fields, open_sealed
from fullarc.web.notes.models import Addendum, Cosignature, Note
from fullarc.web.plans.models import TreatmentPlan
from fullarc.web.records.left_out import PROCESS_NOTES
from fullarc.web.records.tables_of_record import below, tables_of_client
from fullarc.web.reports.models import IssuedReport
from fullarc.web.reviews.models import Review
from fullarc.web.safety.models import RiskAssessment, SafetyPlan

CLOCKS = timedelta(minutes=5)  # between the act and its line in the trail
Model = type[models.Model]


class Closed(Protocol):
    """A document with the hash of what it said when it was signed."""

    content_hash: str

    def hash_now(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that does not open."""

    table: str
    row: str
    column: str

    @property
    def place(self) -> str:
        return f"{self.table}, row {self.row}, column {self.column}: it was changed outside Fullarc and does not open"


def checks_of(client: Client) -> tuple[list[Check], list[Broken]]:
    """Every check of one client's record, and the cells that do not open."""
    cells, broken = sealed_cells(client)
    return [
        Check("Sealed cells", not broken, f"{cells:,} cells of this record were opened", tuple(each.place for each in broken)),
        signed_texts(client),
        signatures(client),
        trail(),
    ], broken


def sealed_cells(client: Client) -> tuple[int, list[Broken]]:
    """How many sealed cells the record has, and those that do not open. Process notes stand apart and are left closed."""
    count, broken = 0, list[Broken]()
    for model in tables_of_client():
        columns = list(encrypted_fields(model))
        if columns and model._meta.label_lower != PROCESS_NOTES:
            for number, found in cells_of(model, columns, client):
                count += number
                broken += found
    return count, broken


def cells_of(model: Model, columns: list[str], client: Client) -> Iterator[tuple[int, list[Broken]]]:
    rows = model._default_manager.filter(pk__in=model._default_manager.filter(below(model, client)).order_by().values("pk")).order_by("pk")
    for pk, *sealed in rows.values_list("pk", *columns).iterator(chunk_size=1000):
        broken = [
            Broken(model._meta.label_lower, str(pk), name)
            for name, cell in zip(columns, sealed, strict=True)
            if not opens(model, name, pk, cell)
        ]
        yield sum(cell is not None for cell in sealed), broken


def opens(model: Model, name: str, pk: object, cell: object) -> bool:
    try:
        open_sealed(model, name, pk, cell)  # type: ignore[arg-type]
    except (SealBroken, ValueError):
        return False
    return True


def signed_texts(client: Client) -> Check:
    """Whether each signed or imported text still has the hash that was taken when it was closed."""
    documents = dict(closed_documents(client))
    faults = [words for words, each in documents.items() if not is_as_signed(each)]
    reports = list(IssuedReport.objects.filter(course__client=client))
    faults += [f"Report of {each.issued_at:%Y-%m-%d} (row {each.pk}): it is not what was issued" for each in reports if not as_issued(each)]
    for row in Cosignature.objects.filter(note__session__course__client=client).select_related("note__session", "addendum"):
        seen = row.addendum or row.note
        if row.content_hash != seen.content_hash:
            faults.append(
                f"Co-signature of {row.signed_at:%Y-%m-%d} (row {row.pk}): it is under another text than the one that stands there"
            )
    found = f"{len(documents) + len(reports):,} signed texts and issued reports were hashed anew (SHA-256)"
    return Check("Signed texts", not faults, found, tuple(faults))


def closed_documents(client: Client) -> Iterator[tuple[str, Closed]]:
    """Every closed text of the record by the words that name it."""
    for note in Note.objects.filter(session__course__client=client).exclude(state=Note.State.DRAFT).select_related("session"):
        yield f"Note of {note.session.date:%Y-%m-%d} (row {note.pk}): its text is not what was signed", note
    for added in Addendum.objects.filter(note__session__course__client=client).select_related("note__session"):
        yield f"{added.get_kind_display()} of {added.signed_at:%Y-%m-%d} (row {added.pk}): its text is not what was signed", added
    for plan in TreatmentPlan.objects.filter(course__client=client).exclude(signed_at=None):
        yield f"Treatment plan, version {plan.number} (row {plan.pk}): it is not what was signed", plan
    for review in Review.objects.filter(course__client=client).exclude(signed_at=None):
        yield f"{review.get_kind_display()}, number {review.number} (row {review.pk}): it is not what was signed", review
    for safety in SafetyPlan.objects.filter(client=client).exclude(signed_at=None):
        yield f"Safety plan, version {safety.number} (row {safety.pk}): it is not what was signed", safety
    for risk in RiskAssessment.objects.filter(client=client).exclude(signed_at=None):
        yield f"Risk assessment, version {risk.number} (row {risk.pk}): it is not what was signed", risk


def is_as_signed(document: Closed) -> bool:
    try:
        return document.content_hash == document.hash_now()
    except (SealBroken, ValueError, KeyError, TypeError, AttributeError):
        return False


def as_issued(report: IssuedReport) -> bool:
    try:
        return report.is_unchanged
    except (SealBroken, ValueError, KeyError, TypeError, AttributeError):
        return False


def signatures(client: Client) -> Check:
    """Whether signer and time of each signed note and amendment are those that the trail wrote down when it was signed."""
    notes = Note.objects.filter(session__course__client=client, state=Note.State.SIGNED).values_list("pk", "author", "signed_at")
    added = Addendum.objects.filter(note__session__course__client=client).values_list("pk", "author", "signed_at")
    told = {
        (event.action, event.object_id): event
        for event in Event.objects.filter(client=client.pk, action__in=("note.signed", "note.addendum"), outcome="done")
    }
    faults, compared, whole = list[str](), 0, [("note.signed", "Note", *row) for row in notes]
    for action, words, pk, author, at in [*whole, *(("note.addendum", "Amendment", *row) for row in added)]:
        event = told.get((action, str(pk)))
        if event is None:
            continue
        compared += 1
        if event.actor != author or at is None or abs(event.at - at) > CLOCKS:
            faults.append(f"{words} (row {pk}): signer or time are not those of the trail (event {event.sequence})")
    found = f"{compared:,} signatures were compared with the trail; {len(notes) + len(added) - compared:,} were made before it or elsewhere"
    return Check("Signers and times", not faults, found, tuple(faults))


def trail() -> Check:
    verdict = verify()
    faults = () if verdict.whole else (f"Audit trail: {verdict.reason}",)
    return Check("Audit trail", verdict.whole, f"{verdict.count:,} events follow on one another unbroken", faults)
