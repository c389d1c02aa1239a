"""The demo practice: invented people, and the simulated caseload as their clients. It is built only where there is no practice yet."""

import secrets
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from fullarc.course.timeline import LogEntry
from fullarc.demo.adolescent import adolescent
from fullarc.demo.simulate import CLINICIANS, simulate
from fullarc.demo.simulated import Administration as Form
from fullarc.demo.simulated import SimulatedCourse, SimulatedNote
from fullarc.diagnoses.code_book import look_up
from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.scoring import enter_totals, score
from fullarc.notes.sections import FREE, SECTIONS
from fullarc.web.access.models import CareTeam, Supervision
from fullarc.web.accounts.actions import add_person, begin_practice
from fullarc.web.accounts.models import User
from fullarc.web.accounts.roles import Role
from fullarc.web.clients.actions import number_sessions
from fullarc.web.clients.models import Client, CourseOfCare, LifeEvent, Session
from fullarc.web.demo.adolescent import furnish, is_at_home
from fullarc.web.demo.check_ins import assign_check_ins
from fullarc.web.demo.own_phrases import add_own_phrases
from fullarc.web.demo.planned import plan_care
from fullarc.web.demo.reviews import review_what_is_over
from fullarc.web.findings.actions import ensure_read
from fullarc.web.goals.models import Goal, Rating
from fullarc.web.measurements.actions import raise_risk
from fullarc.web.measurements.models import Administration, LogRow, Score
from fullarc.web.notes.models import Note
from fullarc.web.plans.models import Diagnosis
from fullarc.web.progress.expected import learn
from fullarc.web.progress.in_force import in_force
from fullarc.web.progress.rows import keep
from fullarc.web.signals.actions import acknowledge
from fullarc.web.signals.models import Signal

NAME = "Practice at the Quay"
SEED, COURSES, ACTIVE = 417, 40, 0.6
KEPT_OPEN = timedelta(days=10)  # signals newer than this wait for the visitor
Told = Callable[[int, int], None]
CLINICIAN_NAMES = ("Dr. Ana Lindqvist", "Jonas Weber", "Miriam Okafor", "Tomasz Zielinski")


def untold(made: int, of: int) -> None:
    """Nobody waits for the number."""


@transaction.atomic
def build_demo_practice(today: date | None = None, courses: int = COURSES, told: Told = untold, *, young: bool = True) -> User:
    """Begin the invented practice and return the clinician who is then signed in. Nobody in it has a password that anybody knows.

    `told` hears after each client how many of how many are made. With `young` there is an adolescent besides, who has an own side, a
    guardian, a journal and homework. Refused (PracticeExists): where a practice is already.
    """
    day = today or timezone.localdate()
    owner = begin_practice(
        NAME, owner_name=CLINICIAN_NAMES[0], email=address(CLINICIAN_NAMES[0]), password=secrets.token_urlsafe(32), invented=True
    )
    others = [add_person(name, address(name), [Role.CLINICIAN]) for name in CLINICIAN_NAMES[1:]]
    supervisor = add_person("Dr. Ruth Hansen", "hansen@demo.invalid", [Role.SUPERVISOR])
    add_person("Sam Field", "field@demo.invalid", [Role.FRONT_DESK])
    add_person("Iris Novak", "novak@demo.invalid", [Role.AUDITOR])
    clinicians = [owner, *others][:CLINICIANS]
    Supervision.objects.bulk_create(
        Supervision(supervisor=supervisor, supervisee=each, begins=day - timedelta(days=550)) for each in clinicians[1:]
    )
    add_own_phrases(owner, others[0])
    for number, simulated in enumerate(simulate(SEED, courses, until=day, active_share=ACTIVE)):
        told(number, courses)
        # Two of three clients are the visitor's, so that the caseload is worth looking at.
        clinician = clinicians[0] if simulated.clinician % 2 == 0 or simulated.clinician == 1 else clinicians[simulated.clinician]
        course = add_course(simulated, clinician)
        ensure_read(course, by=clinician, rules_alone=True)
        acknowledge_old_signals(course.client, by=clinician, before=day - KEPT_OPEN)
    if young:
        add_young(owner, day)
    plan_ahead(owner, day)
    plan_care(owner, day)
    review_what_is_over(owner)
    assign_check_ins(owner, day)
    judge(day)
    return owner


def add_young(clinician: User, day: date) -> None:
    """The adolescent; what he wrote on his phone comes in by his own journal."""
    made = adolescent(day)
    course = add_course(replace(made.course, entries=tuple(e for e in made.course.entries if not is_at_home(e, day))), clinician)
    ensure_read(course, by=clinician, rules_alone=True)
    acknowledge_old_signals(course.client, by=clinician, before=day - KEPT_OPEN)
    furnish(course, made, by=clinician, day=day)


def judge(day: date) -> None:
    """The rows of the caseload, when all that they rest on is there: no row of an untouched demo says that rules have changed."""
    learn(day)
    rules = in_force()
    for course in CourseOfCare.objects.select_related("client"):
        keep(course, day, rules)


