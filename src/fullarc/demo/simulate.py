"""The simulated caseload: known truth first, then scores, notes, diaries and events made from it. The same seed, the same caseload."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from fullarc.course.statement import Domain
from fullarc.course.timeline import Attendance, DueMeasure, LifeEvent, LogEntry, Session
from fullarc.demo.forms import fill_in
from fullarc.demo.hands import HANDS, write
from fullarc.demo.names import invented_name
from fullarc.demo.note_writing import Writer, events_told
from fullarc.demo.plan import Plan, plan_course
from fullarc.demo.presentation import Presentation, presentations
from fullarc.demo.sayings import Person, say
from fullarc.demo.simulated import Administration, PlannedDip, PlannedDisagreement, SimulatedCourse, SimulatedNote, Truth
from fullarc.demo.trajectories import SHAPES
from fullarc.goals.goal import Goal, Rating

LAST_DAY = date(2026, 9, 16)
MONTHS = 18
CLINICIANS = 4
LAST_SEEN_WITHIN, OVER_FOR, CLOSED_AFTER, FRIDAY = 13, 58, 21, 4  # days; a course is over since OVER_FOR days at least
GIVEN = 0.85  # how likely a measure that is due is given
RISK_ANSWER = {"passive": 1, "uncertain": 1, "active": 2}
KINDS = tuple(SHAPES)
_GAS = ("no step yet", "begun with help", "as agreed", "more often than agreed", "no longer an issue")


@dataclass(frozen=True, slots=True)
class _Days:
    sessions: tuple[Session, ...]
    attended: tuple[date, ...]


def simulate(seed: int, n: int, *, until: date = LAST_DAY, active_share: float | None = None) -> list[SimulatedCourse]:
    """`n` courses of care that lie within the 18 months before `until`. Presentations and trajectories take turns, so that all appear.

    With `active_share` the caseload looks as a practice does on the day `until`: this share (0 to 1) of the courses goes on, the last
    session within the last two weeks; all others are over and have their end. Sessions are then on weekdays.
    """
    goes_on = _going_on(n, active_share) if active_share is not None else [None] * n
    return [simulate_one(seed, number, until=until, goes_on=goes_on[number]) for number in range(n)]


def simulate_one(seed: int, number: int, *, until: date = LAST_DAY, goes_on: bool | None = None) -> SimulatedCourse:
    """The course with this number of the caseload of a seed, without making the others."""
    return _course(Random(f"{seed}-{number}"), number, until, goes_on)  # noqa: S311 - not for secrets


def _kind(number: int) -> str:
    return KINDS[(number + number // len(presentations())) % len(KINDS)]


def _going_on(n: int, share: float) -> list[bool | None]:
    """Which courses go on, spread evenly; a client who stayed away does not."""
    staying = [number for number in range(n) if _kind(number) != "dropout"]
    part = min(1.0, share * len(KINDS) / (len(KINDS) - 1))
    active = {number for i, number in enumerate(staying) if int((i + 1) * part) > int(i * part)}
    return [number in active for number in range(n)]


def _course(rng: Random, number: int, until: date, goes_on: bool | None) -> SimulatedCourse:
    kinds = presentations()
    presentation = kinds[number % len(kinds)]
    kind = _kind(number)
    count = max(SHAPES[kind].fewest, rng.randint(12, 26)) if kind != "dropout" else rng.randint(6, 8)
    plan = plan_course(presentation, kind, count, rng)
    days = _calendar(plan, count, until, rng, goes_on)
    pronoun = rng.choice(("she", "he")) if presentation.id != "perinatal" else "she"
    name = invented_name(pronoun, rng)
    events = events_told(plan, count, rng)
    writer, notes = _notes(presentation, plan, days.attended, events, name, pronoun, rng)
    administrations, due = _forms(presentation, plan, days.attended, rng)
    ended = days.attended[-1] if kind not in {"dropout", "recent_gain"} and rng.random() < 0.6 else None
    if goes_on is not None:
        ended = None if goes_on else days.sessions[-1].date + timedelta(days=CLOSED_AFTER if kind == "dropout" else 0)
    goals = tuple(
        Goal(str(i), words, days.attended[min(1, count - 1)], levels=_GAS if i == 1 else ())
        for i, (_, words) in enumerate(presentation.goals, 1)
    )
    return SimulatedCourse(
        code=f"C-{1000 + number:04}",
        name=name,
        born=rng.randint(2009, 2013) if presentation.young else rng.randint(1958, 2004),
        pronoun=pronoun,
        clinician=number % CLINICIANS,
        presentation=presentation.id,
        presenting_problem=presentation.problem,
        diagnoses=presentation.codes,
        modality=presentation.modality,
        began=days.attended[0],
        ended=ended,
        sessions=days.sessions,
        notes=tuple(notes),
        administrations=administrations,
        due=due,
        goals=goals,
        ratings=_ratings(presentation, writer, days.attended, rng),
        entries=_diary(presentation, plan, days.attended, rng),
        events=_entered(events, days.attended, rng),
        truth=_truth(presentation, plan, writer, days.attended),
    )


def _calendar(plan: Plan, count: int, until: date, rng: Random, goes_on: bool | None) -> _Days:
    """About a session a week, every fifth time a fortnight; missed and cancelled ones in the fortnights."""
    gaps = [14 if rng.random() < 0.2 else 7 for _ in range(count - 1)]
    gaps[-2:] = [7, 7]
    if plan.dip is not None:
        for i in range(max(0, plan.dip[0] - 1), min(len(gaps), plan.dip[0] + plan.dip[1])):
            gaps[i] = 7
    length = sum(gaps)
    latest = until - timedelta(days=length + (OVER_FOR if goes_on is False else 0))
    earliest = until - timedelta(days=30 * MONTHS)
    begin = earliest + timedelta(days=rng.randrange(max(1, (latest - earliest).days)))
    if goes_on is not None:
        near = latest if goes_on else begin + timedelta(days=LAST_SEEN_WITHIN)
        days = (near - timedelta(days=i) for i in range(1, LAST_SEEN_WITHIN + 1))
        begin = rng.choice([day for day in days if day.weekday() <= FRIDAY])
    attended = [begin]
    for gap in gaps:
        attended.append(attended[-1] + timedelta(days=gap))
    between = [day + timedelta(days=7) for day, gap in zip(attended, gaps, strict=False) if gap == 14]
    unsteady_weeks = {attended[i] for i, what in enumerate(plan.unsteady) if what}
    missed = [Session(day, Attendance.MISSED if day + timedelta(days=7) in unsteady_weeks else Attendance.CANCELLED) for day in between]
    if plan.kind == "dropout":
        missed += [Session(attended[-1] + timedelta(days=7 * i), Attendance.MISSED) for i in (1, 2)]
    met = [Session(day, Attendance.ATTENDED, number, 50) for number, day in enumerate(attended, 1)]
    return _Days(tuple(sorted([*met, *missed], key=lambda session: session.date)), tuple(attended))


def _notes(
    presentation: Presentation, plan: Plan, attended: Sequence[date], events: dict[int, str], name: str, pronoun: str, rng: Random
) -> tuple[Writer, list[SimulatedNote]]:
    hand = rng.choice(HANDS)
    called = {"narrative": name.split()[0], "shorthand": "Ct", "soap": "Client", "dap": "Client", "birp": "Client"}[hand]
    writer = Writer(presentation, plan, Person(called, pronoun), rng, {})
    notes = []
    for i, day in enumerate(attended):
        sections, text = write(hand, writer.content(i, events.get(i, "")))
        notes.append(SimulatedNote(day, hand, sections, text))
    return writer, notes


def _forms(
    presentation: Presentation, plan: Plan, attended: Sequence[date], rng: Random
) -> tuple[tuple[Administration, ...], tuple[DueMeasure, ...]]:
    forms, missing = [], []
    for i, day in enumerate(attended):
        for measure in presentation.measures:
            disagrees = measure == "gad-7" and plan.silent_from is not None
            if i > 0 and rng.random() > GIVEN:
                missing.append(DueMeasure(day, measure))
                continue
            latent = plan.anxious[i] if disagrees else plan.symptoms[i]
            forms.append(fill_in(day, measure, latent, RISK_ANSWER.get(plan.risk[i], 0) if measure == "phq-9" else 0, rng))
    return tuple(forms), tuple(missing)


def _ratings(presentation: Presentation, writer: Writer, attended: Sequence[date], rng: Random) -> tuple[Rating, ...]:
    """Goal 1 on the five levels, goal 2 from 0 to 10, about every fourth session; some are not rated to the end."""
    ratings = []
    for number, (indicator, _) in enumerate(presentation.goals, 1):
        start = writer.latent(indicator, 0) or 1.0
        stop = len(attended) if rng.random() < 0.7 else len(attended) // 2
        for i in [*range(1, stop, 4), *([len(attended) - 1] if stop == len(attended) else [])]:
            gain = max(-0.3, 1 - writer.latent(indicator, i) / start)
            if number == 1:
                ratings.append(Rating(attended[i], str(number), float(sum(gain > line for line in (0.2, 0.45, 0.7)) - 2), "gas"))
            else:
                ratings.append(Rating(attended[i], str(number), float(min(10, max(0, round(1 + 9 * gain + rng.gauss(0, 0.6))))), "0-10"))
    return tuple(dict.fromkeys(ratings))


def _diary(presentation: Presentation, plan: Plan, attended: Sequence[date], rng: Random) -> tuple[LogEntry, ...]:
    """A daily log with days and whole weeks left out. Mood runs from 0 to 10, higher is better; urges from 0 to 5."""
    if rng.random() < 0.35:
        return ()
    entries = []
    weeks_off = {i for i in range(len(attended)) if rng.random() < 0.12}
    for i, day in enumerate(attended[:-1]):
        for offset in range((attended[i + 1] - day).days):
            if i in weeks_off or rng.random() < 0.3:
                continue
            when = day + timedelta(days=offset)
            mood = min(10, max(0, round(9 - 7.5 * plan.symptoms[i] + rng.gauss(0, 1))))
            entries.append(LogEntry(when, "mood", "mood", float(mood), "higher"))
            if presentation.log == "urges":
                entries.append(
                    LogEntry(when, "urges", "urge", float(min(5, max(0, round(5 * plan.symptoms[i] + rng.gauss(0, 0.7))))), "lower")
                )
    return tuple(entries)


def _entered(events: dict[int, str], attended: Sequence[date], rng: Random) -> tuple[LifeEvent, ...]:
    """Half of what is told is entered as a life event too, a few days before the session in which it is told."""
    nobody = Person("Client", "she")
    return tuple(
        LifeEvent(attended[i] - timedelta(days=rng.randint(1, 5)), say(f"event_{name}", "entered", nobody, rng), name)
        for i, name in sorted(events.items())
        if rng.random() < 0.5
    )


def _truth(presentation: Presentation, plan: Plan, writer: Writer, attended: Sequence[date]) -> Truth:
    indicators = dict.fromkeys(presentation.symptoms, plan.verdicts[Domain.SYMPTOM_BURDEN])
    indicators |= dict.fromkeys(presentation.function, plan.verdicts[Domain.FUNCTIONAL_CAPACITY])
    latent: dict[str, tuple[float, ...]] = {
        Domain.SYMPTOM_BURDEN.value: plan.symptoms,
        Domain.FUNCTIONAL_CAPACITY.value: plan.function,
        Domain.OVERALL_PRESENTATION.value: plan.presence,
    }
    latent |= {name: tuple(writer.latent(name, i) for i in range(len(attended))) for name in indicators}
    dips: tuple[PlannedDip, ...] = ()
    disagreements: tuple[PlannedDisagreement, ...] = ()
    if plan.dip is not None:
        first, length = plan.dip
        dips = (PlannedDip(attended[first], attended[first + length - 1], plan.dip_event),)
    if plan.silent_from is not None:
        disagreements = (PlannedDisagreement("gad-7", attended[plan.silent_from], attended[-1]),)
    return Truth(plan.kind, plan.verdicts, indicators, latent, dips, disagreements)
