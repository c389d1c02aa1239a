"""What a report is made from beside the frozen assessment: the client, the clinician's words, the plan, who signed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from fullarc.course.assessment import CourseAssessment
from fullarc.course.statement import Change, Domain, Statement
from fullarc.plans.plan import Plan
from fullarc.reports.comparison import Row
from fullarc.reports.disclosed import part_of
from fullarc.reports.report import Letterhead

OWN_WORDS = {
    "why": ("Why it matters", "What the change, or its absence, means in this person's life."),
    "attribution": ("What it goes with", "In your own words: what was done and what happened that the change coincides with."),
    "remains": ("What remains", "What is not better, what could come back, what was not touched."),
    "recommendation": ("Recommendation", "What should follow, by whom and when."),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What the clinician chose and wrote. `chosen` are ids of statements (None: those of `usually_told`), `worded` other wordings by id,
    `own` the answers to OWN_WORDS.
    """

    chosen: frozenset[str] | None = None
    worded: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    name: str = ""
    code: str = ""
    age: int | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """`signer` are the lines of who signs, `discussed` the day on which it was gone through with the client, `earlier_on` that of the
    review before, `from_review` the sentence at the foot about the signed review; all in words.
    """

    client: Person = field(default_factory=Person)
    words: Words = field(default_factory=Words)
    plan: Plan | None = None
    earlier: tuple[Row, ...] = ()
    earlier_on: str = ""
    modality: str = ""
    ending: str = ""
    letterhead: Letterhead = field(default_factory=Letterhead)
    addressed: tuple[str, ...] = ()
    signer: tuple[str, ...] = ()
    discussed: str = ""
    language: str = "en"
    from_review: str = ""  # "" for a report from the live course


def usually_told(seen: CourseAssessment) -> frozenset[str]:
    """The statements a summary begins with: what the lead is said from, what moved, risk, dips, disagreements, goals. What shows no clear
    change in how the client came across is left for the clinician to add.
    """
    return frozenset(s.id for s in seen.statements if s.id in seen.lead_statements or _is_worth_telling(s, seen))


def taken_out(seen: CourseAssessment, chosen: frozenset[str], told: Collection[Statement]) -> frozenset[str]:
    """The indicators about which the clinician took out what is usually told, and on which nothing that is told rests."""
    unticked = usually_told(seen) - chosen
    out = {name for s in seen.statements if s.id in unticked for name in _about(s)}
    return frozenset(out - {name for s in told for name in (s.topic, *_rests_on(s))})


def _about(statement: Statement) -> Collection[str]:
    """The indicators that a statement tells of: one, or of a statement on several of one domain all that prove it."""
    return _rests_on(statement) if statement.topic in (Domain.SYMPTOM_BURDEN, Domain.FUNCTIONAL_CAPACITY) else {statement.topic}


def _rests_on(statement: Statement) -> Collection[str]:
    return {proof.indicator for proof in statement.evidence}


def _is_worth_telling(statement: Statement, seen: CourseAssessment) -> bool:
    part = part_of(statement, seen)
    if part == "presentation":
        return statement.change is Change.WORSENED
    if statement.topic == Domain.STABILITY or part == "log":
        return False
    return statement.change is not Change.NO_CLEAR_CHANGE or part in ("measures", "goals", "risk")