def plan_ahead(clinician: User, day: date) -> None:
    """Sessions of the clinician's open courses for the day and the days after, so that Today is worth looking at."""
    courses = (
        CourseOfCare.objects.filter(client__care_team__user=clinician, ended=None).exclude(sessions__date=day).order_by("client__code")
    )
    hours = (time(9), time(10), time(11), time(13, 30), time(15), time(16, 30))
    Session.objects.bulk_create(
        Session(
            course=course,
            date=day + timedelta(days=place // len(hours)),
            begins=hours[place % len(hours)],
            minutes=50,
            attendance="planned",
        )
        for place, course in enumerate(courses.distinct())
    )


def address(name: str) -> str:
    return f"{name.split()[-1].lower()}@demo.invalid"


def add_course(simulated: SimulatedCourse, clinician: User) -> CourseOfCare:
    """One invented client with everything recorded about them."""
    client = Client.objects.create(code=simulated.code, name=simulated.name, contact="invented", born=date(simulated.born, 6, 15))
    CareTeam.objects.create(client=client, user=clinician, begins=simulated.began)
    course = CourseOfCare.objects.create(
        client=client,
        began=simulated.began,
        ended=simulated.ended,
        ending=ending_of(simulated),
        presenting_problem=simulated.presenting_problem,
        modality=simulated.modality,
    )
    sessions = add_sessions(course, simulated)
    Note.objects.bulk_create(signed(note, sessions[note.date], clinician) for note in simulated.notes)
    add_forms(course, simulated.administrations, sessions, clinician)
    add_goals(course, simulated, clinician)
    Diagnosis.objects.bulk_create(diagnoses_in(course, simulated, clinician))
    LogRow.objects.bulk_create(rows_of(course, simulated.entries))
    LifeEvent.objects.bulk_create(LifeEvent(course=course, date=event.date, text=event.text) for event in simulated.events)
    return course


def ending_of(simulated: SimulatedCourse) -> str:
    if simulated.ended is None:
        return ""
    return CourseOfCare.Ending.DROPPED_OUT if simulated.truth.trajectory == "dropout" else CourseOfCare.Ending.AGREED


def add_sessions(course: CourseOfCare, simulated: SimulatedCourse) -> dict[date, Session]:
    Session.objects.bulk_create(
        Session(course=course, date=s.date, attendance=s.attendance.value, minutes=s.minutes, begins=time(10)) for s in simulated.sessions
    )
    number_sessions(course)
    return {session.date: session for session in course.sessions.all()}


def signed(note: SimulatedNote, session: Session, clinician: User) -> Note:
    """A note as its writer would have signed it on the evening of the session."""
    sections = {key.lower(): text for key, text in note.sections.items() if key}
    known = note.hand in SECTIONS and set(sections) == {key for key, _ in SECTIONS[note.hand]}
    row = Note(
        session=session,
        author=clinician,
        format=note.hand if known else FREE,
        parts=sections if known else {"text": note.text},
        state=Note.State.SIGNED,
        signed_at=datetime.combine(note.date, time(18), UTC),
        signed_as=Role.CLINICIAN.value,
    )
    row.content_hash = row.hash_now()
    return row


def add_forms(course: CourseOfCare, forms: Iterable[Form], sessions: dict[date, Session], clinician: User) -> None:
    rows, scores = [], []
    for form in forms:
        instrument = catalogue().get(form.measure)
        scored = score(instrument, form.answers) if form.answers else enter_totals(instrument, {"total": form.total})
        row = Administration(
            course=course,
            session=sessions.get(form.date),
            measure=instrument.id,
            definition_version=instrument.version,
            fingerprint=instrument.fingerprint,
            date=form.date,
            mode=Administration.Mode.DEMO,
            answers={str(number): answer for number, answer in (form.answers or {}).items()},
            totals={} if form.answers else {"total": form.total},
            entered_by=clinician,
        )
        rows.append((row, form))
        scores += [Score(administration=row, scale=each.scale, result=asdict(each)) for each in (scored.total, *scored.subscales)]
    Administration.objects.bulk_create(row for row, _ in rows)
    Score.objects.bulk_create(scores)
    for row, form in rows:
        raise_risk(row, catalogue().get(row.measure), form.answers or {}, by=clinician)


def add_goals(course: CourseOfCare, simulated: SimulatedCourse, clinician: User) -> None:
    goals = {
        goal.id: Goal(course=course, text=goal.text, agreed_on=goal.agreed_on or simulated.began, levels=list(goal.levels))
        for goal in simulated.goals
    }
    Goal.objects.bulk_create(goals.values())
    Rating.objects.bulk_create(
        Rating(goal=goals[r.goal], date=r.date, value=Decimal(str(r.value)), scale=r.scale, rated_by=clinician) for r in simulated.ratings
    )


def diagnoses_in(course: CourseOfCare, simulated: SimulatedCourse, clinician: User) -> list[Diagnosis]:
    """Its codes with their wordings; the first one is the principal diagnosis."""
    entered = {"course": course, "since": simulated.began, "entered_by": clinician}
    return [Diagnosis(code=c, wording=look_up(c).wording, principal=c == simulated.diagnoses[0], **entered) for c in simulated.diagnoses]


def rows_of(course: CourseOfCare, entries: Sequence[LogEntry]) -> list[LogRow]:
    """The numbers of a day put together into the rows of the shipped logs."""
    rows: dict[tuple[str, date], LogRow] = {}
    for entry in entries:
        log, field = line_of(entry)
        if field:
            row = rows.setdefault((log, entry.date), LogRow(id=uuid.uuid4(), course=course, log=log, date=entry.date, values={}))
            row.values = {**row.values, field: entry.value}
    return list(rows.values())


def line_of(entry: LogEntry) -> tuple[str, str]:
    """The shipped log and its line that hold an entry of the generator; no line when none fits."""
    for log in catalogue().logs.values():
        for field in log.fields:
            if field.id == entry.item or (field.id == "urge_self_harm" and entry.item == "urge"):
                return log.id, field.id
    return "", ""


def acknowledge_old_signals(client: Client, *, by: User, before: date) -> None:
    """What was long ago has been spoken about; what is recent waits."""
    for signal in Signal.objects.filter(client=client, acknowledged_at=None, source_date__lt=before):
        acknowledge(signal, what_was_done="Spoken about in the session; safety plan gone through.", by=by)
