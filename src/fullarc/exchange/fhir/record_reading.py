"""From the JSON of FHIR to a client's record: what could be read, what was refused and why, what has no place here."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from fullarc.exchange.fhir.aims_in import is_rating, read_goal, read_plan, with_ratings
from fullarc.exchange.fhir.bundle_reading import Entries, read_entries
from fullarc.exchange.fhir.care_in import read_course, read_diagnosis, read_event, read_patient, read_session
from fullarc.exchange.fhir.documents_in import Signed, read_notes, read_signatures
from fullarc.exchange.fhir.elements import OWN
from fullarc.exchange.fhir.forms_in import Measures, canonical_of, forms_with_scores, read_entry, read_form, read_scores
from fullarc.exchange.fhir.here import Here, id_in
from fullarc.exchange.fhir.impression_in import read_impression
from fullarc.exchange.fhir.json_reading import FhirRefused, Place
from fullarc.exchange.fhir.record import ClientRecord, CourseRecord, DiagnosisRecord, Signature

READ = (
    "Patient",
    "Practitioner",
    "EpisodeOfCare",
    "Encounter",
    "Condition",
    "Questionnaire",
    "QuestionnaireResponse",
    "Observation",
    "Goal",
    "CarePlan",
    "DocumentReference",
    "Provenance",
    "ClinicalImpression",
)
T = TypeVar("T")
Fields = dict[str, Any]  # of a CourseRecord, by name


@dataclass(frozen=True, slots=True)
class RecordRead:
    """`refused` are resources that cannot be taken, each with its place; `remarks` what was taken and is worth a look; `passed_over`
    counts the resources of kinds that have no place here. `subjects` are the people whom the file is about: one is read at a time."""

    client: ClientRecord
    refused: tuple[Place, ...]
    remarks: tuple[Place, ...]
    passed_over: Mapping[str, int]
    subjects: tuple[tuple[str, int], ...]


def read_record(raw: bytes, measures: Measures, *, subject: str = "") -> RecordRead:
    """One person's record from a Bundle or a single resource.

    `subject` is the id of the person where the file is about several; without it the first is read. Refused (FhirRefused): a file that is
    no FHIR JSON at all. A resource that cannot be taken is in `refused`; the others are read all the same.
    """
    entries = read_entries(raw)
    subject = subject or next((name for name, _ in entries.subjects), "")
    return _Reading(entries, measures, subject).record()


class _Reading:
    """One reading of one file: what it collects on the way."""

    def __init__(self, entries: Entries, measures: Measures, subject: str) -> None:
        self.entries, self.measures, self.subject = entries, measures, subject
        self.refused, self.remarks = list(entries.unreadable), list[Place]()
        self.passed_over: Counter[str] = Counter({kind: n for kind, n in entries.count().items() if kind not in READ})
        self.observations = {kind: list[Here]() for kind in ("event", "rating", "other")}
        for one, kind in self.each(self.of("Observation"), _kind_of):
            self.observations[kind].append(one)
        self.signed: Signed = read_signatures(self.entries.of("Provenance"), self.refused)

    def of(self, kind: str) -> list[Here]:
        return self.entries.of(kind, self.subject)

    def each(self, found: Iterable[Here], read: Callable[[Here], T]) -> list[tuple[Here, T]]:
        """What could be read, with where it stood; what could not is refused with its place."""
        out = []
        for one in found:
            try:
                out.append((one, read(one)))
            except FhirRefused as error:
                self.refused.extend(error.places)
        return out

    def record(self) -> RecordRead:
        courses = [made for _, made in self.each(self.of("EpisodeOfCare"), read_course)]
        read = self.contents(dict(courses))
        known = {course.id for course, _ in courses}
        made = [replace(course, **read.get(course.id, {})) for course, _ in courses]
        homeless = self.together(fields for course, fields in read.items() if course not in known)
        if homeless:
            made = [self.joined(made[0], homeless), *made[1:]] if len(made) == 1 else [*made, self.without_course(homeless)]
        return RecordRead(
            replace(self.client(), courses=tuple(made)),
            tuple(self.refused),
            tuple(self.remarks),
            dict(+self.passed_over),
            self.entries.subjects,
        )

    def client(self) -> ClientRecord:
        patients = [made for _, made in self.each(self.entries.of("Patient"), read_patient)]
        return next((one for one in patients if not self.subject or self.subject in (one.id, one.code)), ClientRecord(self.subject, ""))

    def contents(self, principals: Mapping[CourseRecord, str]) -> dict[str, Fields]:
        """Everything that hangs below a course, by the course's id and the name of the field."""
        main = set(principals.values())
        placed: dict[str, Fields] = {}

        def put(field: str, found: Iterable[tuple[str, object]]) -> None:
            for course, value in found:
                held = placed.setdefault(course, {})
                held[field] = (*held.get(field, ()), value)

        put("sessions", ((self.course_of(one), made) for one, made in self.each(self.of("Encounter"), read_session)))
        diagnoses = self.each(self.of("Condition"), lambda one: read_diagnosis(one, one.text("id") in main))
        put("diagnoses", ((self.course_of(one), made) for one, made in diagnoses))
        put("forms", self.forms())
        put("entries", self.entries_of_logs())
        put("goals", self.goals())
        events = self.each(self.observations["event"], read_event)
        put("events", ((self.course_of(one), made) for one, made in events))
        put("notes", self.notes())
        put("plans", self.plans())
        impressions = self.each(self.of("ClinicalImpression"), read_impression)
        for one, assessment in impressions:
            if assessment is None:
                self.passed_over["ClinicalImpression"] += 1
            else:
                placed.setdefault(self.course_of(one), {})["assessment"] = assessment
        return placed

    def forms(self) -> list[tuple[str, object]]:
        logs = self.measures.logs
        responses = [one for one in self.of("QuestionnaireResponse") if canonical_of(one)[0] not in logs]
        read = self.each(responses, lambda one: read_form(one, self.measures, self.remarks))
        scores = read_scores(self.observations["other"], self.measures, self.refused)
        where = {form.id: self.course_of(one) for one, form in read} | {one.text("id"): self.course_of(one) for one, *_ in scores}
        self.passed_over["Observation"] += len(self.observations["other"]) - len(scores)
        together = forms_with_scores((form for _, form in read), scores, self.refused)
        return [(where.get(form.id, ""), form) for form in together]

    def entries_of_logs(self) -> list[tuple[str, object]]:
        logs = self.measures.logs
        responses = [one for one in self.of("QuestionnaireResponse") if canonical_of(one)[0] in logs]
        return [(self.course_of(one), made) for one, made in self.each(responses, lambda one: read_entry(one, logs[canonical_of(one)[0]]))]

    def goals(self) -> list[tuple[str, object]]:
        read = self.each(self.of("Goal"), lambda one: read_goal(one, self.remarks))
        named = self.each((one for one, _ in read), lambda one: [id_in(each.text("reference")) for each in one.parts("outcomeReference")])
        outcomes = {outcome: one.text("id") for one, found in named for outcome in found}
        rated = with_ratings([goal for _, goal in read], outcomes, self.observations["rating"], self.refused)
        return [(self.course_of(one), goal) for (one, _), goal in zip(read, rated, strict=True)]

    def notes(self) -> list[tuple[str, object]]:
        found = self.of("DocumentReference")
        where = {one.text("id", 64): self.course_of(one) for one in found}
        return [(where[note.id], note) for note in read_notes(found, self.signed, self.refused)]

    def plans(self) -> list[tuple[str, object]]:
        def signature(one: Here) -> Signature | None:
            return next((made for made, _ in self.signed.get(one.text("id"), [])), None)

        read = self.each(self.of("CarePlan"), lambda one: read_plan(one, signature(one)))
        self.passed_over["CarePlan"] += sum(plan is None for _, plan in read)
        return [(self.course_of(one), plan) for one, plan in read if plan is not None]

    def course_of(self, one: Here) -> str:
        """The course that a resource says it belongs to; empty when it says none, or says it in a way that nobody can read."""
        try:
            said = one.own("course")
            found = said.refers_to("valueReference") if said else ""
            return found or next((id_in(each.text("reference")) for each in one.parts("episodeOfCare")), "")
        except FhirRefused as error:
            self.remarks.extend(error.places)
            return ""

    def together(self, found: Iterable[Fields]) -> Fields:
        out: Fields = {}
        for fields in found:
            for name, values in fields.items():
                out[name] = (*out.get(name, ()), *values) if isinstance(values, tuple) else values
        return out

    def joined(self, course: CourseRecord, fields: Fields) -> CourseRecord:
        """A course with what came without naming one: the file has only this."""
        both: Fields = {name: (*getattr(course, name), *values) if isinstance(values, tuple) else values for name, values in fields.items()}
        return replace(course, **both)

    def without_course(self, fields: Fields) -> CourseRecord:
        """What came without a course, as a course without an id, from its first day on."""
        days = [day for values in fields.values() if isinstance(values, tuple) for each in values if (day := _day_of(each))]
        return CourseRecord(id="", began=min(days, default=date.min), **fields)


def _kind_of(one: Here) -> str:
    if one.code("code", f"{OWN}observation") == "life-event":
        return "event"
    return "rating" if is_rating(one) else "other"


def _day_of(each: object) -> date | None:
    if isinstance(each, DiagnosisRecord):
        return each.value.since
    found = getattr(each, "date", None) or getattr(each, "day", None) or getattr(each, "agreed_on", None)
    return found if isinstance(found, date) else None
