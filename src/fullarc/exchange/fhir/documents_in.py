"""Notes and their signatures from FHIR."""

import base64
import binascii
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from fullarc.exchange.fhir.here import Here, id_in
from fullarc.exchange.fhir.json_reading import FhirRefused, Place
from fullarc.exchange.fhir.record import AddendumRecord, CosignatureRecord, NoteRecord, Person, Signature

KINDS = ("addendum", "correction", "late_entry")
Signed = dict[str, list[tuple[Signature, CosignatureRecord | None]]]  # by the id of what was signed


def read_signatures(found: Iterable[Here], refusals: list[Place]) -> Signed:
    """Our Provenance by what was signed. One of another system says nothing that could be kept here and is passed over."""
    signed: Signed = defaultdict(list)
    for one in found:
        try:
            target = next((id_in(each.text("reference")) for each in one.parts("target")), "")
            made = _signature(one)
            if target and made is not None:
                verifier = any(part.code("type", VERIFIERS) == "verifier" for part in one.parts("agent"))
                second = CosignatureRecord(one.text("id", 64), made, one.own_text("cosignature-remark")) if verifier else None
                signed[target].append((made, second))
        except FhirRefused as error:
            refusals.extend(error.places)
    return signed


VERIFIERS = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"


def _signature(one: Here) -> Signature | None:
    hashed, at = one.own_text("content-sha256"), one.moment("recorded")
    agent = next(iter(one.parts("agent")), None)
    who = agent.part("who") if agent else None
    if not hashed or at is None or who is None:
        return None
    person = Person(id_in(who.text("reference", 400)), who.text("display", 400))
    return Signature(person, at, one.own_text("signed-as"), hashed, one.own_text("signed-zone"), one.own_text("signed-in"))


def read_notes(found: Iterable[Here], signed: Signed, refusals: list[Place]) -> list[NoteRecord]:
    """Closed notes with what was added to them. Refused: what has no text in it, is preliminary, entered in error or of another kind."""
    notes: dict[str, NoteRecord] = {}
    added: dict[str, list[AddendumRecord]] = defaultdict(list)
    for one in found:
        try:
            about = next((each.refers_to("target") for each in one.parts("relatesTo") if each.text("code") == "appends"), "")
            if about:
                added[about].append(_addendum(one, signed))
            else:
                notes[one.text("id", 64)] = _note(one, signed)
        except FhirRefused as error:
            refusals.extend(error.places)
    for about in set(added) - set(notes):
        refusals.append(Place("DocumentReference", f"found {len(added[about])} additions to a note that is not in the file; send it too"))
    return [replace(note, addenda=_by_time(added[note.id])) for note in notes.values()]


def _by_time(addenda: list[AddendumRecord]) -> tuple[AddendumRecord, ...]:
    return tuple(sorted(addenda, key=lambda each: (each.signature.at, each.id)))


def _note(one: Here, signed: Signed) -> NoteRecord:
    if one.text("status") != "current" or one.text("docStatus") in ("preliminary", "entered-in-error"):
        raise one.refuse("status", "found a document that is superseded, preliminary or entered in error; only those in force are taken")
    text = text_of(one)
    context = one.part("context")
    span = context.part("period") if context else None
    entered = one.moment("date")
    day = (span.day("start") if span else None) or (entered.date() if entered else None)
    if day is None or entered is None:
        raise one.refuse("date", "found no moment of the document; give date as an instant")
    author = next(iter(one.parts("author")), None)
    person = Person(id_in(author.text("reference", 400)), author.text("display", 400)) if author else Person("", "")
    session = next((id_in(each.text("reference")) for each in context.parts("encounter")), "") if context else ""
    signature, seconds = _of(one, text, signed)
    return NoteRecord(one.text("id", 64), session, day, text, person, entered, signature, one.own_text("note-source"), (), seconds)


def _addendum(one: Here, signed: Signed) -> AddendumRecord:
    text = text_of(one)
    signature, seconds = _of(one, text, signed)
    if signature is None:
        raise one.refuse("relatesTo", "found an addition without its signature (Provenance); send it as it was exported")
    kind = one.own_text("addendum-kind") or "addendum"
    if kind not in KINDS:
        raise one.refuse("extension", f"found a kind of addition that is not among: {', '.join(KINDS)}")
    return AddendumRecord(
        one.text("id", 64), kind, one.own_text("addendum-reason"), text, signature, one.own_text("addendum-passage"), seconds
    )


def _of(
    one: Here, text: str, signed: Mapping[str, list[tuple[Signature, CosignatureRecord | None]]]
) -> tuple[Signature | None, tuple[CosignatureRecord, ...]]:
    """The signature under a document and its co-signatures. Refused: a text that is not the one that was signed."""
    found = signed.get(one.text("id", 64), [])
    if any(made.content_hash != hashlib.sha256(text.encode()).hexdigest() for made, _ in found):
        raise one.refuse("content", "found a text that is not the one that was signed: its SHA-256 is another; send it unchanged")
    first = next((made for made, second in found if second is None), None)
    return first, tuple(sorted((second for _, second in found if second), key=lambda each: (each.signature.at, each.id)))


def text_of(one: Here) -> str:
    """The plain text of a document. Refused: none in it, another kind than text/plain, not base64, not UTF-8, a wrong hash."""
    content = next(iter(one.parts("content")), None)
    held = content.part("attachment") if content else None
    if held is None or not held.text("contentType").startswith("text/plain") or not held.text("data", 5_000_000):
        raise one.refuse("content", "found no plain text in the document; only text/plain with its data in it is taken")
    try:
        raw = base64.b64decode(held.text("data", 5_000_000), validate=True)
        text = raw.decode("utf-8")
    except (binascii.Error, ValueError):
        raise held.refuse("data", "found data that are not UTF-8 text in base64; correct the encoding") from None
    said = held.text("hash")
    if said and said != base64.b64encode(hashlib.sha1(raw, usedforsecurity=False).digest()).decode():
        raise held.refuse("hash", "found a text that does not fit its hash; send it unchanged")
    if not text.strip() or "\x00" in text:
        raise held.refuse("data", "found an empty text or a NUL character; send the words")
    return text
