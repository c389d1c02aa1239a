"""What the tagger (learned/) adds to the findings of the rules and what it takes from them."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from fullarc.reading.amounts.quantities import Amount
from fullarc.reading.danger.hospital_words import without_stays_for_the_body
from fullarc.reading.finding import Finding
from fullarc.reading.forms.boxes_left_empty import without_what_is_not_ticked
from fullarc.reading.learned.grave_signs import is_grave_sign
from fullarc.reading.mentions.seen import Seen
from fullarc.reading.phrases.lexicon import Rule, group_of
from fullarc.reading.senses.other_fields import words_of_the_body
from fullarc.reading.senses.other_senses import by_their_sense
from fullarc.reading.text.passages import Sentence
from fullarc.reading.text.plain_text import PlainText

if TYPE_CHECKING:
    from fullarc.reading.learned.tagged import Tagged

LIKELY = 0.6  # what a stretch of words must be given to be a mention
UNLIKELY = 0.1  # below which a finding of the rules is left out
LEARNED = ".learned"
LONGEST, MOST_WORDS = 6_000, 1_500  # of a text that is tagged: signs; words and signs of punctuation, each of which costs as much
MOST_OF_THE_BODY = 2  # different words of it
_BEFORE, _BEHIND = " \n,;:.!?\"'”’)]…—", " \n,;:.!?\"'“‘([…—"  # signs with which no words begin, or end
_WORD = re.compile(r"\w+|[^\w\s]|\n")


def is_of_a_session(text: str) -> bool:
    """Whether a text is like those that the tagger learned from: no longer than notes of sessions are, and no report of an examination of
    the body (one of 1,678 annotated notes has more than two words of it)."""
    return len(text) <= LONGEST and len(_WORD.findall(text)) <= MOST_WORDS and words_of_the_body(text) <= MOST_OF_THE_BODY


def learned_mentions(tagged: "Tagged", plain: PlainText, parts: Sequence[Sentence]) -> list[Seen]:
    """The stretches within a sentence that the tagger finds likely to tell of an indicator."""
    starts = [part.start for part in parts]
    found = []
    for start, end, indicator in tagged.runs(LIKELY, starts):
        number = bisect_right(starts, start) - 1
        if number >= 0:
            begin, stop = plain.plain_place(start), plain.plain_place(min(end, parts[number].end))
            words = plain.plain[begin:stop]
            begin, stop = begin + len(words) - len(words.lstrip(_BEFORE)), stop - (len(words) - len(words.rstrip(_BEHIND)))
            if any(map(str.isalnum, plain.plain[begin:stop])):  # not signs alone
                found.append(Seen(_rule(indicator), begin, stop, number))
    return found


@cache
def _rule(indicator: str) -> Rule:
    return Rule(id=f"{indicator}{LEARNED}", indicator=indicator, group=group_of(indicator), phrases=())


def left_over(of_rules: Mapping[int, Amount], of_both: Mapping[int, Amount]) -> dict[int, Amount]:
    """Of the amounts that were shared out among the mentions of rules and tagger (by their numbers) those that no mention of the rules has
    when they are shared out among these alone: a number is told once."""
    taken = {amount.start for amount in of_rules.values()}
    return {number: amount for number, amount in of_both.items() if amount.start not in taken}


def without_unlikely(tagged: "Tagged", found: list[Finding], own: frozenset[str]) -> list[Finding]:
    """The findings without those whose words people hardly ever annotated so. Risk, a grave sign, a score and what a practice's own phrases
    (`own`: the ids of their rules) found always stay, and so does an indicator that was annotated too seldom to tell."""
    return [
        finding
        for finding in found
        if finding.rule in own
        or group_of(finding.indicator) in ("risk", "scores")
        or is_grave_sign(finding.indicator)
        or finding.indicator not in tagged.often
        or tagged.within(finding.evidence.start, finding.evidence.end, finding.indicator) >= UNLIKELY
    ]


def with_learned(text: str, found: list[Finding], learned: list[Finding]) -> list[Finding]:
    """The findings of the rules, and of the learned ones those of whose indicator the rules found nothing in the sentence, or only in other
    words and another status ("no self-harm since, apart from the burns on Sunday")."""
    there = defaultdict[tuple[str, tuple[int, int]], list[Finding]](list)
    for finding in found:
        there[finding.indicator, finding.sentence].append(finding)
    new = [
        finding
        for finding in learned
        if not any(
            finding.shares_words_with(other) or finding.status is other.status for other in there[finding.indicator, finding.sentence]
        )
    ]
    return found + by_their_sense(text, without_stays_for_the_body(text, _one_answer_each(found, without_what_is_not_ticked(text, new))))


def _one_answer_each(found: list[Finding], new: list[Finding]) -> list[Finding]:
    """The new findings without answers of the client that lie over another answer, be it taken otherwise ("sceptical, then did it")."""
    answers = [finding for finding in found if group_of(finding.indicator) == "responses"]
    kept = []
    for finding in new:
        if group_of(finding.indicator) == "responses":
            if any(map(finding.shares_words_with, answers)):
                continue
            answers.append(finding)
        kept.append(finding)
    return kept
