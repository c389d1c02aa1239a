"""A client's record as one Bundle: a collection to keep and hand over, or a transaction to send to a server."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from fullarc.exchange.fhir import aims, care, documents, impression, measured
from fullarc.exchange.fhir.elements import BASE, OWN, Json, instant, own, reference
from fullarc.exchange.fhir.log_questionnaire import log_questionnaire
from fullarc.exchange.fhir.questionnaire import questionnaire
from fullarc.exchange.fhir.record import ClientRecord, CourseRecord, Person
from fullarc.instruments.definition import Instrument
from fullarc.instruments.log import LogDefinition

LEFT_OUT = (
    "psychotherapy (process) notes, which are kept apart",
    "drafts of notes and plans",
    "forms, diagnoses and events that were withdrawn as entered in error",
    "the audit trail",
    "safety plans and risk assessments",
    "counts of goal targets",
)


@dataclass(frozen=True, slots=True)
class Definitions:
    """Where definitions are looked up: `measure` by id and version, `logs` by id."""

    measure: Callable[[str, str], Instrument | None]
    logs: Mapping[str, LogDefinition] = field(default_factory=dict)


def bundle(client: ClientRecord, *, definitions: Definitions, at: datetime, zone: ZoneInfo, left_out: Iterable[str] = LEFT_OUT) -> Json:
    """The whole of a record as a collection. `at` is the moment of the export; what is left out stands in `meta`."""
    resources = list(_resources(client, definitions, at.astimezone(zone).date(), zone))
    return {
        "resourceType": "Bundle",
        "meta": {
            "lastUpdated": instant(at),
            "extension": [piece for words in left_out for piece in own("left-out", valueString=words)],
            "tag": [{"system": f"{OWN}export", "code": "client-record"}],
        },
        "type": "collection",
        "timestamp": instant(at),
        "entry": [{"fullUrl": f"{BASE}{one['resourceType']}/{one['id']}", "resource": one} for one in resources],
    }


def pseudonymous(client: ClientRecord, pseudonym: str) -> ClientRecord:
    """The record without name and birth date. Words that people wrote (goals, events, notes) stay as they are."""
    return replace(client, name="", born=None, code=pseudonym)


def without_notes(client: ClientRecord) -> ClientRecord:
    """The record without the text of notes and without words quoted from them."""
    return replace(client, courses=tuple(_silent(course) for course in client.courses))


def _silent(course: CourseRecord) -> CourseRecord:
    assessed = course.assessment
    if assessed is not None:
        statements = tuple(
            replace(each, evidence=tuple(replace(proof, quote="", start=None, end=None) for proof in each.evidence))
            for each in assessed.statements
        )
        assessed = replace(assessed, statements=statements)
    return replace(course, notes=(), assessment=assessed)


def _resources(client: ClientRecord, definitions: Definitions, as_of: date, zone: ZoneInfo) -> Iterator[Json]:
    yield care.patient(client)
    yield from map(care.practitioner, _people(client))
    yield from _questionnaires(client, definitions)
    for course in client.courses:
        found = [_within(course, one) for one in _of_course(client, course, definitions, as_of, zone)]
        yield from found
        if course.assessment:
            known = {one["id"]: one["resourceType"] for one in found}
            yield _within(course, impression.impression(client, course, course.assessment, known))


def _within(course: CourseRecord, resource: Json) -> Json:
    """Says to which course of care a resource belongs; FHIR has a place for that in few of them."""
    if resource["resourceType"] in ("EpisodeOfCare", "Provenance"):
        return resource
    said = own("course", valueReference=reference("EpisodeOfCare", course.id))
    return {**resource, "extension": [*said, *resource.get("extension", [])]}


def _of_course(client: ClientRecord, course: CourseRecord, definitions: Definitions, as_of: date, zone: ZoneInfo) -> Iterator[Json]:
    yield care.episode(client, course)
    yield from (care.condition(client, each) for each in course.diagnoses)
    yield from (care.encounter(client, course, each, zone) for each in course.sessions)
    for form in course.forms:
        measure = definitions.measure(form.measure, form.version)
        yield measured.response(client.id, form, measure)
        yield from measured.scores(client.id, form, measure)
    yield from (measured.entry(client.id, row, definitions.logs.get(row.log)) for row in course.entries)
    for goal in course.goals:
        yield aims.goal(client, goal, as_of)
        yield from (aims.rating(client, goal, each) for each in goal.ratings)
    yield from (care.life_event(client, each) for each in course.events)
    for note in course.notes:
        yield documents.note(client, note)
        yield from (documents.addendum(client, note, each) for each in note.addenda)
        yield from documents.provenances(note)
    for plan in course.plans:
        yield aims.care_plan(client, course, plan)
        yield documents.provenance("CarePlan", plan.id, plan.signature)


def _questionnaires(client: ClientRecord, definitions: Definitions) -> Iterator[Json]:
    """Each measure and log that the record used, once, as far as its definition is known."""
    used = dict.fromkeys((form.measure, form.version) for course in client.courses for form in course.forms)
    found = {measure.id: measure for one in used if (measure := definitions.measure(*one)) is not None}
    yield from map(questionnaire, found.values())
    logs = dict.fromkeys(row.log for course in client.courses for row in course.entries)
    yield from (log_questionnaire(definitions.logs[log]) for log in logs if log in definitions.logs)


def _people(client: ClientRecord) -> Iterable[Person]:
    found: dict[str, Person] = {}
    for course in client.courses:
        for note in course.notes:
            found.setdefault(note.author.id, note.author)
            signed = [note.signature, *(each.signature for each in note.cosignatures), *(each.signature for each in note.addenda)]
            signed += [each.signature for added in note.addenda for each in added.cosignatures]
            for signature in signed:
                if signature:
                    found.setdefault(signature.by.id, signature.by)
        for plan in course.plans:
            found.setdefault(plan.signature.by.id, plan.signature.by)
    return found.values()
