"""From the rows of a course to its audit pack. A text that does not open any more is said to be so; the pack is made all the same."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from fullarc.exchange.record.audit_pack import (
    Amendment,
    AttendanceRow,
    AuditPack,
    MeasureRow,
    PlanLine,
    Review,
    Signature,
    SignedNote,
    SignedPlan,
    ThreadRow,
)
from fullarc.instruments.catalogue import Catalogue
from fullarc.instruments.informants import told_by
from fullarc.plans.plan import Line, Node, Plan
from fullarc.reports.given import OWN_WORDS
from fullarc.web.accounts.models import Practice, User
from fullarc.web.audit_pack.accesses import access_rows
from fullarc.web.audit_pack.integrity import checks_of
from fullarc.web.clients.models import CourseOfCare, Session
from fullarc.web.encryption.cipher import SealBroken
from fullarc.web.golden_thread.queries import thread_of_course
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.models import Addendum, Cosignature, Note
from fullarc.web.plans.models import Consent, TreatmentPlan
from fullarc.web.reviews.models import Review as SignedReview

BROKEN = "[This text does not open: it was changed outside Fullarc.]"
DAMAGE = (SealBroken, ValueError, KeyError, TypeError, AttributeError)
MOST_OF_A_STEP = 240  # characters


def pack_of(course: CourseOfCare, since: date, until: date, *, by: User) -> AuditPack:
    """Everything of one course between two days, both included."""
    client = course.client
    checks, _ = checks_of(client)
    thread, missing, in_words = thread_rows(course, until)
    practice = Practice.objects.first()
    return AuditPack(
        practice=readable(lambda: practice.name if practice else ""),
        client=readable(lambda: client.name),
        code=client.code,
        course=course_in_words(course),
        since=since,
        until=until,
        made_by=by.name,
        made_at=moment(timezone.now()),
        diagnoses=tuple(diagnoses(course)),
        thread=thread,
        thread_in_words=in_words,
        missing=missing,
        plans=tuple(plans(course, since, until)),
        reviews=tuple(reviews(course, since, until)),
        notes=tuple(notes(course, since, until)),
        measures=tuple(measures(course, since, until)),
        attendance=tuple(attendance(course, since, until)),
        access=tuple(access_rows(client, since, until)),
        checks=tuple(checks),
    )


def readable(words: Callable[[], str]) -> str:
    try:
        return words()
    except DAMAGE:
        return BROKEN


def moment(at: datetime | None) -> str:
    """A time as it is printed: in the practice's zone, to the second."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M:%S %Z}" if at else ""


def course_in_words(course: CourseOfCare) -> str:
    ended = f" to {course.ended:%Y-%m-%d}, {course.get_ending_display().lower()}" if course.ended else ", open"
    return f"from {course.began:%Y-%m-%d}{ended}. {readable(lambda: course.presenting_problem)}".strip()


def diagnoses(course: CourseOfCare) -> Iterator[str]:
    for row in course.diagnosed.filter(withdrawn_at=None):
        since = f", since {row.since:%Y-%m-%d}" if row.since else ""
        until = f", until {row.until:%Y-%m-%d}" if row.until else ""
        words = readable(lambda row=row: f"{row.code} {row.wording}".strip())  # type: ignore[misc]
        yield f"{words}{since}{until}{' (principal)' if row.principal else ''}"


