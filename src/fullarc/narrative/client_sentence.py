"""What the client is told: sentences in a few parts, each with its proof. A sentence without proof cannot be made."""

from dataclasses import dataclass, replace
from enum import StrEnum

from fullarc.course.statement import Change, NoEvidence, Proof


class Part(StrEnum):
    """Where a sentence stands, in the order of the page."""

    BETTER = "better"
    STEADY = "steady"
    HARD = "hard"
    GOALS = "goals"
    DONE = "done"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class ClientSentence:
    """`key` stays the same while the sentence is about the same thing, so that a choice made about it can be kept.

    `quote` are the client's own words (of a goal), `support` says in a smaller voice what the sentence rests on. `change` is what the
    sentence claims of `topics` (measure, indicator or goal ids); None where it claims no direction.
    """

    key: str
    part: Part
    text: str
    evidence: tuple[Proof, ...]
    quote: str = ""
    support: str = ""
    change: Change | None = None
    topics: tuple[str, ...] = ()
    weight: float = 0.0

    def __post_init__(self) -> None:
        if not self.evidence:
            raise NoEvidence(f"the client's sentence {self.key!r} was given no evidence; found none, expected at least one proof")
        if not self.text.strip():
            raise ValueError(f"the client's sentence {self.key!r} has no words")


@dataclass(frozen=True, slots=True)
class ClientStory:
    """All sentences of a course for its client, in the order of the page. Empty where nothing was recorded yet."""

    language: str
    sentences: tuple[ClientSentence, ...]

    def of(self, part: Part) -> tuple[ClientSentence, ...]:
        return tuple(sentence for sentence in self.sentences if sentence.part is part)

    @property
    def gain(self) -> ClientSentence | None:
        """The one to begin with: the first of what got better; None when nothing did."""
        return next(iter(self.of(Part.BETTER)), None)


def in_order(sentences: list[ClientSentence]) -> tuple[ClientSentence, ...]:
    """By part, the weightier first; proofs in order of date, each once."""
    parts = list(Part)
    ordered = sorted(sentences, key=lambda one: (parts.index(one.part), -one.weight))
    return tuple(replace(one, evidence=tuple(dict.fromkeys(sorted(one.evidence, key=lambda p: p.date)))) for one in ordered)
