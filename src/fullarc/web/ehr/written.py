"""What goes out: a closed note as one text with headings, and what is sent for each row of the queue."""

import hashlib
import json

from fullarc.exchange.fhir.documents import KINDS
from fullarc.exchange.fhir.elements import Json
from fullarc.exchange.fhir.outgoing import document, observations
from fullarc.exchange.fhir.record import CosignatureRecord, NoteRecord
from fullarc.notes.sections import FREE
from fullarc.notes.shown import in_format
from fullarc.web.ehr.models import Sending
from fullarc.web.exports.records import form_record, note_record
from fullarc.web.instruments.at_hand import definition_of
from fullarc.web.measurements.models import Administration, Score
from fullarc.web.notes.models import Note
from fullarc.web.notes.queries import format_for


def text_of(note: Note) -> str:
    """The note as text with its headings, who signed it, and beneath it what was added, each with its author and time."""
    record, session = note_record(note), note.session
    about = [f"Progress note of {session.date.day} {session.date:%B %Y}"]
    about += [f"session {session.number}"] if session.number else []
    about += [f"{session.minutes} minutes"] if session.minutes else []
    body = note.text if note.format == FREE else in_format(note.format, note.parts, format_for(note.shape)).plain
    parts = [", ".join(about), body.strip(), signed_by(record), *map(seconded, record.cosignatures)]
    for each in record.addenda:
        at = each.signature.at
        lines = [f"{KINDS[each.kind].upper()}, {at.day} {at:%B %Y}, {each.signature.by.name}"]
        lines += [f"Reason: {each.reason}"] if each.reason else []
        lines += [f"Instead of: “{each.passage}”"] if each.passage else []
        parts.append("\n".join([*lines, each.text.strip()]))
    return "\n\n".join(part for part in parts if part)


def signed_by(record: NoteRecord) -> str:
    if record.signature is None:
        return f"Brought into the record by {record.author.name}."
    signature = record.signature
    return f"Signed by {signature.by.name} ({signature.roles}), {signature.at.day} {signature.at:%B %Y, %H:%M} UTC."


def seconded(each: CosignatureRecord) -> str:
    at = each.signature.at
    return f"Co-signed by {each.signature.by.name}, {at.day} {at:%B %Y}." + (f" {each.remark}" if each.remark else "")


def resources_of(sending: Sending, patient: str) -> list[Json]:
    """The resources of one row: a document for a note, an Observation a scale for a filled form."""
    if sending.note is not None:
        return [document(patient, note_record(sending.note), text_of(sending.note))]
    form = sending.form
    assert form is not None  # noqa: S101 - the database holds a row to it
    measure = definition_of(form.measure, form.definition_version)
    return observations(patient, form_record(form, newest(form)), measure, withdrawn=form.withdrawn_at is not None)


def newest(form: Administration) -> dict[str, Score]:
    return {score.scale: score for score in form.scores.all()}


def hash_of(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
