"""What a FHIR file would become in a course: accepted, there already, or refused with the reason. Nothing is stored here."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.db import models

from fullarc.diagnoses.diagnosis import DiagnosisRefused, check
from fullarc.exchange.fhir.record import CourseRecord, DiagnosisRecord, FormRecord, GoalRecord, NoteRecord
from fullarc.exchange.fhir.record_reading import RecordRead, read_record
from fullarc.goals.target import Of
from fullarc.instruments.answers import AnswerRefused, checked_answers
from fullarc.instruments.informants import WORDS, informants_of
from fullarc.instruments.log import EntryRefused, check_entry
from fullarc.instruments.scoring import enter_totals
from fullarc.web.clients.models import CourseOfCare, LifeEvent, Session
from fullarc.web.exports.records import form_record, measures
from fullarc.web.goals.models import Goal
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.measurements.models import Administration, LogRow
from fullarc.web.notes.models import Note
from fullarc.web.plans.models import Diagnosis

KINDS = (
    ("sessions", "session"),
    ("notes", "note"),
    ("forms", "filled form or score"),
    ("goals", "goal"),
    ("diagnoses", "diagnosis"),
    ("entries", "log entry"),
    ("events", "life event"),
)


@dataclass(frozen=True, slots=True)
class Arriving:
    """`course` holds what would be stored, its ids being those of the rows; `known` counts what is there already, by kind."""

    course: CourseRecord
    known: dict[str, int]
    refused: tuple[tuple[str, str], ...]
    remarks: tuple[tuple[str, str], ...]
    passed_over: dict[str, int]
    subjects: tuple[tuple[str, int], ...]
    patient: str  # as the file names the person; empty when it does not

    @property
    def counts(self) -> list[tuple[str, int]]:
        return [(words, len(getattr(self.course, name))) for name, words in KINDS if getattr(self.course, name)]

    @property
    def brings_something(self) -> bool:
        return bool(self.counts)

    @property
    def fingerprint(self) -> str:
        """The same for two plans that would store the same."""
        return hashlib.sha256(repr((self.course, self.refused)).encode()).hexdigest()


def arriving(raw: bytes, course: CourseOfCare, *, today: date, subject: str = "") -> Arriving:
    """What the file would become. Refused (FhirRefused): a file that is no FHIR JSON at all."""
    read = read_record(raw, measures(), subject=subject)
    return planned(read, course, today=today)


def planned(read: RecordRead, course: CourseOfCare, *, today: date, only: str | None = None) -> Arriving:
    """The same of a record that was read; `only` takes one course of it, else all that it holds goes into the one course."""
    courses = [each for each in read.client.courses if only is None or each.id == only]
    return _Plan(course, today).made(read, _together(courses))


def _together(courses: Sequence[CourseRecord]) -> CourseRecord:
    if not courses:
        return CourseRecord("", date.min)
    fields: dict[str, Any] = {name: tuple(one for each in courses for one in getattr(each, name)) for name, _ in KINDS}
    return replace(courses[0], plans=tuple(plan for each in courses for plan in each.plans), assessment=courses[0].assessment, **fields)


class _Plan:
    """One plan for one course: what the record holds already, and what is collected on the way."""

    def __init__(self, course: CourseOfCare, today: date) -> None:
        self.course, self.today = course, today
        self.known: dict[str, int] = {}
        self.refused: list[tuple[str, str]] = []
        self.remarks: list[tuple[str, str]] = []
        self.days: set[tuple[str, date, str]] = set()  # on which a measure has been given, and by whom

    def made(self, read: RecordRead, value: CourseRecord) -> Arriving:
        there = self.session_keys()
        sessions = self.new("sessions", value.sessions, Session, lambda one: (one.date, one.begins), set(there), self.in_time)
        made = self.row_ids(value.sessions, Session)
        self.session_ids = {one.id: there.get((one.date, one.begins), made[one.id]) for one in value.sessions}
        notes = self.new("notes", value.notes, Note, lambda one: (one.day, digest(one.text)), self.note_keys(), self.note_fits)
        forms = self.new("forms", value.forms, Administration, form_key, self.form_keys(), self.form_fits)
        goals = self.new("goals", value.goals, Goal, lambda one: (one.text, one.agreed_on), self.goal_keys(), self.goal_fits)
        diagnoses = self.new("diagnoses", value.diagnoses, Diagnosis, lambda one: one.value, self.diagnosis_keys(), self.diagnosis_fits)
        entries = self.new(
            "entries", value.entries, LogRow, lambda one: (one.log, one.date, repr(sorted(one.values.items()))), set(), self.entry_fits
        )
        events = self.new("events", value.events, LifeEvent, lambda one: (one.day, one.text), self.event_keys(), self.in_time)
        fields: dict[str, Any] = {
            "notes": notes,
            "forms": forms,
            "goals": goals,
            "diagnoses": diagnoses,
            "entries": entries,
            "events": events,
        }
        accepted = replace(value, sessions=sessions, plans=(), assessment=None, **fields)
        passed = dict(read.passed_over)
        for name, kept in (("CarePlan", len(value.plans)), ("ClinicalImpression", int(value.assessment is not None))):
            if kept:
                passed[name] = passed.get(name, 0) + kept
        refused = [(place.path, place.sentence) for place in read.refused] + self.refused
        remarks = [(place.path, place.sentence) for place in read.remarks] + self.remarks
        return Arriving(accepted, self.known, tuple(refused), tuple(remarks), passed, read.subjects, read.client.name)

    def new(
        self,
        kind: str,
        records: Sequence[Any],
        model: type[models.Model],
        key: Callable[[Any], object],
        there: set[object],
        fits: Callable[[Any], Any],
    ) -> tuple[Any, ...]:
        """Those that are neither in the record nor twice in the file, and that fit; each with the id that its row would have."""
        rows = self.row_ids(records, model)
        held = set(map(str, model._default_manager.filter(pk__in=list(rows.values())).values_list("pk", flat=True)))
        out, seen = [], set(there)
        for one in records:
            row = rows[one.id]
            if row in held or key(one) in seen:
                self.known[kind] = self.known.get(kind, 0) + 1
                continue
            fitted = fits(one)
            if fitted is not None:
                seen.add(key(one))
                held.add(row)
                out.append(replace(fitted, id=row))
        return tuple(out)

    def row_ids(self, records: Iterable[Any], model: type[models.Model]) -> dict[str, str]:
        """The id of a row for each id of the file: the same UUID where it is free or this course's own, else one made of both."""
        given = {one.id: as_uuid(one.id) for one in records}
        path = "session__course" if model is Note else "course"
        rows = model._default_manager.filter(pk__in=[made for made in given.values() if made])
        elsewhere = set(rows.exclude(**{path: self.course}).values_list("pk", flat=True))
        return {
            name: str(made) if made and made not in elsewhere else str(uuid5(self.course.pk, f"{model._meta.label_lower}:{name}"))
            for name, made in given.items()
        }

    def refuse(self, what: str, why: str) -> None:
        self.refused.append((what, why))

    def in_time(self, one: Any) -> Any:
        day = getattr(one, "date", None) or one.day
        if day > self.today and getattr(one, "attendance", "") != "planned":
            self.refuse(f"{type(one).__name__.removesuffix('Record')} of {day}", "lies in the future; give the day on which it was")
            return None
        return one

    def note_fits(self, one: NoteRecord) -> NoteRecord | None:
        return replace(one, session=self.session_ids.get(one.session, "")) if self.in_time(one) else None

    def form_fits(self, one: FormRecord) -> FormRecord | None:
        measure = catalogue().instruments.get(one.measure)
        where = f"{measure.short_name if measure else one.measure} of {one.date}"
        if measure is None:
            self.refuse(where, "belongs to a measure that is not at hand here; publish it under your own measures first")
            return None
        if (one.measure, one.date, one.informant) in self.days:
            self.refuse(where, "was given on that day already with other answers; mark one of them as entered in error first")
            return None
        try:
            if one.totals:
                enter_totals(measure, one.totals, one.answers)
            else:
                checked_answers(measure, one.answers)
        except AnswerRefused as error:
            self.refuse(where, str(error))
            return None
        if one.informant not in informants_of(measure):
            self.refuse(where, f"was answered by {WORDS[one.informant]}, for whom the measure was not made")
            return None
        if self.in_time(one) is None:
            return None
        self.days.add((one.measure, one.date, one.informant))
        return one

    def goal_fits(self, one: GoalRecord) -> GoalRecord | None:
        """Ratings before the goal was agreed, after today, or on another scale than the goal's are refused one by one."""
        agreed = one.agreed_on or min([self.course.began, *(rating.date for rating in one.ratings)])
        if one.agreed_on is None:
            self.remarks.append(("Goal", "has no day on which it was agreed; the first day known of it is taken"))
        if agreed > self.today:
            self.refuse(f"Goal of {agreed}", "lies in the future; give the day on which it was agreed")
            return None
        scale, low, high = ("gas", -2, 2) if one.levels else ("0-10", 0, 10)
        kept = []
        for rating in one.ratings:
            fits = rating.scale == scale and low <= rating.value <= high and agreed <= rating.date <= self.today
            if fits:
                kept.append(rating)
            else:
                self.refuse(f"rating of {rating.date}", f"does not fit its goal, which is rated from {low} to {high} since {agreed}")
        targets = tuple(each for each in one.targets if each.of in {of.value for of in Of})
        closed = max(agreed, one.closed_on) if one.closed_on else None
        return replace(
            one, agreed_on=agreed, closed_on=closed, ratings=tuple(kept), targets=targets, weight=min(max(one.weight, 0.1), 999.9)
        )

    def diagnosis_fits(self, one: DiagnosisRecord) -> DiagnosisRecord | None:
        others = [*self.diagnosed, *(each.value for each in self.new_diagnoses)]
        value = one.value
        if value.principal and any(other.principal for other in others):
            value = replace(value, principal=False)
            self.remarks.append((f"diagnosis {value.code}", "is not taken as the principal one, as the course has one already"))
        try:
            check(value, others)
        except DiagnosisRefused as error:
            self.refuse(f"diagnosis {value.code}", str(error))
            return None
        fitted = replace(one, value=value)
        self.new_diagnoses.append(fitted)
        return fitted

    def entry_fits(self, one: Any) -> Any:
        try:
            check_entry(catalogue().logs[one.log], one.values)
        except EntryRefused as error:
            self.refuse(f"log entry of {one.date}", str(error))
            return None
        return self.in_time(one)

    def session_keys(self) -> dict[object, str]:
        return {(day, begins): str(pk) for day, begins, pk in self.course.sessions.values_list("date", "begins", "pk")}

    def note_keys(self) -> set[object]:
        rows = Note.objects.filter(session__course=self.course).exclude(state=Note.State.DRAFT).select_related("session")
        return {(note.session.date, note.content_hash) for note in rows}

    def form_keys(self) -> set[object]:
        rows = Administration.objects.filter(course=self.course, withdrawn_at=None)
        self.days = {(row.measure, row.date, row.informant) for row in rows}
        return {form_key(form_record(row, {})) for row in rows}

    def goal_keys(self) -> set[object]:
        return {(goal.text, goal.agreed_on) for goal in self.course.goals.all()}

    def diagnosis_keys(self) -> set[object]:
        self.diagnosed = [row.value for row in self.course.diagnosed.filter(withdrawn_at=None)]
        self.new_diagnoses: list[DiagnosisRecord] = []
        return set(self.diagnosed)

    def event_keys(self) -> set[object]:
        return {(event.date, event.text) for event in self.course.events.filter(withdrawn_at=None)}


def as_uuid(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None


def form_key(one: FormRecord) -> object:
    return one.measure, one.date, one.informant, tuple(sorted(one.answers.items())), tuple(sorted(one.totals.items()))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
