"""One course of care: everything recorded about it, in order of date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from fullarc.goals.goal import Goal, Rating
from fullarc.reading.finding import Finding


class Attendance(StrEnum):
    ATTENDED = "attended"
    MISSED = "missed"
    CANCELLED = "cancelled"


class Review(StrEnum):
    """What a clinician has said about a finding. An unreviewed finding counts; a dismissed one is left out.

    An added one is the clinician's own: words that the reader had missed.
    """

    UNREVIEWED = "unreviewed"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Session:
    """A dated contact. `number` counts attended sessions from 1; it is None for a missed or cancelled one."""

    date: date
    attendance: Attendance
    number: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class NotedFinding:
    """A finding with the note it stands in: `source` is a file name or the note's id.

    `reviewed_by` names who has confirmed, corrected or added it. `level_said` is true when a clinician said how severe it is: the
    finding's severity, or that none is named, then counts and not the number that the words give. `status_said` is true when a clinician
    said whether it is there.
    """

    finding: Finding
    date: date
    session: int | None
    source: str
    review: Review = Review.UNREVIEWED
    key: str = ""  # the stored finding's id, so that a page can link to it
    reviewed_by: str = ""
    level_said: bool = False
    status_said: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A note that was read. A note without findings still counts as read.

    `text` is the note as it was read; where it is left out, goals are linked by findings only.
    """

    date: date
    session: int | None
    source: str
    words: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class RiskAnswer:
    """A risk item answered at or above its line: item number as printed, the answer, and the indicator it is about."""

    item: int
    answer: int
    about: str


@dataclass(frozen=True, slots=True)
class ScoreRecord:
    """A score of one measure on one day; `value` is None when it could not be scored, because `not_scored`.

    `risk` holds the risk items that asked for attention; `risk_asked` the indicators that risk items of this form asked about,
    so that an answer of zero counts as asked and denied. Both stay empty when only a total is known. `words` is the finding
    when the score was read from a note.
    """

    date: date
    measure: str
    value: float | None
    session: int | None = None
    scale: str = "total"
    informant: str = "client"
    not_scored: str = ""
    source: str = ""
    risk: tuple[RiskAnswer, ...] = ()
    risk_asked: tuple[str, ...] = ()
    words: NotedFinding | None = None
    edition: str = ""  # of the wording and scoring it was given by; empty where nobody knows. Two editions are never compared


@dataclass(frozen=True, slots=True)
class DueMeasure:
    """A measure that was due on a day and not given."""

    date: date
    measure: str


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One number a client logged on a day. `better` is "lower" or "higher", empty where neither is better.

    `about` is the name of the target, step or person that a row of a tracker speaks of.
    """

    date: date
    log: str
    item: str
    value: float
    better: str
    source: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class LoggedRisk:
    """A line of a client's own log whose answer asks for attention: the line and its answer in words, and the indicator it is about."""

    date: date
    log: str
    line: str  # "Urge to end my life"
    answer: str  # "4 of 5"
    about: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """Something in the client's life that was entered as such (one read from a note is a finding)."""

    date: date
    text: str
    indicator: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """All evidence of one course, each kind in order of date. Build it with `timeline_of`, which sorts."""

    sessions: tuple[Session, ...]
    notes: tuple[Note, ...]
    findings: tuple[NotedFinding, ...]
    scores: tuple[ScoreRecord, ...]
    goals: tuple[Goal, ...]
    ratings: tuple[Rating, ...]
    entries: tuple[LogEntry, ...]
    events: tuple[LifeEvent, ...]
    due: tuple[DueMeasure, ...] = ()
    presenting_problem: str = ""
    diagnoses: tuple[str, ...] = ()
    began: date | None = None
    ended: date | None = None
    tracked: tuple[LogEntry, ...] = ()  # numbers of the trackers of a way of working: told by sentences of their own, never averaged here
    logged_risk: tuple[LoggedRisk, ...] = ()  # the answers in logs and trackers that ask for attention
    dismissed: int = 0  # findings that a clinician has dismissed: they count nowhere, but were looked at

    @property
    def logged(self) -> int:
        """How many entries of logs and filled rows of trackers there are; a row of a tracker has several numbers and is one."""
        return len(self.entries) + len({entry.source for entry in self.tracked})


class _Dated(Protocol):
    @property
    def date(self) -> date: ...


_D = TypeVar("_D", bound=_Dated)


def _by_date(rows: Iterable[_D]) -> tuple[_D, ...]:
    return tuple(sorted(rows, key=lambda row: row.date))


def _numbered(sessions: Iterable[Session], notes: Sequence[Note]) -> tuple[Session, ...]:
    """Attended sessions count from 1. A dated note without a session entry is itself proof of a contact."""
    known = list(sessions)
    days = {session.date for session in known}
    known += [Session(day, Attendance.ATTENDED) for day in sorted({note.date for note in notes} - days)]
    number, numbered = 0, []
    for session in _by_date(known):
        attended = session.attendance is Attendance.ATTENDED
        number += attended
        numbered.append(replace(session, number=number if attended else None))
    return tuple(numbered)


def timeline_of(
    *,
    sessions: Iterable[Session] = (),
    notes: Iterable[Note] = (),
    findings: Iterable[NotedFinding] = (),
    scores: Iterable[ScoreRecord] = (),
    goals: Iterable[Goal] = (),
    ratings: Iterable[Rating] = (),
    entries: Iterable[LogEntry] = (),
    events: Iterable[LifeEvent] = (),
    due: Iterable[DueMeasure] = (),
    presenting_problem: str = "",
    diagnoses: Sequence[str] = (),
    began: date | None = None,
    ended: date | None = None,
    tracked: Iterable[LogEntry] = (),
    logged_risk: Iterable[LoggedRisk] = (),
    dismissed: int = 0,
) -> Timeline:
    """All evidence of one course, in order of date.

    Attended sessions are numbered from 1 and what happened on the day of a session carries its number. A note on a day
    without a session entry counts as an attended session; a score on such a day keeps the number it came with.
    """
    notes = _by_date(notes)
    ordered = _numbered(sessions, notes)
    number_on: dict[date, int] = {}
    for session in ordered:
        if session.number is not None:
            number_on.setdefault(session.date, session.number)
    return Timeline(
        sessions=ordered,
        notes=tuple(replace(note, session=number_on.get(note.date, note.session)) for note in notes),
        findings=tuple(replace(f, session=number_on.get(f.date, f.session)) for f in _by_date(findings)),
        scores=tuple(replace(s, session=number_on.get(s.date, s.session)) for s in _by_date(scores)),
        goals=tuple(goals),
        ratings=_by_date(ratings),
        entries=_by_date(entries),
        events=_by_date(events),
        due=_by_date(due),
        presenting_problem=presenting_problem,
        diagnoses=tuple(diagnoses),
        began=began,
        ended=ended,
        tracked=_by_date(tracked),
        logged_risk=_by_date(logged_risk),
        dismissed=dismissed,
    )
