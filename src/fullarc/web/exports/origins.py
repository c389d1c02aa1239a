"""What a signature elsewhere said, as it is kept beside a row that was brought in, and back."""

from datetime import datetime
from typing import Any

from fullarc.exchange.fhir.record import CosignatureRecord, NoteRecord, Person, Signature
from fullarc.web.accounts.models import User
from fullarc.web.exports.models import Origin


def said_of(author: Person, signature: Signature | None, seconds: tuple[CosignatureRecord, ...], **more: Any) -> dict[str, Any]:
    return {
        "author": [author.id, author.name],
        "signature": signature_said(signature),
        "seconds": [[each.id, signature_said(each.signature), each.remark] for each in seconds],
        **more,
    }


def signature_said(signature: Signature | None) -> list[str] | None:
    if signature is None:
        return None
    by, at = signature.by, signature.at.isoformat()
    return [by.id, by.name, at, signature.roles, signature.content_hash, signature.zone, signature.version]


def signature_of(said: list[str] | None) -> Signature | None:
    if said is None:
        return None
    by, name, at, roles, content_hash, zone, version = said
    return Signature(Person(by, name), datetime.fromisoformat(at), roles, content_hash, zone, version)


def author_of(origin: Origin) -> Person:
    return Person(*origin.said["author"])


def seconds_of(origin: Origin) -> tuple[CosignatureRecord, ...]:
    found = [(made, signature_of(signature), remark) for made, signature, remark in origin.said["seconds"]]
    return tuple(CosignatureRecord(made, signature, remark) for made, signature, remark in found if signature)


def person_of(user: User) -> Person:
    return Person(str(user.pk), user.name)


def in_words(note: NoteRecord) -> str:
    """The line under an imported note that says who had signed it."""
    if note.signature is None:
        return note.source or "a FHIR file"
    at = note.signature.at
    roles = f" ({note.signature.roles})" if note.signature.roles else ""
    return f"FHIR, signed by {note.signature.by.name or 'somebody'}{roles} on {at.day} {at:%B %Y}"
