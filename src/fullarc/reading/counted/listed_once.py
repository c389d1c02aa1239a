"""Words for one thing in a row ("heart racing, chest tight") are one finding, as people count them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from fullarc.reading.finding import Finding, Status
from fullarc.reading.phrases.lexicon import group_of

GROUPS = frozenset({"symptoms", "functioning"})
# of these each item counts: a drug, a meal, a habit of watchfulness
COUNTED_ONE_BY_ONE = frozenset(
    {"alcohol_use", "substance_use", "tobacco_use", "appetite_weight_change", "hypervigilance", "disordered_eating"}
)
# "drinking again, five or six beers": the amount belongs to what was just said
AMOUNT_BEHIND = frozenset({"alcohol_use"})
_UP_TO_THE_AMOUNT = re.compile(r"(?!.*\b(?:and|then|plus|also|was|now|after|before|or)\b)[^;.\n]{0,32}", re.IGNORECASE)
_IN_A_ROW = re.compile(r"[\s\"“”]*(?:,|/|&|\+|(?:, ?)?(?:and|or|with|w/)\b)?[\s\"“”]*", re.IGNORECASE)


def listed_once(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings without the shorter of two that name the same symptom side by side with the same status."""
    by_sentence: dict[tuple[int, str], list[Finding]] = {}
    for finding in findings:
        if group_of(finding.indicator) in GROUPS and finding.indicator not in COUNTED_ONE_BY_ONE and finding.status is not Status.DENIED:
            by_sentence.setdefault((finding.sentence[0], finding.indicator), []).append(finding)
    dropped: set[int] = set()
    for same in by_sentence.values():
        same.sort(key=lambda each: each.evidence.start)
        for first, second in pairwise(same):
            if first.status is second.status and _IN_A_ROW.fullmatch(text, first.evidence.end, second.evidence.start):
                dropped.add(id(_says_less(first, second)))
    kept = [finding for finding in findings if id(finding) not in dropped] if dropped else list(findings)
    return _with_amounts_behind(text, kept)


def _with_amounts_behind(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings, a bare amount right behind what it is the amount of given to that."""
    amounts: dict[int, Finding] = {}
    taken: set[int] = set()
    of_it = [each for each in findings if each.indicator in AMOUNT_BEHIND]
    for first, second in pairwise(of_it):
        if id(first) not in taken and _is_its_amount(text, first, second):
            taken.add(id(second))
            amounts[id(first)] = replace(
                first,
                value=second.value,
                unit=second.unit,
                previous_value=second.previous_value,
                direction=first.direction or second.direction,
            )
    return [amounts.get(id(each), each) for each in findings if id(each) not in taken] if taken else list(findings)


def _is_its_amount(text: str, first: Finding, second: Finding) -> bool:
    return (
        first.indicator == second.indicator
        and first.sentence == second.sentence
        and first.status is second.status
        and first.status is not Status.DENIED
        and first.value is None
        and second.value is not None
        and first.evidence.end <= second.evidence.start
        and _UP_TO_THE_AMOUNT.fullmatch(text, first.evidence.end, second.evidence.start) is not None
    )


def _says_less(first: Finding, second: Finding) -> Finding:
    """The second, unless it alone holds an amount or a change."""
    if (second.value is not None or second.direction is not None) and first.value is None and first.direction is None:
        return first
    return second
