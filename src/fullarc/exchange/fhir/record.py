"""A client's record as it travels: plain values between the rows of the application and the resources of FHIR.

What was withdrawn as entered in error, drafts and psychotherapy notes have no place here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from fullarc.diagnoses.diagnosis import Diagnosis
from fullarc.instruments.informants import CLIENT
from fullarc.instruments.log import LogValue
from fullarc.plans.plan import Plan


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wrote or signed."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, in which roles, when, and the SHA-256 of the text that was signed (hexadecimal)."""

    by: Person
    at: datetime
    roles: str
    content_hash: str
    zone: str = ""
    version: str = ""  # of the program in which it was signed


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """`attendance` is planned, attended, missed, cancelled or late_cancelled; `format` in_person, video, phone, home or group."""

    id: str
    date: date
    attendance: str = "attended"
    begins: time | None = None
    minutes: int | None = None
    format: str = "in_person"


@dataclass(frozen=True, slots=True)
class DiagnosisRecord:
    id: str
    value: Diagnosis


@dataclass(frozen=True, slots=True)
class RatingRecord:
    """`scale` is "gas" (-2 to +2) or "0-10"."""

    id: str
    date: date
    value: float
    scale: str


@dataclass(frozen=True, slots=True)
class TargetRecord:
    """A number to be reached: `of` is measure, log or count; `direction` at_most or at_least."""

    id: str
    of: str
    what: str
    part: str
    direction: str
    value: float
    since: date
    by: date | None = None


@dataclass(frozen=True, slots=True)
class GoalRecord:
    """A goal with its ratings in order of date. `levels` are the five GAS levels from -2 to +2, all or none."""

    id: str
    text: str
    agreed_on: date | None
    closed_on: date | None = None
    closed_because: str = ""
    levels: tuple[str, ...] = ()
    weight: float = 1.0
    serves: str = ""
    aim_by: date | None = None
    confidence: int | None = None
    baseline_level: int | None = None
    targets: tuple[TargetRecord, ...] = ()
    ratings: tuple[RatingRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoreValue:
    """The newest score of one scale: a value, or the sentence that says why there is none."""

    scale: str
    value: float | None
    not_scored: str = ""
    band: str = ""


@dataclass(frozen=True, slots=True)
class FormRecord:
    """One time a measure was given. `answers` holds the items that were answered; `totals` what somebody else scored."""

    id: str
    measure: str
    version: str
    date: date
    session: str = ""
    answers: Mapping[int, int] = field(default_factory=dict)
    declined: tuple[int, ...] = ()
    totals: Mapping[str, float] = field(default_factory=dict)
    scores: tuple[ScoreValue, ...] = ()
    informant: str = CLIENT


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """One filled row of a client's log."""

    id: str
    log: str
    date: date
    values: Mapping[str, LogValue]


@dataclass(frozen=True, slots=True)
class EventRecord:
    """Something in the client's life. `kind` is an indicator of life context or empty."""

    id: str
    day: date
    text: str
    until: date | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class CosignatureRecord:
    id: str
    signature: Signature
    remark: str = ""


@dataclass(frozen=True, slots=True)
class AddendumRecord:
    """A signed addition. `kind` is addendum, correction or late_entry; `passage` the words of the note that it corrects."""

    id: str
    kind: str
    reason: str
    text: str
    signature: Signature
    passage: str = ""
    cosignatures: tuple[CosignatureRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """A closed note. `signature` is None for one that was brought in without any; `entered_at` is when it came into the record."""

    id: str
    session: str
    day: date
    text: str
    author: Person
    entered_at: datetime
    signature: Signature | None = None
    source: str = ""  # the file that it was brought in from
    addenda: tuple[AddendumRecord, ...] = ()
    cosignatures: tuple[CosignatureRecord, ...] = ()

    @property
    def amended(self) -> bool:
        return bool(self.addenda)


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """A signed version of the treatment plan."""

    id: str
    number: int
    plan: Plan
    signature: Signature
    superseded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ProofRecord:
    """One piece of evidence of a statement; `source` is the id of what it was taken from, `kind` that of `course.statement.Kind`."""

    kind: str
    date: date
    label: str
    source: str = ""
    start: int | None = None
    end: int | None = None
    quote: str = ""
    value: float | None = None


@dataclass(frozen=True, slots=True)
class StatementRecord:
    id: str
    text: str
    rule: str
    evidence: tuple[ProofRecord, ...]
    topic: str = ""
    change: str = ""
    durability: str = ""


@dataclass(frozen=True, slots=True)
class AssessmentRecord:
    """What the course came to on a day, each sentence with its evidence."""

    id: str
    as_of: date
    lead: str
    statements: tuple[StatementRecord, ...]


@dataclass(frozen=True, slots=True)
class CourseRecord:
    """One course of care. `ending` is agreed, dropped_out, transferred, other or empty. `id` is empty for what came without a course."""

    id: str
    began: date
    ended: date | None = None
    ending: str = ""
    presenting_problem: str = ""
    modality: str = ""
    sessions: tuple[SessionRecord, ...] = ()
    diagnoses: tuple[DiagnosisRecord, ...] = ()
    goals: tuple[GoalRecord, ...] = ()
    forms: tuple[FormRecord, ...] = ()
    entries: tuple[EntryRecord, ...] = ()
    events: tuple[EventRecord, ...] = ()
    notes: tuple[NoteRecord, ...] = ()
    plans: tuple[PlanRecord, ...] = ()
    assessment: AssessmentRecord | None = None


@dataclass(frozen=True, slots=True)
class ClientRecord:
    """`name` and `born` are left out of a pseudonymous record; `code` is then the pseudonym."""

    id: str
    code: str
    name: str = ""
    born: date | None = None
    courses: tuple[CourseRecord, ...] = ()
