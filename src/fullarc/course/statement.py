"""Statements: the sentences of an assessment, each with its proof."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Span = tuple[date, date]  # first and last day


class Change(StrEnum):
    IMPROVED = "improved"
    NO_CLEAR_CHANGE = "no_clear_change"
    WORSENED = "worsened"
    MIXED = "mixed"
    NOT_ENOUGH = "not_enough"


class Durability(StrEnum):
    SUSTAINED = "sustained"
    RECENT = "recent"
    FLUCTUATING = "fluctuating"
    LOST = "lost"
    REGAINED = "regained"
    NONE = "none"


class Domain(StrEnum):
    SYMPTOM_BURDEN = "symptom_burden"
    FUNCTIONAL_CAPACITY = "functional_capacity"
    STABILITY = "stability"
    RISK_PROFILE = "risk_profile"
    OVERALL_PRESENTATION = "overall_presentation"


class Kind(StrEnum):
    """Where a proof comes from. `session` is attendance."""

    NOTE = "note"
    SCORE = "score"
    GOAL = "goal"
    LOG = "log"
    EVENT = "event"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence: words in a note, a score, a rating, an entry, an event or a session, with its date.

    For `note` the offsets and the quote are those of the finding; for the others `label` says what and `value` how much.
    """

    kind: Kind
    date: date
    label: str
    source: str = ""
    session: int | None = None
    start: int | None = None
    end: int | None = None
    quote: str = ""
    indicator: str = ""
    status: str = ""
    value: float | None = None
    rule: str = ""
    key: str = ""
    happened: Span | None = None  # of an event told in a note: when it can have been, where the note says it


class NoEvidence(ValueError):
    """A sentence without proof was about to be written."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the assessment. It cannot exist without at least one proof and the rule that produced it."""

    id: str
    text: str
    rule: str
    evidence: tuple[Proof, ...]
    topic: str = ""  # a domain, indicator, measure or goal id
    change: Change | None = None
    durability: Durability | None = None
    detail: bool = False  # one of many indicators: told beneath the few statements that say how the course went
    part_of: str = ""  # of a subscale: the name of the total that it is told beneath
    held_until: str = ""  # "the last score", "the latest note": what speaks against a change that is called lasting

    def __post_init__(self) -> None:
        if not self.evidence:
            raise NoEvidence(f"statement {self.id!r} (rule {self.rule!r}) was given no evidence; found none, expected at least one proof")
        if not self.rule or not self.text.strip():
            raise ValueError(f"statement {self.id!r} needs a sentence and the rule that produced it")