def thread_rows(course: CourseOfCare, until: date) -> tuple[tuple[ThreadRow, ...], tuple[str, ...], str]:
    """The golden thread as rows, what is missing, and the sentence about it."""
    try:
        thread = thread_of_course(course, until)
    except DAMAGE:
        return (), (), "The golden thread cannot be told: a text that it rests on does not open. See the integrity statement."
    rows = tuple(
        ThreadRow(
            goal=strand.goal_text,
            diagnosis=strand.diagnosis,
            problem=strand.problem,
            objectives="; ".join(strand.objectives),
            interventions="; ".join(strand.interventions),
            notes=f"{strand.spoken} speak to it, {strand.answered} tell the client's response" if strand.spoken else "",
            latest=strand.latest_number.isoformat() if strand.latest_number else "",
            next_step=" ".join(filter(None, (strand.next_step_on.isoformat() if strand.next_step_on else "", shortened(strand.next_step)))),
        )
        for strand in thread.strands
    )
    told = (f"{each.on.isoformat()}: {each.sentence}" if each.on else each.sentence for each in thread.missing)
    missing = tuple(f"{sentence} {each.about}".strip() for sentence, each in zip(told, thread.missing, strict=True))
    return rows, missing, thread.in_words


def shortened(words: str) -> str:
    """The beginning of a longer text; the whole of it stands with its note."""
    told = " ".join(words.split())
    return told if len(told) <= MOST_OF_A_STEP else f"{told[:MOST_OF_A_STEP].rsplit(' ', 1)[0]} …"


def plans(course: CourseOfCare, since: date, until: date) -> Iterator[SignedPlan]:
    """The signed versions that held on a day of the period, the oldest first."""
    rows = course.plans.exclude(signed_at=None).select_related("signed_by").prefetch_related("consents").order_by("number")
    for row in rows.filter(signed_at__lt=end_of(until)):
        if row.superseded_at is None or timezone.localdate(row.superseded_at) >= since:
            yield SignedPlan(
                number=row.number,
                state=row.state.label,
                signature=signature(row.signed_by, row.signed_as, row.signed_at, row.content_hash),
                review_on=row.review_on,
                lines=plan_lines(row),
                consents=tuple(consent_in_words(each) for each in row.consents.all()),
            )


def plan_lines(row: TreatmentPlan) -> tuple[PlanLine, ...]:
    try:
        plan = row.value
    except DAMAGE:
        return (PlanLine(0, "plan", BROKEN),)
    under = [line for node in plan.tree() for line in node_lines(node, 0)]
    return (*under, *(plan_line(line, 0) for line in beside(plan)))


def node_lines(node: Node, depth: int) -> Iterator[PlanLine]:
    yield plan_line(node.line, depth)
    for below in node.below:
        yield from node_lines(below, depth + 1)


def beside(plan: Plan) -> Iterator[Line]:
    told = {line.id for node in plan.tree() for line in lines_below(node)}
    return (line for line in plan.lines if line.id not in told)


def lines_below(node: Node) -> Iterator[Line]:
    yield node.line
    for below in node.below:
        yield from lines_below(below)


def plan_line(line: Line, depth: int) -> PlanLine:
    known = (
        line.diagnosis,
        line.modality,
        line.frequency,
        line.duration,
        line.responsible,
        f"by {line.by}" if line.by else "",
        line.outcome,
    )
    return PlanLine(depth, line.kind.value, line.text, "; ".join(filter(None, known)))


def consent_in_words(row: Consent) -> str:
    return f"Consent of {row.given_on:%Y-%m-%d} by the {row.get_by_display().lower()}, {row.get_how_display().lower()}."


def reviews(course: CourseOfCare, since: date, until: date) -> Iterator[Review]:
    """The signed reviews whose day lies in the period, with the clinician's own answers."""
    rows = course.reviews.exclude(signed_at=None).filter(as_of__range=(since, until)).select_related("signed_by").order_by("number")
    for row in rows:
        yield Review(
            title=f"{row.get_kind_display()}, number {row.number}",
            day=row.as_of,
            signature=signature(row.signed_by, row.signed_as, row.signed_at, row.content_hash),
            words=own_answers(row),
        )


def own_answers(row: SignedReview) -> tuple[str, ...]:
    try:
        return tuple(f"{OWN_WORDS[key][0]}: {words}" for key, words in row.as_words.own.items() if key in OWN_WORDS)
    except DAMAGE:
        return (BROKEN,)


