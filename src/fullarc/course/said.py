"""A sentence on its way into the assessment: not numbered yet, with the domain it belongs to and how much it weighs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from fullarc.course.statement import Change, Domain, Durability, Proof, Statement


@dataclass(frozen=True, slots=True)
class Said:
    """A draft statement. `order` sorts the page (lower first), within it the heavier sentence comes first."""

    statement: Statement
    domain: Domain | None
    order: int
    weight: float = 0.0
    lead: str = ""  # what the lead calls its topic, "" when it is not for the lead
    covers: tuple[str, ...] = ()  # indicators that need not be named beside it
    fits: bool = False  # it speaks to what the client came for
    slipped: int = 0  # how many of the last scores are reliably worse than the one before them
    one_score_against: bool = False  # an improvement that stands, though the last score is not reliably better than the first
    dangers: str = ""  # of an open risk: what it is, in words
    back_since: str = ""  # of a change that was lost for a time: the day since when it is back, in words


def said(
    text: str,
    rule: str,
    evidence: Iterable[Proof],
    *,
    topic: str,
    domain: Domain | None,
    order: int,
    weight: float = 0.0,
    change: Change | None = None,
    durability: Durability | None = None,
    lead: str = "",
    covers: tuple[str, ...] = (),
    slipped: int = 0,
    one_score_against: bool = False,
    held_until: str = "",
    back_since: str = "",
) -> Said:
    """A draft with its proofs in order of date, each once. Without proof it is refused (NoEvidence)."""
    proofs = tuple(dict.fromkeys(sorted(evidence, key=lambda proof: proof.date)))
    statement = Statement("draft", text, rule, proofs, topic, change, durability, held_until=held_until)
    return Said(statement, domain, order, weight, lead, covers, slipped=slipped, one_score_against=one_score_against, back_since=back_since)


def numbered(drafts: Sequence[Said]) -> tuple[Said, ...]:
    """The drafts in the order of the page, details after the others, with ids s1, s2, …"""
    ordered = sorted(drafts, key=lambda one: (one.statement.detail, one.order, -one.weight))
    return tuple(replace(one, statement=replace(one.statement, id=f"s{number}")) for number, one in enumerate(ordered, 1))
