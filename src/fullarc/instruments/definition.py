"""What an instrument is: frozen values, nothing else. The facts come from the files in `definitions/`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Better(StrEnum):
    """Which end of the scale is the healthy one."""

    LOWER = "lower"
    HIGHER = "higher"


class Verdict(StrEnum):
    """What may be done with the wording of a measure (see docs/instruments)."""

    WORDING = "wording"  # ships with its wording
    WORDING_CONDITIONAL = "wording_conditional"  # ships with its wording, in its own file under its own licence
    SCORING = "scoring"  # scored from item numbers; the practice supplies licensed wording
    TOTAL_ONLY = "total_only"  # only totals (or subscale totals) are entered


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with where it comes from. `verified` is False when nobody has read it at its source.

    `confidence` belongs to reliable-change values: 0.90 for CORE-10, 0.95 for most, None when the source does not say.
    """

    value: float
    source: str
    verified: bool
    note: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """An answer. `points` is what it adds to a sum where that is not its value (SDQ impact: 0, 1, 2, 3 count 0, 0, 1, 2)."""

    value: int
    label: str  # empty where the wording is not shipped
    code: str = ""  # LOINC answer code
    points: int | None = None

    @property
    def counts(self) -> int:
        return self.value if self.points is None else self.points


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `number` counts from 1 as printed; without wording `text` is our own neutral label."""

    number: int
    text: str
    options: tuple[Option, ...]
    reverse: bool = False
    scored: bool = True
    code: str = ""  # LOINC
    heading: str = ""  # shown above it where a new part of the form begins
    help: str = ""  # shown below it
    link: str = ""  # its linkId in the FHIR Questionnaire that it came from

    @property
    def low(self) -> int:
        return min(option.value for option in self.options)

    @property
    def high(self) -> int:
        return max(option.value for option in self.options)

    @property
    def least(self) -> int:
        """The fewest points an answer to it can add."""
        return min(option.counts for option in self.options)

    @property
    def most(self) -> int:
        """The most points an answer to it can add."""
        return max(option.counts for option in self.options)


@dataclass(frozen=True, slots=True)
class Band:
    """A named stretch of a scale, both ends included."""

    low: float
    high: float
    label: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the bands of a scale, its list of items or an age range come from."""

    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Cutoff:
    """A line between the clinical and the functional side. `at` belongs to the clinical side when `inclusive`."""

    at: float
    inclusive: bool
    meaning: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class RiskItem:
    """An answer of `at_least` or more on this item asks for attention at once.

    `high` is the largest possible answer; it is needed where the item's wording is not shipped.
    """

    number: int
    at_least: int
    about: str  # an indicator id, such as suicidal_ideation
    high: int
    source: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True)
class MissingRule:
    """How many items may be missing, and whether the rest is then pro-rated. `rounding` is "half_up" or "none".

    A missing risk item is never pro-rated, whatever the rule says.
    """

    allowed: int
    prorate: bool
    rounding: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """Figures of a scale for a group of people, an informant or a purpose. They apply only when somebody names the group."""

    id: str
    who: str  # in words: "girls aged 14 to 16", "filled in by a parent"
    bands: tuple[Band, ...] = ()
    bands_from: Provenance | None = None
    cutoffs: tuple[Cutoff, ...] = ()
    reliable_change: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """A step of a triage, reached when one of `any_of` (item, answer from which it counts) is met; the lowest has none."""

    value: int
    label: str
    any_of: tuple[tuple[int, int], ...]
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """The total or a subscale: which items, how they combine, and what its values mean.

    They combine as a sum (times `multiply`), as a mean times `average_times`, as the sum of the scales in `sum_of`, or as the
    highest of `levels`, which is an order and no score.
    """

    id: str
    name: str
    items: tuple[int, ...]  # empty when only totals are entered
    low: float
    high: float
    multiply: float = 1.0
    bands: tuple[Band, ...] = ()
    cutoffs: tuple[Cutoff, ...] = ()  # the first is the default
    reliable_change: tuple[Fact, ...] = ()  # smallest change counted as reliable; the first is the default
    reliability: tuple[Fact, ...] = ()
    clinical_mean: Fact | None = None
    clinical_sd: Fact | None = None
    functional_mean: Fact | None = None
    functional_sd: Fact | None = None
    meaningful_change: Fact | None = None
    code: str = ""  # LOINC
    bands_from: Provenance | None = None
    missing: MissingRule | None = None  # None: the rule of the instrument
    decimals: int = 0  # how finely a total may be entered by hand
    average_times: float = 0.0
    sum_of: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()  # the highest first
    groups: tuple[GroupFigures, ...] = ()
    items_from: Provenance | None = None  # where the list of its items was read; None: with the scoring


