"""Finds a measure: what is it for, how long does it take, who may use it, what may be shown of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from fullarc.instruments.definition import Instrument, Verdict

PROBLEMS = {
    "depression": "depression",
    "anxiety": "anxiety",
    "worry": "worry",
    "social_anxiety": "social anxiety",
    "panic": "panic and agoraphobia",
    "health_anxiety": "health anxiety",
    "ocd": "obsessions and compulsions",
    "trauma": "trauma",
    "stress": "stress",
    "distress": "distress in general",
    "sleep": "sleep",
    "alcohol": "alcohol",
    "risk": "suicide risk",
    "bipolar": "bipolar spectrum",
    "attention": "attention and activity",
    "perinatal": "pregnancy and after birth",
    "emotions": "regulating emotions",
    "self_esteem": "self-esteem",
    "wellbeing": "well-being",
    "functioning": "daily functioning",
    "own_problems": "the client's own problems",
    "alliance": "alliance and session",
}
ANSWERED_BY = ("client", "parent", "teacher", "clinician")
GIVEN_AS = {
    "shown": "may be shown to the client",
    "by_number": "answers entered by item number",
    "total": "scores entered",
}
SECONDS_AN_ITEM = 10
# What routine outcome monitoring asks most, by our own judgement: one or two for each frequent problem, short and free to show.
COMMON = ("phq-9", "gad-7", "core-10", "who-5", "pcl-5", "audit-c", "pswq", "session-feedback")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; what is left empty does not narrow. `minutes` is the longest it may take, `given_as` a key of GIVEN_AS."""

    problem: str = ""
    age: int | None = None
    minutes: int | None = None
    given_as: str = ""
    repeated: bool = False  # only those meant to be repeated
    words: str = ""


def find(measures: Iterable[Instrument], wanted: Wanted) -> tuple[Instrument, ...]:
    """The measures that fit, in the order given."""
    return tuple(measure for measure in measures if _fits(measure, wanted))


def usual_first(measures: Iterable[Instrument], known: Iterable[str] = ()) -> tuple[Instrument, ...]:
    """The measures in the order in which they are looked for: those in `known` (given before), the common ones, the rest by name."""
    places = {measure: place for place, measure in enumerate(dict.fromkeys((*known, *COMMON)))}
    return tuple(sorted(measures, key=lambda one: (places.get(one.id, len(places)), one.short_name.casefold())))


def given_as(measure: Instrument) -> str:
    """What the rights allow: "shown" (its wording), "by_number" (items without wording) or "total" (scores only)."""
    if measure.has_wording:
        return "shown"
    return "total" if measure.verdict is Verdict.TOTAL_ONLY else "by_number"


def printed_items(measure: Instrument) -> int:
    """How many questions the form has, also where none of them ships; 0 when that is not known."""
    return len(measure.items) + (measure.gate is not None) if measure.items else measure.use.items_printed


def minutes_of(measure: Instrument) -> int | None:
    """About how many minutes it takes: our estimate of ten seconds a question, rounded up; None when the length is not known."""
    count = printed_items(measure)
    return ceil(count * SECONDS_AN_ITEM / 60) if count else None


def ages_of(measure: Instrument) -> str:
    """The ages it is meant for, in words."""
    use = measure.use
    return f"{use.from_age} and older" if use.to_age is None else f"{use.from_age} to {use.to_age}"


def _fits(measure: Instrument, wanted: Wanted) -> bool:
    use, minutes = measure.use, minutes_of(measure)
    if wanted.problem and wanted.problem not in use.problems:
        return False
    if wanted.age is not None and (wanted.age < use.from_age or (use.to_age is not None and wanted.age > use.to_age)):
        return False
    if wanted.minutes is not None and (minutes is None or minutes > wanted.minutes):
        return False
    if wanted.given_as and given_as(measure) != wanted.given_as:
        return False
    if wanted.repeated and not measure.tracker:
        return False
    return not wanted.words or _says(measure, wanted.words)


def _says(measure: Instrument, words: str) -> bool:
    named = [PROBLEMS[problem] for problem in measure.use.problems]
    text = " ".join([measure.short_name, measure.name, measure.about, *measure.aliases, *named]).casefold()
    plain = text.replace("-", "").replace(" ", "")
    return all(word in text or word.replace("-", "") in plain for word in words.casefold().split())
