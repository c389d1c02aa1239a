"""One calendar month of a course as its client lived it: mood by day with its gaps, goals, homework, check-ins, skills, own words.

Nothing is judged here and nothing is filled in: a day without an entry has no mood, a task nobody spoke of stays open.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import mean

from fullarc.course.timeline import Attendance, LogEntry, Timeline
from fullarc.goals.goal import Goal, Rating
from fullarc.modalities.diary_card import SkillsUse, skills_use

MOOD = "mood"
WEEKEND = 5  # weekday() from here on


class Done(StrEnum):
    """What became of a task: `OPEN` when nobody has said anything yet."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Task:
    """One time a task was due. `words` is what the client wrote about it, `amount` how much was done, such as "3 of 5"."""

    name: str
    due: date
    done: Done
    amount: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class OwnNote:
    """What the client wrote about a day: "exam week"."""

    date: date
    text: str


@dataclass(frozen=True, slots=True)
class DayMood:
    """The mood of one day: the mean of its entries, and which entries those are. `entries` is empty where nothing was logged."""

    date: date
    value: float | None
    entries: tuple[LogEntry, ...] = ()

    @property
    def is_weekend(self) -> bool:
        return self.date.weekday() >= WEEKEND


@dataclass(frozen=True, slots=True)
class GoalInMonth:
    """Where a goal stood when the month began and where it stands now; None where it was not rated on this scale before.

    `meant` is what was agreed that the present level means; `moved_on` the day of the latest rating within the month.
    """

    goal: Goal
    scale: str
    was: float | None
    now: float | None
    meant: str
    moved_on: date | None

    @property
    def moved(self) -> float | None:
        return None if self.was is None or self.now is None else self.now - self.was


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A measure that was given, or due and not given."""

    date: date
    measure: str
    given: bool


@dataclass(frozen=True, slots=True)
class Month:
    """Everything of one month. `through` is the last day that has come; later days are not missing.

    `before` is the month before it, where its figures are to stand beside these.
    """

    first: date
    last: date
    through: date
    moods: tuple[DayMood, ...]
    low: float
    high: float
    goals: tuple[GoalInMonth, ...]
    tasks: tuple[Task, ...]
    check_ins: tuple[CheckIn, ...]
    skills: SkillsUse | None
    skill_entries: tuple[LogEntry, ...]
    notes: tuple[OwnNote, ...]
    sessions: tuple[date, ...]
    before: "Month | None" = None

    @property
    def logged(self) -> tuple[DayMood, ...]:
        return tuple(day for day in self.moods if day.value is not None)

    @property
    def days_so_far(self) -> int:
        return (self.through - self.first).days + 1

    @property
    def is_empty(self) -> bool:
        told = (self.logged, self.tasks, self.check_ins, self.notes, self.skill_entries)
        return not any(told) and not any(goal.moved_on for goal in self.goals)

    @property
    def told(self) -> tuple[Task, ...]:
        """The tasks that somebody has said something about."""
        return tuple(task for task in self.tasks if task.done is not Done.OPEN)

    @property
    def done(self) -> int:
        """How many tasks were done, all or in part."""
        return sum(task.done in {Done.YES, Done.PARTLY} for task in self.tasks)

    @property
    def task_rows(self) -> tuple[tuple[str, tuple[Task, ...]], ...]:
        """The tasks by name, in the order in which they were first due."""
        rows: dict[str, list[Task]] = defaultdict(list)
        for task in self.tasks:
            rows[task.name].append(task)
        return tuple((name, tuple(each)) for name, each in rows.items())

    @property
    def task_days(self) -> tuple[date, ...]:
        return tuple(sorted({task.due for task in self.tasks}))


def month_of(
    timeline: Timeline,
    year: int,
    month: int,
    *,
    today: date,
    tasks: Iterable[Task] = (),
    notes: Iterable[OwnNote] = (),
    scale: tuple[float, float] = (0.0, 10.0),
) -> Month:
    """The month of a timeline; `today` is the day that it is where the client lives, `scale` the ends of the mood log.

    Refused (ValueError): a month that has not begun.
    """
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if first > today:
        raise ValueError(f"found the month {first:%Y-%m}, expected one that has begun; the latest is {today:%Y-%m}")
    through = min(last, today)

    def within(day: date) -> bool:
        return first <= day <= through

    levels = [entry for entry in timeline.tracked if entry.log == "diary-card" and entry.item == "usage" and within(entry.date)]
    return Month(
        first=first,
        last=last,
        through=through,
        moods=tuple(_moods(timeline.entries, first, last, through)),
        low=scale[0],
        high=scale[1],
        goals=tuple(one for goal in timeline.goals if (one := _goal(goal, timeline.ratings, first, through)) is not None),
        tasks=tuple(sorted((task for task in tasks if first <= task.due <= last), key=lambda task: task.due)),
        check_ins=tuple(_check_ins(timeline, first, through)),
        skills=skills_use([entry.value for entry in levels]) if levels else None,
        skill_entries=tuple(levels),
        notes=tuple(sorted((note for note in notes if within(note.date)), key=lambda note: note.date)),
        sessions=tuple(s.date for s in timeline.sessions if s.attendance is Attendance.ATTENDED and within(s.date)),
    )


def _moods(entries: Sequence[LogEntry], first: date, last: date, through: date) -> Iterable[DayMood]:
    by_day: dict[date, list[LogEntry]] = defaultdict(list)
    for entry in entries:
        if entry.item == MOOD and first <= entry.date <= through:
            by_day[entry.date].append(entry)
    for number in range((last - first).days + 1):
        day = date(first.year, first.month, number + 1)
        rows = tuple(by_day.get(day, ()))
        yield DayMood(day, mean(row.value for row in rows) if rows else None, rows)


def _goal(goal: Goal, ratings: Sequence[Rating], first: date, through: date) -> GoalInMonth | None:
    """None for a goal that was closed before the month or agreed after it."""
    if (goal.agreed_on and goal.agreed_on > through) or (goal.closed_on and goal.closed_on < first):
        return None
    own = [rating for rating in ratings if rating.goal == goal.id and rating.date <= through]
    scale = own[-1].scale if own else ""
    own = [rating for rating in own if rating.scale == scale]
    before = [rating for rating in own if rating.date <= first]
    inside = [rating for rating in own if rating.date > first]
    was = (before or own)[-1 if before else 0].value if own else None
    place = round(own[-1].value) + 2 if own and scale == "gas" else -1
    meant = goal.levels[place] if 0 <= place < len(goal.levels) else ""
    return GoalInMonth(goal, scale, was, own[-1].value if own else None, meant, inside[-1].date if inside else None)


def _check_ins(timeline: Timeline, first: date, through: date) -> Iterable[CheckIn]:
    given = {(record.date, record.measure) for record in timeline.scores if record.informant == "client" and record.words is None}
    found = [CheckIn(day, measure, True) for day, measure in given]
    found += [CheckIn(due.date, due.measure, False) for due in timeline.due if (due.date, due.measure) not in given]
    return sorted((one for one in found if first <= one.date <= through), key=lambda one: (one.date, one.measure))
