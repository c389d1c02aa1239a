"""Means that are told as put away and are at hand all the same: "guns not removed", "Firearms locked: no", "gave the pills to his wife
but got them back"."""

import re

from fullarc.reading.finding import Finding, Status
from fullarc.reading.text.clause import clause_around
from fullarc.reading.text.word_lists import alternatives_in

_W = alternatives_in("danger/means_at_hand.toml")
_PUT_AWAY = rf"{_W['put_away']}(?!\w* (?:(?:her |him |them )?(?:the |a )?(?:key|code|comb)|back\b|without\b))"
_NOT_PUT_AWAY = re.compile(
    rf"(?:\b(?:not|never|no longer|(?:refus|declin)\w+ to|failed to|yet to|unwilling to)|n['’]t)(?: (?!to\b)\w+)? {_PUT_AWAY}"
    r"|\b(?:no|without a|without) (?:\w+ )?locks? (?:on|for)\b",
    re.IGNORECASE,
)
_AT_HAND_AGAIN = re.compile(rf"(?<!not )(?<!n't )(?<!never )\b{_W['at_hand_again']}", re.IGNORECASE)
_LEFT_LYING = re.compile(rf"(?<!not )\b{_W['left_lying']}\b", re.IGNORECASE)
_NOBODY_DID = re.compile(
    rf"\b(?:(?:none|neither|not (?:all|one|any|both)) of [^.;,\n]{{0,40}}?{_PUT_AWAY}"
    rf"|(?:nobody|no[ -]one)(?: else)?(?: (?:has|have|had|is|was|ever|yet)){{0,2}} (?:{_PUT_AWAY}|tak(?:en|es)|took|come for|collected))",
    re.IGNORECASE,
)
_ANSWERED_NO = (
    rf"\s*[?:]\s*(?:no|n(?!/a)|nope|not yet|not really|denie[sd])\b(?!{_W['nothing_to_put_away']})(?!{_W['put_away_otherwise']})(?! [a-z])"
)
_PUT_AWAY_ASKED = re.compile(
    rf"\b(?:{_W['put_away']}|{_W['put_away_in_forms']})[a-z]*(?: (?!{_W['put_away']})\w+){{0,4}}{_ANSWERED_NO}", re.IGNORECASE
)
_HAS_NONE = re.compile(
    rf"(?:(?!{_W['put_away']})[^\n])*?\b(?:home|house|access|owned|guns?|weapons?|firearms?)\s*[?:]\s*(?:no|n|none|nil|0|denie[sd])\b",
    re.IGNORECASE,
)
_LOCKED_IN = re.compile(r"\block|\bsafe\b|\bcabinet\b", re.IGNORECASE)
_ASKED_IN_A_FORM = re.compile(
    rf"(?<!\bat )(?<!\bon )\b(?!hand(?!ed (?:over|in))|(?:giv\w*|gave)(?! (?:away|up|to\b)))(?:{_W['put_away']}|{_W['put_away_in_forms']})",
    re.IGNORECASE,
)
_A_SAFE = re.compile(r"\W*(?:gun safe|gun cabinet|safe)(?: (?:at|in) (?:the )?(?:home|house))?\W*", re.IGNORECASE)
_CAN_BE_OPENED = re.compile(r"\b(?:keys?|code|combination|opens?|access to (?:the |a )?(?:gun )?(?:safe|lock))\b", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"[,;.\n]")


def answered_for_means(status: Status, label: str) -> Status:
    """What an answer of a form says of access to means: a yes to a label that asks whether they are put away denies it ("Firearms locked:
    yes"), a no tells of it."""
    if _A_SAFE.fullmatch(label):
        return Status.UNCERTAIN if status is Status.DENIED else status
    if _ASKED_IN_A_FORM.search(label) is None or _NOT_PUT_AWAY.search(label) is not None or _CAN_BE_OPENED.search(label) is not None:
        return status
    return {Status.PRESENT: Status.DENIED, Status.DENIED: Status.PRESENT}.get(status, status)


def is_at_hand_after_all(text: str, finding: Finding) -> bool:
    """Whether means told as put away were not ("guns not removed"), not all of them, or came back ("but he got it back")."""
    if finding.rule == "access_to_means.not_given_up":
        return finding.status in (Status.DENIED, Status.HYPOTHETICAL)
    if finding.indicator != "access_to_means" or finding.status is not Status.DENIED:
        return False
    end = finding.sentence[1]
    if _PUT_AWAY_ASKED.search(text, finding.evidence.start, end) and not _HAS_NONE.match(text, finding.evidence.start, end):
        return True  # "Guns in home? Y. Locked? N."
    stretch = clause_around(text, finding, _CLAUSE_ENDS)
    if _NOT_PUT_AWAY.search(text, *stretch) is not None or _NOBODY_DID.search(text, *stretch) is not None:
        return True
    if _AT_HAND_AGAIN.search(text, finding.evidence.start, end) is not None:
        return True
    return _LEFT_LYING.search(text, finding.evidence.end, end) is not None and _LOCKED_IN.search(text, *finding.sentence) is None
