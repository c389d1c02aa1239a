"""What a further phrase would find in a note, and what would change among the findings that are there."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from fullarc.reading.finding import Finding
from fullarc.reading.own_lexicon import OwnLexicon
from fullarc.reading.phrases.lexicon import shared_words
from fullarc.reading.phrases.matching import Matcher, TokenText
from fullarc.reading.phrases.phrase import spell_out
from fullarc.reading.reader import read
from fullarc.reading.text.passages import sentences
from fullarc.reading.text.plain_text import PlainText


class Effect(StrEnum):
    """What becomes of a finding that is there now."""

    SAID_BY_IT = "said by it"  # the same indicator and status, at other words or by the new phrase
    OTHER_STATUS = "other status"
    GONE = "gone"
    DOUBLED = "doubled"  # it stays, and the new phrase reads the same words as something else


@dataclass(frozen=True, slots=True)
class Change:
    """`before` is a finding of now; `after` the one that stands at its words then, if any."""

    effect: Effect
    before: Finding
    after: Finding | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """`found` are the findings by the new rule. `changes` concern findings that are there already."""

    found: tuple[Finding, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Breadth:
    """In how many sentences of a text a phrase stands, whatever the context makes of it."""

    sentences: int
    hit: int


class Probe:
    """Finds out quickly whether a phrase stands in a text at all: a text without it needs no further look."""

    def __init__(self, phrase: str) -> None:
        self._matcher = Matcher(spell_out(phrase, shared_words()))

    def breadth(self, text: str) -> Breadth:
        plain = PlainText.of(text)
        parts = sentences(plain)
        starts = [part.plain_start for part in parts]
        found = self._matcher.find(TokenText.of(plain), starts)
        return Breadth(len(parts), len({bisect_right(starts, start) for start, _, _ in found}))


def outcome_in(text: str, now: OwnLexicon | None, then: OwnLexicon, rule: str) -> Outcome:
    """What `rule`, which is in `then` and not in `now`, finds in a text, and what would become of the findings of now. By rules alone: what
    the tagger adds or leaves out is not counted."""
    before, after = read(text, lexicon=now, learned=False), read(text, lexicon=then, learned=False)
    found = tuple(each for each in after if each.rule == rule)
    stay = {_key(each) for each in after}
    changes = [_became(each, after) for each in before if _key(each) not in stay]
    doubled = [
        Change(Effect.DOUBLED, old, new)
        for old in before
        for new in found
        if _key(old) in stay and old.shares_words_with(new) and old != new
    ]
    return Outcome(found, (*changes, *doubled))


def _became(finding: Finding, after: Sequence[Finding]) -> Change:
    here = [each for each in after if each.indicator == finding.indicator and each.shares_words_with(finding)]
    if not here:
        return Change(Effect.GONE, finding)
    same = next((each for each in here if each.status is finding.status), None)
    return Change(Effect.SAID_BY_IT, finding, same) if same else Change(Effect.OTHER_STATUS, finding, here[0])


def _key(finding: Finding) -> tuple[object, ...]:
    return (finding.indicator, finding.evidence.start, finding.evidence.end, finding.status, finding.rule)
