"""A sentence with all that has been worked out of it so far; kept for when it comes again (sentence_memory.py)."""

from dataclasses import dataclass, field

from fullarc.reading.amounts.quantities import Amount
from fullarc.reading.context.reach import SeenCue
from fullarc.reading.finding import Direction, Severity, Status
from fullarc.reading.phrases.lexicon import Rule
from fullarc.reading.phrases.spoken import Spoken


@dataclass(slots=True, eq=False)
class Answered:
    """What the place of a sentence tells of answers in it: which of its findings they take in, the answers themselves as start, end and
    indicator, and whether what follows may answer the work as well."""

    taken_in: tuple[int, ...]
    answers: tuple[tuple[int, int, str], ...]
    goes_on: bool


@dataclass(slots=True, eq=False)
class Outcome:
    """What the context makes of a mention. Places count from the beginning of the sentence in the note as given; `cues` are the kinds and
    places of the words that made the status so."""

    start: int
    end: int
    status: Status
    direction: Direction | None
    severity: Severity | None
    cues: tuple[tuple[str, int, int], ...]


@dataclass(slots=True, eq=False)
class Line:
    """What is known of a sentence. In `names` measures may be named. `settled` are its mentions, by which of the places of needy rules
    count; `outcomes` what the context made of them, `amounts` what was counted of them, by their places; `cues` are those of the context,
    by who the client is, as they stood when the sentence began at a place; `answers` are those that its place tells, by what was found."""

    spoken: Spoken
    names: tuple[int, ...] = ()
    settled: dict[tuple[bool, ...], tuple[tuple[int, int, Rule, bool], ...]] = field(default_factory=dict)
    outcomes: dict[tuple[object, ...], Outcome] = field(default_factory=dict)
    amounts: dict[bytes, dict[tuple[int, int], Amount]] = field(default_factory=dict)
    cues: dict[str, tuple[int, list[SeenCue]]] = field(default_factory=dict)
    asks_for_client: bool = False  # whether a cue in it depends on who the client is
    answers: dict[tuple[object, ...], Answered] = field(default_factory=dict)
    holds_number: bool | None = None  # whether a figure or a word for a number stands in it
