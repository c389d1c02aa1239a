"""The one value computed from a timeline; every page, chart and report reads it."""

from dataclasses import dataclass
from datetime import date

from fullarc.course.statement import Change, Domain, Durability, Proof, Statement
from fullarc.course.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Level:
    """How severe an indicator was in one session: 0 denied or resolved, 1 mild, 2 moderate or unspecified, 3 severe.

    Sessions that do not mention the indicator have no Level; they are gaps, not zeros. `named` is False where the note names no level
    by a word or a number: what stands there then is what the judgement reckons with, and no sentence calls it moderate.
    """

    session: int | None
    date: date
    level: float
    proofs: tuple[Proof, ...]
    unreviewed: bool = True
    named: bool = True


@dataclass(frozen=True, slots=True)
class IndicatorCourse:
    indicator: str
    domain: Domain
    change: Change
    durability: Durability
    levels: tuple[Level, ...]
    baseline: float | None
    current: float | None
    held_until: str = ""  # "the latest note", where that speaks against a change that is called lasting


@dataclass(frozen=True, slots=True)
class ScorePoint:
    date: date
    session: int | None
    value: float | None  # None: given but not scorable, see `not_scored`
    reliable: str  # "better", "worse" or "" against the baseline
    clinical: bool | None
    not_scored: str = ""
    source: str = ""


def series_key(measure: str, scale: str, informant: str) -> str:
    """The key of one measure, scale and informant; that of the client's total is the measure alone."""
    return measure if (scale, informant) == ("total", "client") else f"{measure}/{scale}/{informant}"


@dataclass(frozen=True, slots=True)
class ScoreCourse:
    """One series: one measure, scale and informant. `classification` is a class of Jacobson and Truax or None."""

    measure: str
    name: str
    scale: str
    better: str
    low: float
    high: float
    points: tuple[ScorePoint, ...]
    not_given: tuple[date, ...]
    cutoff: float | None
    cutoff_source: str
    reliable_change: float | None
    reliable_change_source: str
    verified: bool
    change: Change
    durability: Durability
    classification: str | None
    reliable: bool | None
    baseline: float | None
    current: float | None
    domain: Domain
    earlier: tuple[ScorePoint, ...] = ()  # by editions of the measure that the points are not compared with
    breaks: tuple[date, ...] = ()  # the first day of each new edition: the line begins anew
    expected: tuple[tuple[date, float, float], ...] = ()  # the practice's expected course: day, lower and upper end of its 80 % band
    expected_from: str = ""  # from how many cases it was learned, and how often it was right
    informant: str = "client"
    step_back: int = 0  # how many of the last scores are reliably worse than the one before them
    held_until: str = ""  # "the last score", "the last two scores": what speaks against a change that is called lasting

    @property
    def key(self) -> str:
        """What tells the series from others: the measure for the client's total, else "measure/scale/informant"."""
        return series_key(self.measure, self.scale, self.informant)

    @property
    def drawn_from(self) -> float:
        """The lower end of an axis that has room for the earlier points too."""
        return min([self.low, *(point.value for point in self.earlier if point.value is not None)])

    @property
    def drawn_to(self) -> float:
        return max([self.high, *(point.value for point in self.earlier if point.value is not None)])


@dataclass(frozen=True, slots=True)
class GoalCourse:
    goal: str
    text: str
    addressed_in: tuple[Proof, ...]  # one a note, the sentence that speaks to the goal
    reasons: tuple[str, ...]  # why each note was linked, same order
    ratings: tuple[tuple[date, float], ...]
    scale: str  # "gas", "0-10" or "" when never rated
    change: Change
    durability: Durability
    told: tuple[Proof, ...] = ()  # without two ratings: the words that tell the change


@dataclass(frozen=True, slots=True)
class DomainCourse:
    domain: Domain
    change: Change
    durability: Durability
    statements: tuple[str, ...]  # ids
    rests_on: str  # "24 notes, 44 scores"
    missing: str  # what is not there, in words
    rule: str  # how the parts were rolled up, in words
    parts: tuple[str, ...]  # indicator and measure ids that spoke


@dataclass(frozen=True, slots=True)
class Dip:
    """A situational dip: observations worse near a life event and back afterwards."""

    begin: date
    end: date
    topics: tuple[str, ...]  # keys of series of scores, and indicators
    event: Proof


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Scores and notes tell different stories over the same stretch. A prompt, not a verdict."""

    measure: str
    indicators: tuple[str, ...]
    begin: date
    end: date
    statement: str  # id
    name: str = ""  # of the series, with who answered
    about_risk: bool = False  # of single days: a note and a risk item say different things of suicidality


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that asks for attention, with its reason in words and its proof."""

    kind: str  # one of signal_settings.KINDS
    reason: str
    since: date
    proofs: tuple[Proof, ...]
    urgent: bool = False
    short: str = ""  # the reason in at most 40 characters, for a row of the caseload
    rule: str = ""  # the rule with its thresholds, in a sentence
    false_alarms: str = ""  # the expected share of false alarms at this setting, or that it is not known
    danger: str = ""  # of a risk: what it is, one of risk.BY_GRAVITY


@dataclass(frozen=True, slots=True)
class CourseAssessment:
    timeline: Timeline
    as_of: date
    lead: str  # the one sentence at the top of the page
    lead_statements: tuple[str, ...]  # ids of the statements the lead is said from
    statements: tuple[Statement, ...]
    domains: tuple[DomainCourse, ...]
    indicators: tuple[IndicatorCourse, ...]
    scores: tuple[ScoreCourse, ...]
    goals: tuple[GoalCourse, ...]
    life_context: tuple[Proof, ...]
    interventions: tuple[tuple[str, tuple[Proof, ...]], ...]  # id, one proof a session
    responses: tuple[Proof, ...]
    dips: tuple[Dip, ...]
    disagreements: tuple[Disagreement, ...]
    signals: tuple[Signal, ...]
    not_known: tuple[str, ...]
    goal_attainment: tuple[float, float] | None  # GAS T at the start and now

    @property
    def risk_is_open(self) -> bool:
        """Whether a risk stands open in the record; whether anybody acknowledged its signal is another thing."""
        return any(signal.kind == "risk" for signal in self.signals)
