"""What the generator hands out: an invented client's course of care and the truth it was made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fullarc.course.statement import Change, Domain, Durability
from fullarc.course.timeline import DueMeasure, LifeEvent, LogEntry, Session
from fullarc.goals.goal import Goal, Rating


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is true of a domain or an indicator: by the latent trajectory, not by anybody's reading of it."""

    change: Change
    durability: Durability


@dataclass(frozen=True, slots=True)
class PlannedDip:
    """A stretch in which the client was worse near a life event and recovered."""

    begin: date
    end: date
    event: str  # the indicator


@dataclass(frozen=True, slots=True)
class PlannedDisagreement:
    """A stretch in which a measure gets worse and the notes are silent about what it measures."""

    measure: str
    begin: date
    end: date


@dataclass(frozen=True, slots=True)
class Truth:
    trajectory: str
    domains: Mapping[Domain, Verdict]
    indicators: Mapping[str, Verdict]
    latent: Mapping[str, tuple[float, ...]]  # domain or indicator -> its true severity (0 to 1) at each attended session
    dips: tuple[PlannedDip, ...] = ()
    disagreements: tuple[PlannedDisagreement, ...] = ()


@dataclass(frozen=True, slots=True)
class SimulatedNote:
    """A note in one of five hands. `sections` holds the same words by heading ("" when the hand uses none)."""

    date: date
    hand: str  # soap, dap, birp, shorthand, narrative
    sections: Mapping[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Administration:
    """One filled form: answers by item number, or a total alone when the measure's items are not shipped."""

    date: date
    measure: str
    total: float
    answers: Mapping[int, int] | None = None


@dataclass(frozen=True, slots=True)
class SimulatedCourse:
    """An invented client with one course of care. `clinician` numbers the practice's clinicians from 0."""

    code: str
    name: str
    born: int
    pronoun: str  # "she" or "he"
    clinician: int
    presentation: str
    presenting_problem: str
    diagnoses: tuple[str, ...]
    modality: str
    began: date
    ended: date | None
    sessions: tuple[Session, ...]
    notes: tuple[SimulatedNote, ...]
    administrations: tuple[Administration, ...]
    due: tuple[DueMeasure, ...]
    goals: tuple[Goal, ...]
    ratings: tuple[Rating, ...]
    entries: tuple[LogEntry, ...]
    events: tuple[LifeEvent, ...]
    truth: Truth