@dataclass(frozen=True, slots=True)
class PatternPart:
    """So many of these items must count; an item counts from `at_least` on (`from_value` names exceptions by item)."""

    name: str
    items: tuple[int, ...]
    at_least: int
    count: int
    at_most: int
    from_value: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A screening pattern over single items, met when every part is. It is never a diagnosis."""

    id: str
    name: str
    parts: tuple[PatternPart, ...]
    source: str
    verified: bool
    when_settled: bool = False  # judged with items missing as soon as no answer to them could change the result


@dataclass(frozen=True, slots=True)
class Gate:
    """A question that comes before the items. When it is answered with `skips_on`, no item is asked and every one counts 0."""

    item: Item
    skips_on: int


@dataclass(frozen=True, slots=True)
class Skip:
    """When `item` is answered with `on`, `items` are not asked and count 0.

    `answered_anyway` says what becomes of answers given all the same: "refused" (the scale is not scored), "counts", or "zero".
    """

    item: int
    on: int
    items: tuple[int, ...]
    answered_anyway: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Use:
    """What the finder knows: for which problems, for whom, who answers. `items_printed` counts where no items are shipped."""

    problems: tuple[str, ...]  # ids of `finder.PROBLEMS`
    from_age: int
    to_age: int | None  # None: no upper end
    ages_from: Provenance
    answered_by: tuple[str, ...]  # client, parent, teacher, clinician
    items_printed: int


@dataclass(frozen=True, slots=True)
class Instrument:
    """A published measure. `id` is what people type: phq-9, gad-7, oq-45.2."""

    id: str
    version: str
    name: str
    short_name: str
    about: str
    recall: str
    better: Better
    verdict: Verdict
    licence: str
    licence_source: str
    source: str
    tracker: bool  # meant to be repeated as an outcome measure; a screener is not
    speaks_to: tuple[str, ...]  # indicator ids whose course this score also tells
    items: tuple[Item, ...]
    total: Scale
    subscales: tuple[Scale, ...]
    missing: MissingRule
    risk_items: tuple[RiskItem, ...]
    use: Use
    instruction: str = ""
    code: str = ""  # LOINC panel
    aliases: tuple[str, ...] = ()
    domain: str = ""  # outcome domain its score speaks to; empty for a measure of the sessions themselves
    attribution: str = ""  # to be shown wherever the wording is shown
    patterns: tuple[Pattern, ...] = ()
    gate: Gate | None = None
    skips: tuple[Skip, ...] = ()
    notes: tuple[str, ...] = ()  # what a reader of the score should know, in sentences
    fingerprint: str = ""  # SHA-256 of the definition file; stored with each score

    @property
    def scales(self) -> tuple[Scale, ...]:
        """The total first, then the subscales."""
        return (self.total, *self.subscales)

    def scale(self, scale_id: str) -> Scale:
        """The scale with this id. Refused with the known ids when there is none."""
        for scale in self.scales:
            if scale.id == scale_id:
                return scale
        known = ", ".join(scale.id for scale in self.scales)
        raise KeyError(f"{self.short_name}: found scale {scale_id!r}, expected one of: {known}")

    def asks_for_attention(self, answers: Mapping[int, int | None]) -> bool:
        """Whether one of these answers, by number of its item, is at or above the line of a risk item."""
        return any((answer := answers.get(risk.number)) is not None and answer >= risk.at_least for risk in self.risk_items)

    @property
    def has_wording(self) -> bool:
        """May its items be shown to a client?"""
        return self.verdict in (Verdict.WORDING, Verdict.WORDING_CONDITIONAL)
