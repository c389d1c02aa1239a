"""Closed notes and what was added to them as DocumentReferences; every signature as Provenance."""

import base64
import hashlib
from collections.abc import Iterator

from fullarc.exchange.fhir.elements import (
    LOINC,
    PROGRESS_NOTE,
    TERMINOLOGY,
    Json,
    coding,
    concept,
    identifier,
    instant,
    own,
    period,
    reference,
    without_empty,
)
from fullarc.exchange.fhir.record import AddendumRecord, ClientRecord, CosignatureRecord, NoteRecord, Signature

SIGNATURE_TYPES = "urn:iso-astm:E1762-95:2013"
AUTHOR, COSIGNER = ("1.2.840.10065.1.12.1.1", "Author's Signature"), ("1.2.840.10065.1.12.1.2", "Coauthor's Signature")
CATEGORY = "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category"
KINDS = {"addendum": "Addendum", "correction": "Correction", "late_entry": "Late entry"}


def note(client: ClientRecord, each: NoteRecord) -> Json:
    """A closed note: final, or amended once anything was added to it. Its text is as it was signed."""
    return without_empty(
        {
            **_document(client, each, each.id, each.text),
            "extension": own("note-source", valueString=each.source),
            "docStatus": "amended" if each.amended else "final",
            "description": "Progress note",
            "date": instant(each.signature.at if each.signature else each.entered_at),
            "author": [reference("Practitioner", each.author.id, each.author.name)],
            "authenticator": reference("Practitioner", each.signature.by.id, each.signature.by.name) if each.signature else None,
        }
    )


def addendum(client: ClientRecord, about: NoteRecord, each: AddendumRecord) -> Json:
    """An addition to a note, which it appends to; the note itself stays as it was signed."""
    return without_empty(
        {
            **_document(client, about, each.id, each.text),
            "extension": [
                *own("addendum-kind", valueCode=each.kind),
                *own("addendum-reason", valueString=each.reason),
                *own("addendum-passage", valueString=each.passage),
            ],
            "docStatus": "final",
            "description": f"{KINDS[each.kind]} to a progress note",
            "date": instant(each.signature.at),
            "author": [reference("Practitioner", each.signature.by.id, each.signature.by.name)],
            "authenticator": reference("Practitioner", each.signature.by.id, each.signature.by.name),
            "relatesTo": [{"code": "appends", "target": reference("DocumentReference", about.id)}],
        }
    )


def _document(client: ClientRecord, about: NoteRecord, made: str, text: str) -> Json:
    context: Json = {"period": period(about.day, about.day)}
    if about.session:
        context = {"encounter": [reference("Encounter", about.session)], **context}
    return {
        "resourceType": "DocumentReference",
        "id": made,
        "identifier": identifier(made),
        "status": "current",
        "type": concept(LOINC, *PROGRESS_NOTE),
        "category": [concept(CATEGORY, "clinical-note", "Clinical Note")],
        "subject": reference("Patient", client.id),
        "securityLabel": [concept(f"{TERMINOLOGY}v3-Confidentiality", "R", "restricted")],
        "content": [{"attachment": plain_text(text)}],
        "context": context,
    }


def plain_text(text: str) -> Json:
    """The text as an attachment; FHIR's hash of an attachment is SHA-1 in base64."""
    raw = text.encode()
    hashed = base64.b64encode(hashlib.sha1(raw, usedforsecurity=False).digest()).decode()
    return {"contentType": "text/plain; charset=utf-8", "data": base64.b64encode(raw).decode(), "size": len(raw), "hash": hashed}


def provenances(each: NoteRecord) -> Iterator[Json]:
    """One for each signature under a note and under what was added to it."""
    if each.signature:
        yield provenance("DocumentReference", each.id, each.signature)
    yield from _seconds(each.id, each.cosignatures)
    for added in each.addenda:
        yield provenance("DocumentReference", added.id, added.signature)
        yield from _seconds(added.id, added.cosignatures)


def _seconds(target: str, given: tuple[CosignatureRecord, ...]) -> Iterator[Json]:
    for each in given:
        yield provenance("DocumentReference", target, each.signature, second=each)


def provenance(kind: str, target: str, signature: Signature, second: CosignatureRecord | None = None) -> Json:
    """A signature: who, when, in which role. What was signed is named by the SHA-256 of its text; no key was used."""
    role = "verifier" if second else "author"
    who = reference("Practitioner", signature.by.id, signature.by.name)
    return without_empty(
        {
            "resourceType": "Provenance",
            "id": second.id if second else f"{target}-signed",
            "extension": [
                *own("signed-as", valueString=signature.roles),
                *own("signed-zone", valueString=signature.zone),
                *own("signed-in", valueString=signature.version),
                *own("content-sha256", valueString=signature.content_hash),
                *own("cosignature-remark", valueString=second.remark if second else ""),
            ],
            "target": [reference(kind, target)],
            "recorded": instant(signature.at),
            "agent": [{"type": concept(f"{TERMINOLOGY}provenance-participant-type", role), "who": who}],
            "signature": [
                {
                    "type": [coding(SIGNATURE_TYPES, *(COSIGNER if second else AUTHOR))],
                    "when": instant(signature.at),
                    "who": who,
                    "sigFormat": "text/plain",
                    "data": base64.b64encode(f"sha256:{signature.content_hash}".encode()).decode(),
                }
            ],
        }
    )
