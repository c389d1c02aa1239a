"""Words that count only in risk company ("plan", "intent"): where all risk nearby is denied, they speak of something else; behind
thoughts of harming somebody else they speak of that."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from fullarc.reading.finding import Finding, Status

NEEDS_CLAIMED_RISK = frozenset({"suicide_plan", "suicide_intent"})
_OF_SUICIDE = frozenset({"suicidal_ideation", "suicide_plan", "suicide_intent", "suicide_attempt", "suicide_warning_sign"})
_NAMES_A_WAY = re.compile(
    r"\b(?:overdos|od\b|hanging\b|(?:hang|shoot|drown|kill|gas) (?:him|her|my|them)sel|carbon monoxide|noose"
    r"|end (?:his|her|my|their) life|suicid)",
    re.IGNORECASE,
)
SENTENCES_BEFORE, SENTENCES_AFTER = 4, 2
_IN_MIND = re.compile(r"\b(?:date|day|time|place|trip) in mind", re.IGNORECASE)
_NAMED = re.compile(r"\b(?:plan|intent)", re.IGNORECASE)
_AGAINST_OTHERS = frozenset({"homicidal_ideation", "violence"})
_AGAINST_ONESELF = frozenset({"suicidal_ideation", "suicide_attempt", "suicide_warning_sign", "self_harm", "self_harm_urge"})


def in_claimed_company(findings: Sequence[Finding], starts: Sequence[int], needy: frozenset[str], risk: frozenset[str]) -> list[Finding]:
    """The findings without those plans and intents that stand beside denied risk only ("Denies SI. Planned the next exposure.").
    Denied harm to others, or denied self-harm, says nothing of them, and words that name a way to die ("has a plan to overdose") speak
    for themselves, as does a yes of their own ("SI/plan: no/yes").

    `starts` are the beginnings of the sentences, `needy` the ids of rules that count only in company, `risk` the indicators of risk.
    """
    if not any(f.indicator in NEEDS_CLAIMED_RISK and f.rule in needy for f in findings):
        return list(findings)
    placed: dict[int, list[Finding]] = {}
    for f in findings:
        if f.indicator in risk and f.rule not in needy:
            placed.setdefault(bisect_right(starts, f.evidence.start), []).append(f)

    def claimed(finding: Finding) -> bool:
        here = bisect_right(starts, finding.evidence.start)
        near = [f for place in range(here - SENTENCES_BEFORE, here + SENTENCES_AFTER + 1) for f in placed.get(place, ())]
        denied = any(f.status is Status.DENIED and f.indicator in _OF_SUICIDE for f in near) or (
            _IN_MIND.search(finding.quote) is not None and all(f.indicator in _AGAINST_OTHERS for f in near)
        )
        answered = any(kind == Status.PRESENT for kind, _ in finding.cues)
        return not denied or answered or any(f.status is not Status.DENIED for f in near) or _NAMES_A_WAY.search(finding.quote) is not None

    return [
        f for f in findings if f.indicator not in NEEDS_CLAIMED_RISK or f.rule not in needy or f.status is not Status.PRESENT or claimed(f)
    ]


def against_whom(findings: Sequence[Finding]) -> list[Finding]:
    """The findings in which a plan or an intent behind thoughts of harming others is about those others ("HI toward his boss, no plan or
    intent"), where its sentence says nothing of the client's own life. Other words for either are left out there ("I'd kill him, but I
    didn't mean it")."""
    if not any(each.indicator in NEEDS_CLAIMED_RISK for each in findings):
        return list(findings)
    by_sentence: dict[tuple[int, int], list[Finding]] = {}
    for finding in findings:
        by_sentence.setdefault(finding.sentence, []).append(finding)
    moved = []
    for finding in findings:
        if finding.indicator in NEEDS_CLAIMED_RISK and _is_about_others(finding, by_sentence[finding.sentence]):
            if not _NAMED.search(finding.quote):
                continue
            finding = replace(finding, indicator="homicidal_ideation")
        moved.append(finding)
    return moved


def _is_about_others(finding: Finding, beside: Sequence[Finding]) -> bool:
    if any(each.indicator in _AGAINST_ONESELF for each in beside):
        return False
    return any(
        each.indicator in _AGAINST_OTHERS
        and each.status in (Status.PRESENT, Status.UNCERTAIN)
        and each.evidence.end <= finding.evidence.start
        for each in beside
    )
