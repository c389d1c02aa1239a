"""Means that are told as put away and are at hand all the same: "guns not removed", "gave the pills to his wife but got them back"."""

import re

from fullarc.reading.finding import Finding, Status
from fullarc.reading.word_lists import alternatives_in

_W = alternatives_in("means_at_hand.toml")
_PUT_AWAY = rf"{_W['put_away']}(?!\w* (?:(?:her |him |them )?(?:the |a )?(?:key|code|comb)|back\b|without\b))"
_NOT_PUT_AWAY = re.compile(
    rf"(?:\b(?:not|never|no longer|(?:refus|declin)\w+ to|failed to|yet to|unwilling to)|n['’]t)(?: (?!to\b)\w+)? {_PUT_AWAY}"
    r"|\b(?:no|without a|without) (?:\w+ )?locks? (?:on|for)\b",
    re.IGNORECASE,
)
_AT_HAND_AGAIN = re.compile(rf"(?<!not )(?<!n't )(?<!never )\b{_W['at_hand_again']}", re.IGNORECASE)
_LEFT_LYING = re.compile(rf"(?<!not )\b{_W['left_lying']}\b", re.IGNORECASE)
_LOCKED_IN = re.compile(r"\block|\bsafe\b|\bcabinet\b", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"[,;.\n]")


def is_at_hand_after_all(text: str, finding: Finding) -> bool:
    """Whether means told as put away were not ("guns not removed"), not all of them, or came back ("but he got it back")."""
    if finding.rule == "access_to_means.not_given_up":
        return finding.status in (Status.DENIED, Status.HYPOTHETICAL)
    if finding.indicator != "access_to_means" or finding.status is not Status.DENIED:
        return False
    begin, end = finding.sentence
    clause = max((each.end() for each in _CLAUSE_ENDS.finditer(text, begin, finding.evidence.start)), default=begin)
    ends = _CLAUSE_ENDS.search(text, finding.evidence.end, end)
    if _NOT_PUT_AWAY.search(text, clause, ends.start() if ends else end) is not None:
        return True
    if _AT_HAND_AGAIN.search(text, finding.evidence.start, end) is not None:
        return True
    return _LEFT_LYING.search(text, finding.evidence.end, end) is not None and _LOCKED_IN.search(text, begin, end) is None
