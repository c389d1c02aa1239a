"""From the rows of a client to the values that travel. A fixed number of queries a course."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from uuid import UUID

from django.utils import timezone

from fullarc.course.assessment import CourseAssessment
from fullarc.exchange.fhir.bundle import Definitions
from fullarc.exchange.fhir.forms_in import Measures
from fullarc.exchange.fhir.record import (
    AddendumRecord,
    AssessmentRecord,
    ClientRecord,
    CosignatureRecord,
    CourseRecord,
    DiagnosisRecord,
    EntryRecord,
    EventRecord,
    FormRecord,
    GoalRecord,
    NoteRecord,
    PlanRecord,
    ProofRecord,
    RatingRecord,
    ScoreValue,
    SessionRecord,
    Signature,
    StatementRecord,
    TargetRecord,
)
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.exports.models import Origin
from fullarc.web.exports.origins import author_of, person_of, seconds_of, signature_of
from fullarc.web.findings.actions import ensure_read
from fullarc.web.goals.models import Goal
from fullarc.web.instruments.at_hand import catalogue, definition_of
from fullarc.web.measurements.models import Administration, Score
from fullarc.web.measurements.queries import administrations
from fullarc.web.notes.models import Addendum, Cosignature, Note
from fullarc.web.plans.models import TreatmentPlan
from fullarc.web.progress.in_force import in_force
from fullarc.web.progress.judged import judged

UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)


def definitions() -> Definitions:
    return Definitions(definition_of, catalogue().logs)


def measures() -> Measures:
    return Measures(catalogue().instruments, catalogue().logs)


def record_of(client: Client, courses: Iterable[CourseOfCare], *, by: User | None) -> ClientRecord:
    """A client with these courses. Notes that nobody has read yet are read now (`by` whom), as the assessment rests on them."""
    found = tuple(course_record(course, by=by) for course in courses)
    return ClientRecord(str(client.pk), client.code, client.name, client.born, found)


def course_record(course: CourseOfCare, *, by: User | None) -> CourseRecord:
    """Of what stands on one day, what was entered first comes first: brought in elsewhere in this order, it is read the same there."""
    if by is not None:
        ensure_read(course, by=by)
    assessment = judged(course, timezone.localdate(), in_force()).seen
    return CourseRecord(
        id=str(course.pk),
        began=course.began,
        ended=course.ended,
        ending=course.ending,
        presenting_problem=course.presenting_problem,
        modality=course.modality,
        sessions=tuple(
            SessionRecord(str(each.pk), each.date, each.attendance, each.begins, each.minutes, each.format)
            for each in course.sessions.order_by("date", "begins", "id")
        ),
        diagnoses=tuple(
            DiagnosisRecord(str(each.pk), each.value) for each in course.diagnosed.filter(withdrawn_at=None).order_by("entered_at", "id")
        ),
        goals=tuple(map(goal_record, course.goals.order_by("agreed_on", "id").prefetch_related("ratings", "targets"))),
        forms=tuple(form_record(row, scores) for row, scores in administrations(course) if not row.open),
        entries=tuple(
            EntryRecord(str(row.pk), row.log, row.date, row.values)
            for row in course.log_rows.filter(withdrawn=None, log__in=list(catalogue().logs)).order_by("date", "entered_at", "id")
        ),
        events=tuple(
            EventRecord(str(each.pk), each.date, each.text, each.until, each.kind or "")
            for each in course.events.filter(withdrawn_at=None).order_by("date", "entered_at", "id")
        ),
        notes=notes_of(course),
        plans=tuple(map(plan_record, course.plans.exclude(signed_at=None).select_related("signed_by").order_by("number"))),
        assessment=assessment_record(course, assessment),
    )


def form_record(row: Administration, scores: dict[str, Score]) -> FormRecord:
    results = sorted(((scale, score.result) for scale, score in scores.items()), key=lambda each: (each[0] != "total", each[0]))
    return FormRecord(
        id=str(row.pk),
        measure=row.measure,
        version=row.definition_version,
        date=row.date,
        session=str(row.session_id) if row.session_id else "",
        answers={int(number): answer for number, answer in row.answers.items() if answer is not None},
        declined=tuple(row.declined or ()),
        informant=row.informant,
        totals=dict(row.totals),
        scores=tuple(ScoreValue(scale, r["value"], r["not_scored"], r.get("band", "")) for scale, r in results),
    )


def goal_record(goal: Goal) -> GoalRecord:
    """A goal with the ratings that count: of several on one day the newest."""
    newest = {rating.date: rating for rating in goal.ratings.all()}
    ratings = sorted(newest.values(), key=lambda each: (each.date, str(each.pk)))
    return GoalRecord(
        id=str(goal.pk),
        text=goal.text,
        agreed_on=goal.agreed_on,
        closed_on=goal.closed_on,
        closed_because=goal.closed_because if goal.closed_on else "",
        levels=tuple(goal.levels),
        weight=float(goal.weight),
        serves=goal.serves or "",
        aim_by=goal.aim_by,
        confidence=goal.confidence,
        baseline_level=goal.baseline_level,
        targets=tuple(
            TargetRecord(str(each.pk), each.of, each.what, each.part, each.direction, each.value, each.since, each.by)
            for each in goal.targets.all()
            if each.dropped_on is None
        ),
        ratings=tuple(RatingRecord(str(each.pk), each.date, float(each.value), each.scale) for each in ratings),
    )


def notes_of(course: CourseOfCare) -> tuple[NoteRecord, ...]:
    """Every closed note with what was added to it; one that was brought in is signed by whoever signed it elsewhere."""
    rows = (
        Note.objects.filter(session__course=course)
        .exclude(state=Note.State.DRAFT)
        .select_related("session", "author")
        .prefetch_related("addenda__author", "addenda__cosignatures__by", "cosignatures__by")
        .order_by("session__date", "begun_at", "id")
    )
    origins = {origin.pk: origin for origin in Origin.objects.filter(client=course.client_id)}
    return tuple(note_record(note, origins.get(note.pk), origins) for note in rows)


def note_record(note: Note, origin: Origin | None = None, origins: Mapping[UUID, Origin] | None = None) -> NoteRecord:
    author, signature, source, seconds = person_of(note.author), signature_under(note), note.source_name, cosignatures_of(note)
    if origin is not None:
        author, signature, source = author_of(origin), signature_of(origin.said["signature"]), origin.said["source"]
        seconds = (*seconds_of(origin), *seconds)
    added = [addendum_record(each, (origins or {}).get(each.pk)) for each in note.addenda.all()]
    return NoteRecord(
        id=str(note.pk),
        session=str(note.session_id),
        day=note.session.date,
        text=note.text,
        author=author,
        entered_at=signature.at if signature else note.begun_at,
        signature=signature,
        source=source,
        addenda=tuple(sorted(added, key=lambda each: (each.signature.at, each.id))),
        cosignatures=tuple(sorted(seconds, key=lambda each: (each.signature.at, each.id))),
    )


def signature_under(note: Note) -> Signature | None:
    if note.signed_at is None:
        return None
    return Signature(person_of(note.author), note.signed_at, note.signed_as, note.content_hash, note.zone, note.app_version)


def cosignatures_of(note: Note) -> tuple[CosignatureRecord, ...]:
    return tuple(cosignature(each) for each in note.cosignatures.all() if each.addendum_id is None)


def cosignature(row: Cosignature) -> CosignatureRecord:
    return CosignatureRecord(str(row.pk), Signature(person_of(row.by), row.signed_at, row.signed_as, row.content_hash), row.remark)


def addendum_record(row: Addendum, origin: Origin | None) -> AddendumRecord:
    signature, reason = Signature(person_of(row.author), row.signed_at, row.signed_as, row.content_hash), row.reason
    seconds = tuple(cosignature(each) for each in row.cosignatures.all())
    if origin is not None:
        signature, reason, seconds = signature_of(origin.said["signature"]) or signature, origin.said["reason"], seconds_of(origin)
    return AddendumRecord(str(row.pk), row.kind, reason, row.text, signature, row.passage or "", seconds)


def plan_record(row: TreatmentPlan) -> PlanRecord:
    assert row.signed_by is not None  # noqa: S101 - the database holds signed plans to it
    signature = Signature(person_of(row.signed_by), row.signed_at or UNKNOWN, row.signed_as, row.content_hash)
    return PlanRecord(str(row.pk), row.number, row.value, signature, row.superseded_at)


def assessment_record(course: CourseOfCare, seen: CourseAssessment) -> AssessmentRecord:
    """The assessment as pages show it. Its id is made of the course's and the day, so that a day has one."""
    statements = tuple(
        StatementRecord(
            each.id,
            each.text,
            each.rule,
            tuple(
                ProofRecord(str(p.kind), p.date, p.label, p.source, p.start, p.end, p.quote, None if p.value is None else float(p.value))
                for p in each.evidence
            ),
            each.topic,
            str(each.change or ""),
            str(each.durability or ""),
        )
        for each in seen.statements
    )
    return AssessmentRecord(f"{course.pk}-{seen.as_of:%Y%m%d}", seen.as_of, seen.lead, statements)
