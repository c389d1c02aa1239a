"""What an instrument is: frozen values, nothing else. The facts come from the files in `definitions/`."""

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
    """A figure with where it comes from. `verified` is False when nobody has read it at its source."""

    value: float
    source: str
    verified: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    value: int
    label: str
    code: str = ""  # LOINC answer code


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `number` counts from 1 as printed; without wording `text` is our own neutral label."""

    number: int
    text: str
    options: tuple[Option, ...]
    reverse: bool = False
    scored: bool = True
    code: str = ""  # LOINC


@dataclass(frozen=True, slots=True)
class Band:
    low: float
    high: float
    label: str


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
    """An answer of `at_least` or more on this item asks for attention at once."""

    number: int
    at_least: int
    about: str  # an indicator id, such as suicidal_ideation


@dataclass(frozen=True, slots=True)
class MissingRule:
    """How many items may be missing, and whether the rest is then pro-rated. `rounding` is "half_up" or "none"."""

    allowed: int
    prorate: bool
    rounding: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """The total or a subscale: which items, how they combine, and what its values mean."""

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
    instruction: str = ""
    code: str = ""  # LOINC panel
