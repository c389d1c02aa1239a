"""Of two findings, one within the words of the other, the one that is told in more of them stays ("linked her anger to the loss")."""

import re
from collections.abc import Iterator, Sequence

from fullarc.reading.finding import Finding
from fullarc.reading.phrases.lexicon import group_of

# Groups of which people see one thing where words lie within words. What concerns risk is never left out for other words, and work beside
# work, events and scores are told within each other as often as not.
ONE_OBSERVATION = frozenset(
    {
        frozenset({"symptoms"}),
        frozenset({"functioning"}),
        frozenset({"strengths"}),
        frozenset({"symptoms", "responses"}),
        frozenset({"symptoms", "strengths"}),
        frozenset({"symptoms", "presentation"}),
        frozenset({"symptoms", "interventions"}),
        frozenset({"functioning", "interventions"}),
        frozenset({"functioning", "presentation"}),
        frozenset({"functioning", "strengths"}),
        frozenset({"presentation", "responses"}),
        frozenset({"interventions", "strengths"}),
    }
)
# what is agreed or aimed at may name what it is for ("Goal: fewer panic attacks"): both are told
NAMES_WHAT_IT_IS_FOR = frozenset({"goal_setting", "homework_assigned"})
TOLD_AT_LENGTH = 80  # signs; whoever tells more in one breath tells of several things
_SEVERAL_THINGS = re.compile(r"\b(?:and|or|but|then|because|since|when|after)\b|[/&,;]")
_SMALL_WORDS = frozenset(
    {"a", "about", "an", "as", "at", "by", "for", "from", "her", "his", "in", "is", "it", "my", "of", "on", "the", "their", "this", "to"}
    | {"through", "up", "was", "with"}
)


def told_in_more_words(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, in their order, without those that lie within one that says the same observation in more words. An amount or a change
    is never left out."""
    dropped: set[int] = set()
    for less, more in sorted(_rivals(findings), key=lambda pair: _length(pair[0])):
        if id(less) not in dropped and id(more) not in dropped:
            dropped.add(id(less))
    return [finding for finding in findings if id(finding) not in dropped] if dropped else list(findings)


def _rivals(findings: Sequence[Finding]) -> Iterator[tuple[Finding, Finding]]:
    """Pairs of which the first lies within the second and tells less."""
    reach: list[Finding] = []
    for finding in sorted(findings, key=lambda each: (each.evidence.start, -each.evidence.end)):
        reach = [each for each in reach if each.evidence.end > finding.evidence.start]
        yield from ((finding, other) for other in reach if other.evidence.end >= finding.evidence.end and _tells_less(finding, other))
        reach.append(finding)


def _tells_less(finding: Finding, other: Finding) -> bool:
    return (
        frozenset({group_of(finding.indicator), group_of(other.indicator)}) in ONE_OBSERVATION
        and other.indicator not in NAMES_WHAT_IT_IS_FOR
        and finding.value is None
        and finding.direction is None
        and _length(other) <= TOLD_AT_LENGTH
        and _SEVERAL_THINGS.search(other.quote) is None
        and _words(finding) < _words(other)
    )


def _words(finding: Finding) -> int:
    return sum(word not in _SMALL_WORDS for word in finding.quote.lower().split())


def _length(finding: Finding) -> int:
    return finding.evidence.end - finding.evidence.start
