"""What is sent to another system's server: a signed note as one DocumentReference, scores as Observations, each under an id of its own.

The receiver knows neither our sessions nor our people: authors stand by name, and nothing is referred to but its own Patient.
"""

from fullarc.exchange.fhir.documents import CATEGORY, plain_text
from fullarc.exchange.fhir.elements import (
    LOINC,
    PROGRESS_NOTE,
    TERMINOLOGY,
    Json,
    concept,
    identifier,
    instant,
    period,
    reference,
    without_empty,
)
from fullarc.exchange.fhir.measured import scores
from fullarc.exchange.fhir.record import FormRecord, NoteRecord
from fullarc.instruments.definition import Instrument


def document(patient: str, note: NoteRecord, text: str, replaces: str = "") -> Json:
    """A signed note with everything that was added to it, as one document under the note's id. An amended one is the next version of it.

    `replaces` is the id of a document that it stands in place of, where the receiver keeps versions as documents of their own.
    """
    signature = note.signature
    author = signature.by.name if signature else note.author.name
    latest = max([note.entered_at, *(each.signature.at for each in note.addenda)])
    return without_empty(
        {
            "resourceType": "DocumentReference",
            "id": note.id,
            "identifier": identifier(note.id),
            "status": "current",
            "docStatus": "amended" if note.amended else "final",
            "type": concept(LOINC, *PROGRESS_NOTE),
            "category": [concept(CATEGORY, "clinical-note", "Clinical Note")],
            "subject": reference("Patient", patient),
            "date": instant(latest),
            "author": [{"display": author}],
            "authenticator": {"display": author} if signature else None,
            "relatesTo": [{"code": "replaces", "target": reference("DocumentReference", replaces)}] if replaces else [],
            "description": f"Progress note of {note.day.isoformat()}" + (", amended" if note.amended else ""),
            "securityLabel": [concept(f"{TERMINOLOGY}v3-Confidentiality", "R", "restricted")],
            "content": [{"attachment": plain_text(text)}],
            "context": {"period": period(note.day, note.day)},
        }
    )


def observations(patient: str, form: FormRecord, measure: Instrument | None, *, withdrawn: bool = False) -> list[Json]:
    """The scores of a form that have a value; once the form was withdrawn, the same as entered in error."""
    found = [one for one in scores(patient, form, measure, alone=True) if "valueQuantity" in one]
    return [{**one, "status": "entered-in-error"} for one in found] if withdrawn else found
