"""Amounts that only some kinds of findings have: doses of medicine, tasks done out of those set, and how long a trouble has been away."""

import re
from dataclasses import replace

from fullarc.reading.finding import Direction, Finding, Status
from fullarc.reading.lexicon import group_of
from fullarc.reading.numbers_in_text import NUMBER, quantity

_MEDICINE = frozenset({"medication_change"})  # who takes a medicine as always tells no amount
_DONE = frozenset({"homework_done", "homework_not_done"})
_STRENGTH = r"(\d{1,4}(?:\.\d{1,2})?)"
_STEPPED = re.compile(
    rf"{_STRENGTH}\s?(?:mg|mcg)?\s?(?:-+>|→|>|to)\s?{_STRENGTH}\s?(?:mg|mcg)?\b(?!\s?(?:weeks?|days?|wks?|months?|am|pm))", re.IGNORECASE
)
_DOSE = re.compile(rf"{_STRENGTH}\s?(?:mg|mcg)\b", re.IGNORECASE)
_RAISED = re.compile(
    rf"(?:\b(?:up|down|back|raised|increased?|lowered|cut)|[\^↑↓])\s(?:up |down )?to {_STRENGTH}"
    r"(?=\s*(?:$|[.,;)]|b\.?i\.?d|qhs|qam|daily))",
    re.IGNORECASE,
)
_WAS = re.compile(rf"(?:\(?(?:up|down|↑|↓)\s)?\bfrom {_STRENGTH}|,\s?was {_STRENGTH}", re.IGNORECASE)
_OF_SO_MANY = re.compile(
    rf"(?<![\d/])({NUMBER})\s(?:of|out of)\s(?:the |her |his |their )?({NUMBER})(?:\s(days|nights|evenings|mornings))?\b", re.IGNORECASE
)
_AWAY_FOR = re.compile(
    rf"[^.;,\n\d]{{0,14}}?\s?\b(?:in|for|x|for the (?:last|past)|in the (?:last|past))\s?(?:about |over |almost |nearly )?({NUMBER})\+?\s?"
    r"(weeks?|wks?|months?|mos?|years?|yrs?|days?|d\b)",
    re.IGNORECASE,
)
_SO_LONG_WITHOUT = re.compile(
    rf"(?<![\d.])({NUMBER})\+?\s?(weeks?|wks?|months?|mos?|years?|yrs?|days?)\s(?:off|without|since|free of|clean|no)\b[^.;,\n]{{0,12}}$",
    re.IGNORECASE,
)
_A_BOTTLE = re.compile(
    r"\ba (?:bottle|fifth|handle)\b(?!\s(?:a|per|each|every|daily|nightly|and)\b|/)", re.IGNORECASE
)  # what one drank from, no count
_BEFORE_THAT = re.compile(  # "pain 6/10, usual is 7", "two nightmares since last time (usually five)"
    r"[\s,(\"”]\s?(?:(?:it |which |that |where it |whereas it |before it )(?:was|had been|used to be)|was|were|had been"
    r"|prev(?:ious(?:ly)?)?\.?|compared (?:with|to)|versus|vs\.?|(?:down|up) from"
    r"|used to be|usually|usual is|adm|intake|before that)\s(?:about |around |maybe |only )?"
    rf"({NUMBER})(?:\s?/\s?10)?(?=\s*(?:[).,;]|$|/(?!\d)|x\b|(?:out of|the week|last|a|per|when|before|times|drinks|beers|hours)\b))",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r";|\bbut\b|\.\s|\n")
_WISHED_FOR = re.compile(r"\b(?:mood|sleep\w*|slept|energy|appetite|hours)\b", re.IGNORECASE)
_UNITS = {"w": "weeks", "m": "months", "y": "years", "d": "days"}
LOOKED_AHEAD = 32
LOOKED_BACK = 34


def with_amount_of_its_kind(text: str, finding: Finding) -> Finding:
    """The finding with such an amount where it has none; one that says how many of how many replaces what was read."""
    start, end = finding.evidence.start, finding.evidence.end
    limit = finding.sentence[1]
    if finding.indicator in _MEDICINE:
        return _with_dose(text, finding, start, min(end + LOOKED_AHEAD, limit)) if finding.value is None else finding
    if finding.indicator in _DONE:
        part = _OF_SO_MANY.search(text, start, min(end + LOOKED_AHEAD // 2, limit))
        if part is None:
            return finding
        done, all_of_them = quantity(part[1]), quantity(part[2])
        if isinstance(done, tuple) or isinstance(all_of_them, tuple) or done > all_of_them:
            return finding
        return replace(finding, value=done, unit="days" if part[3] or all_of_them in (7, 14) else "times", previous_value=None)
    if (
        finding.value == 1
        and (finding.indicator == "suicide_attempt" or _A_BOTTLE.search(text, start, end))
        and finding.previous_value is None
    ):
        return replace(finding, value=None, unit=None)
    if finding.status is Status.PRESENT and finding.previous_value is None and group_of(finding.indicator) in ("symptoms", "risk"):
        return _with_what_it_was(text, finding)
    if finding.status is Status.DENIED and finding.value is None and group_of(finding.indicator) == "symptoms":
        away = _AWAY_FOR.match(text, end, min(end + LOOKED_AHEAD, limit)) or _AWAY_FOR.search(text, start, end)
        away = away or _SO_LONG_WITHOUT.search(text, max(finding.sentence[0], start - LOOKED_BACK), start)
        if away is not None and not isinstance(long := quantity(away[1]), tuple):
            return replace(finding, value=long, unit=_UNITS[away[2][0].lower()])
    return finding


def _with_dose(text: str, finding: Finding, start: int, limit: int) -> Finding:
    if stepped := _STEPPED.search(text, start, limit):
        return replace(finding, value=float(stepped[2]), previous_value=float(stepped[1]), unit=_measured_in(stepped[0]))
    dose = _DOSE.search(text, start, limit) or _RAISED.search(text, start, limit)
    if dose is None:
        return finding
    was = _WAS.match(text, min(dose.end() + 1, limit), limit) or _WAS.match(text, dose.end(), limit)
    return replace(finding, value=float(dose[1]), unit=_measured_in(dose[0]), previous_value=float(was[1] or was[2]) if was else None)


def _measured_in(dose: str) -> str:
    return "mcg" if "mcg" in dose.lower() else "mg"


def _with_what_it_was(text: str, finding: Finding) -> Finding:
    now, end = finding.value, finding.evidence.end
    if now is None or isinstance(now, tuple):
        return finding
    was = _BEFORE_THAT.search(text, finding.evidence.start, min(finding.sentence[1], end + 2 * LOOKED_AHEAD))
    if was is None or _ELSEWHERE.search(text, end, max(end, was.start(1))):
        return finding
    before = quantity(was[1])
    if isinstance(before, tuple) or before == now:
        return finding
    wished_for = _WISHED_FOR.match(finding.evidence.quote) is not None
    changed = Direction.BETTER if (now > before) is wished_for else Direction.WORSE
    return replace(finding, previous_value=before, direction=finding.direction or changed)