def notes(course: CourseOfCare, since: date, until: date) -> Iterator[SignedNote]:
    """The closed notes of sessions in the period, with what was added to them and co-signed."""
    rows = Note.objects.filter(session__course=course, session__date__range=(since, until)).exclude(state=Note.State.DRAFT)
    rows = rows.select_related("session__course", "author").order_by("session__date", "begun_at")
    added: dict[Any, list[Addendum]] = {}
    for each in Addendum.objects.filter(note__in=rows).select_related("author").order_by("signed_at"):
        added.setdefault(each.note_id, []).append(each)
    second: dict[Any, list[Signature]] = {}
    for row in Cosignature.objects.filter(note__in=rows).select_related("by"):
        told = signature(row.by, row.signed_as, row.signed_at, row.content_hash, readable(lambda row=row: row.remark))  # type: ignore[misc]
        second.setdefault(row.addendum_id or row.note_id, []).append(told)
    for note in rows:
        yield note_of(note, added.get(note.pk, []), second)


def note_of(note: Note, added: Iterable[Addendum], second: dict[Any, list[Signature]]) -> SignedNote:
    return SignedNote(
        id=str(note.pk),
        day=note.session.date,
        session=note.session.number,
        state=note.get_state_display().lower(),
        late=note.is_late,
        source=readable(lambda: f"from the file {note.source_name}" if note.source_name else ""),
        text=readable(lambda: note.text),
        signature=signature(note.author, note.signed_as, note.signed_at or note.begun_at, note.content_hash),
        cosigned=tuple(second.get(note.pk, ())),
        amendments=tuple(amendment(each, second) for each in added),
    )


def amendment(row: Addendum, second: dict[Any, list[Signature]]) -> Amendment:
    return Amendment(
        id=str(row.pk),
        kind=row.get_kind_display(),
        reason=readable(lambda: row.reason),
        passage=readable(lambda: row.passage or ""),
        text=readable(lambda: row.text),
        signature=signature(row.author, row.signed_as, row.signed_at, row.content_hash),
        cosigned=tuple(second.get(row.pk, ())),
    )


def signature(by: User | None, role: str, at: datetime | None, text_hash: str, remark: str = "") -> Signature:
    return Signature(by.name if by else "", role.replace(",", ", "), moment(at), text_hash, remark)


def measures(course: CourseOfCare, since: date, until: date) -> Iterator[MeasureRow]:
    """Every scale of every form of the period, by day; the newest score of each."""
    rows = Administration.objects.filter(course=course, withdrawn_at=None, open=False, date__range=(since, until))
    known = catalogue()
    for row in rows.select_related("session").prefetch_related("scores").order_by("date", "entered_at", "pk"):
        newest = {score.scale: score for score in row.scores.all()}
        session = str(row.session.number or "") if row.session else ""
        for scale, score in newest.items():
            try:
                value, band = score.result["value"], score.result.get("band") or score.result.get("not_scored") or ""
            except DAMAGE:
                value, band = None, BROKEN
            name = told_by(named(known, row.measure), row.informant)
            yield MeasureRow(row.date, name, scale, "" if value is None else f"{value:g}", str(band), session)


def named(known: Catalogue, measure: str) -> str:
    return known.get(measure).short_name if measure in known else measure


def attendance(course: CourseOfCare, since: date, until: date) -> Iterator[AttendanceRow]:
    rows: QuerySet[Session] = course.sessions.filter(date__range=(since, until)).exclude(attendance=Session.State.PLANNED)
    for row in rows.prefetch_related("notes"):
        states = [note.get_state_display().lower() for note in row.notes.all()]
        yield AttendanceRow(
            day=row.date,
            time=f"{row.begins:%H:%M}" if row.begins else "",
            state=row.get_attendance_display(),
            minutes=str(row.minutes or ""),
            format=row.get_format_display(),
            note=", ".join(states) or "none",
        )


def end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))
