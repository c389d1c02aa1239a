"""One course of care: everything recorded about it, in order of date."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fullarc.goals.goal import Goal, Rating
from fullarc.reading.finding import Finding


class Attendance(StrEnum):
    ATTENDED = "attended"
    MISSED = "missed"
    CANCELLED = "cancelled"


class Review(StrEnum):
    """What a clinician has said about a finding. An unreviewed finding counts; a dismissed one is left out."""

    UNREVIEWED = "unreviewed"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Session:
    """A dated contact. `number` counts attended sessions from 1; it is None for a missed or cancelled one."""

    date: date
    attendance: Attendance
    number: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class NotedFinding:
    """A finding with the note it stands in: `source` is a file name or the note's id."""

    finding: Finding
    date: date
    session: int | None
    source: str
    review: Review = Review.UNREVIEWED
    key: str = ""  # the stored finding's id, so that a page can link to it


@dataclass(frozen=True, slots=True)
class Note:
    """A note that was read. A note without findings still counts as read."""

    date: date
    session: int | None
    source: str
    words: int


@dataclass(frozen=True, slots=True)
class ScoreRecord:
    """A score of one measure on one day; `value` is None when it could not be scored, because `not_scored`."""

    date: date
    measure: str
    value: float | None
    session: int | None = None
    scale: str = "total"
    informant: str = "client"
    not_scored: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class DueMeasure:
    """A measure that was due on a day and not given."""

    date: date
    measure: str


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One number a client logged on a day. `better` is "lower" or "higher"."""

    date: date
    log: str
    item: str
    value: float
    better: str
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
