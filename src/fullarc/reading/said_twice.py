"""A danger that a sentence names and then tells ("SI: would be fine not waking up") is one finding, not two."""

import re
from collections.abc import Sequence
from itertools import pairwise

from fullarc.reading.finding import Finding, Status

_LABEL = re.compile(r"(?:si|hi|sh|sib|nssi|violence|self[- ]harm|suicid\w*(?: ideation)?|safety)", re.IGNORECASE)
_LEADS_TO = re.compile(r"\s*[:–—-]\s*(?:[\"“](?:[\w']+\W+){0,9}|(?:[\w']+\W+){0,3})")
_QUALIFIED = re.compile(r"(?:passive|active|fleeting|chronic|vague|intermittent|baseline)\b", re.IGNORECASE)
_IN_BRACKETS_BEHIND = re.compile(r"[\s,:]*(?:only|x\d|\d{4})?[\s,:]*[(\"“]+|(?: [\w/]+){0,4} \([\"“](?:[\w']+ ){0,2}")
_SAME_BREATH = re.compile(r"(?! (?:and|or|but)\b)(?: (?!and\b|or\b|but\b)[\w']+){0,3} ")
_WANTED = re.compile(r"\b(?:urges?|impulses?|tempt\w+|want\w*|commands?|thoughts?|told) (?:to|of)\W{0,2}$", re.IGNORECASE)
_IN_AN_ATTEMPT = frozenset({"suicidal_ideation", "suicide_plan", "suicide_intent", "self_harm"})
_EVENTS = frozenset({"suicide_attempt", "hospitalization", "emergency_visit"})
_POINTING = re.compile(
    r"\b(?:(?:before|since|after|on|in|during|from|of|left|until) (?:the |his |her |their )?|the |this |that |that same )"
    r"(?:admission|admissions|hospital|ward|unit|attempt|overdose|od|stay|inpatient|er|ed|hospitali[sz]ation|visit)$",
    re.IGNORECASE,
)
_TOLD = (Status.PRESENT, Status.HISTORICAL)
WORDS_THAT_POINT = 3
SIGNS_BEFORE = 24


def told_once(text: str, findings: Sequence[Finding], risk: frozenset[str]) -> list[Finding]:
    """The findings without the second of two that say the same danger in one breath, and without the act in an urge ("urges to burn
    herself" is no burn). `risk` are the indicators of risk; findings about anything else come back as they are."""
    of_risk = [finding for finding in findings if finding.indicator in risk]
    by_sentence: dict[tuple[int, str], list[Finding]] = {}
    for finding in of_risk:
        by_sentence.setdefault((finding.sentence[0], finding.indicator), []).append(finding)
    dropped = set()
    for (_, indicator), same in by_sentence.items():
        same.sort(key=lambda finding: finding.evidence.start)
        for first, second in pairwise(same):
            if (again := _again(text, first, second)) is not None:
                dropped.add(id(again))
        if indicator == "self_harm":
            dropped |= {id(finding) for finding in same if _is_only_wanted(text, finding, of_risk)}
    dropped |= {id(finding) for finding in of_risk if _points_back(text, finding, of_risk)}
    attempts = [finding for finding in of_risk if finding.indicator == "suicide_attempt"]
    dropped |= {
        id(finding) for finding in of_risk if finding.indicator in _IN_AN_ATTEMPT and any(_within(finding, each) for each in attempts)
    }
    return [finding for finding in findings if id(finding) not in dropped] if dropped else list(findings)


def _again(text: str, first: Finding, second: Finding) -> Finding | None:
    """Which of two neighbours in a sentence says nothing new."""
    between = text[first.evidence.end : second.evidence.start]
    if len(between) <= 1 and not between.isalnum() and first.status is second.status:
        return second
    if first.indicator == "suicidal_ideation" and _SAME_BREATH.fullmatch(between):
        return second
    if _QUALIFIED.match(second.evidence.quote) and between.strip() in (",", ":", "-", "–", "—"):
        return second
    ticked = text.startswith("+", max(first.evidence.start - 1, 0))
    if (
        _LABEL.fullmatch(first.evidence.quote)
        and not ticked
        and first.status in (Status.PRESENT, second.status)
        and _LEADS_TO.fullmatch(between)
    ):
        return first
    return second if _IN_BRACKETS_BEHIND.fullmatch(between) and first.status is second.status else None


def _points_back(text: str, finding: Finding, of_risk: Sequence[Finding]) -> bool:
    """Whether words only point back to an event that the note has told ("before admission", "the day of the attempt")."""
    if finding.indicator not in _EVENTS or finding.status not in _TOLD or len(finding.evidence.quote.split()) > WORDS_THAT_POINT:
        return False
    around = text[max(finding.evidence.start - SIGNS_BEFORE, finding.sentence[0]) : finding.evidence.end]
    if _POINTING.search(around) is None:
        return False
    return any(other.indicator == finding.indicator and other.evidence.end <= finding.evidence.start for other in of_risk)


def _within(finding: Finding, attempt: Finding) -> bool:
    """Whether a finding is nothing but words of an attempt ("tried to [hang himself]")."""
    inner, outer = finding.evidence, attempt.evidence
    is_part = outer.start <= inner.start and inner.end <= outer.end and inner != outer
    return is_part and finding.status is attempt.status


def _is_only_wanted(text: str, act: Finding, of_risk: Sequence[Finding]) -> bool:
    if act.status is not Status.PRESENT:
        return False
    before = text[max(act.evidence.start - SIGNS_BEFORE, act.sentence[0]) : act.evidence.start]
    return _WANTED.search(before) is not None and any(
        other.indicator in ("self_harm_urge", "homicidal_ideation", "suicidal_ideation") and other.sentence == act.sentence
        for other in of_risk
    )
