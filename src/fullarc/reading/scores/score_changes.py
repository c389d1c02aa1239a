"""How a score changed, as only scores are written: "14→9→6", "20, +5", "33 (a drop of 18 points)", "18 (↑ from 12)", "12 (same)"."""

import re

from fullarc.reading.amounts.earlier_amounts import Change
from fullarc.reading.amounts.numbers_in_text import NUMBER, quantity
from fullarc.reading.text.weekdays import WEEKDAY

_I = re.IGNORECASE
_OF = r"(?:\s?(?:/|out of)\s?\d{1,3})?"
_ARROW = r"\s?(?:-+>|=>|→|⇒|➔|>|,? then(?: to)?|\bto\b)\s?"
_IN_A_ROW = re.compile(rf"^{_OF}(?:{_ARROW}({NUMBER}){_OF}){{2,8}}(?!\s?[/:%\d])", _I)
_DASHED = re.compile(rf"^(?:\s[-–]\s({NUMBER})){{2,8}}(?!\s?[/:%\d])", _I)  # "SUD 4 - 2 - 1 - 0"
_LISTED = re.compile(
    rf"^{_OF}(?: at (?:the )?start)?(?:(?:,\s?({NUMBER})){{2,8}}|(?:,\s?{NUMBER}){{1,7}},? and\s({NUMBER}))"
    r"(?=\s*(?:[.;)\n]|$|(?:over|across|by|in session|at|last|respectively)\b))",
    _I,
)
_PLACED = r"\s?(?:,|;|:|/|\||\(|\[|[-–—](?=\s))?\s?"
_WHEN_IT_WAS = (
    r"(?:prev(?:ious(?:ly)?)?|prior|last|was|were|from|vs\.?|versus|baseline|bl|b/l|base|intake|initial(?:ly)?"
    r"|init|start|started(?: at)?|admit|admission|adm|pre"
    r"|before|earlier|compare[sd] (?:to|with)|as compared (?:to|with)|as against|against|improved from"
    r"|worsened from|(?:hospital )?discharge|first|(?:and )?had been"
    r"|at (?:the )?(?:start|intake|baseline|beginning|outset|admission|first)"
    r"|(?:up|down|↑|↓|⬆|⬇)(?: (?:a|slightly|sharply|markedly|a bit|a touch|a little"
    r"|some))?(?: (?:bit|touch|little|lot|notch|hair|good deal))? from)"
)
_TIMES = (
    r"(?:wks?|weeks?|months?|mos?|session|sess|visit|time|appt|appointment|score|year|yr|term|quarter|screen"
    r"|assessment|admin\w*|of care|of tx|of treatment|of therapy|d\d+)"
)
_EARLIER = re.compile(
    rf"^{_OF}(?:\s?\([a-z][a-z /-]{{1,24}}\))?(?: (?:today|now|this (?:week|wk|session)))?{_PLACED}(?:which (?:is|was) |it |that's )?"
    rf"{_WHEN_IT_WAS}[.:=]?\s?(?:{_TIMES}[.:=]?\s?|(?:ago|was|of|is|at|a|an|it|had been"
    rf"|were)[:=]?\s?){{0,3}}({NUMBER})(?!\s?(?:{_TIMES}|%|/\d+/)\b)",
    _I,
)
_BOTH_BEFORE = re.compile(  # "15 (intake 21, last session 17)", "13 (17, 19)": the one before this one counts
    rf"^{_OF}\s?[(\[](?:(?:intake|baseline|bl|initial|start|adm\w*|first)[:=]?\s?{NUMBER}"
    rf"[,;]\s?(?:last|prev\w*|prior)(?: {_TIMES})?[:=]?\s?({NUMBER})(?=\s?[)\]])"
    rf"|(?P<listed>{NUMBER})(?:, ?{NUMBER}){{1,3}}[)\]])",
    _I,
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|tember|ober)?\.?"
_AT_A_TIME = (
    rf"(?:last(?=\s*(?:[.,;)]|$))|(?:@|at|on|in|from|when|back in)?\s?(?:the )?(?:last|prior|prev(?:ious)?) (?:{_TIMES}|{WEEKDAY}|{_MONTH}"
    rf"|spring|summer|autumn|fall|winter|administration)"
    rf"|(?:@|at|on) ?(?:the )?(?:intake|baseline|bl|admit|admission|adm|start|outset|entry|eval\w*|first"
    rf"|begin\w*|assessment|screen\w*|referral|discharge|\d{{1,2}}/\d)"
    rf"|(?:back )?in {_MONTH}|{_MONTH}|yesterday|initially|originally|previously|before|baseline|intake"
    r"|(?:\d{1,2}|a|one|two|three|four|five|six|eight|several|a few) (?:days|wks?|weeks?|mos?|months?|sessions?"
    r"|visits?|yrs?|years?) (?:ago|back|before|prior|earlier))\b"
)
_THEN = re.compile(rf"^{_OF}(?: (?:today|now))?(?:,|;|\s?[(\[]|\s[-–—])\s?({NUMBER}){_OF}\s{{0,2}}{_AT_A_TIME}", _I)
_STARTED = re.compile(
    rf"^{_OF}\s(?:\([^()\d]{{1,20}}\)\s)?(?:(?:at|in|on|last|two|three|four|six|a"
    rf"|when)\s[^.;,\d\n]{{1,40}}?\s(?:down |up )?to|{_AT_A_TIME}\s(?:down |up )?to|{_AT_A_TIME},? (?:and "
    rf"|now )(?:is |it is )?(?:now |today )?|{_AT_A_TIME}\s?[/,;](?=\s?\d{{1,3}}(?:\.\d)? (?:now|today"
    rf"|this)\b))\s?(?:a |an )?({NUMBER})(?!\s?[:/]\d\d?/)",
    _I,
)
_POINTS = r"(?:\s?(?:pts?|points?))"
_DELTA = re.compile(
    rf"^{_OF}(?:\s?\([a-z][a-z -]{{1,20}}\))?(?:,\s?|;\s?|\s?[(\[]|\s)(?:(?:Δ|delta|∆|change(?: of)?"
    rf"|diff)[:=]?\s?)?([+−–-])(\d{{1,2}})(?:{_POINTS}\b|(?=\s?(?:[.,;)\]\n]|$|(?:since|from|this|vs"
    rf"|compared)\b)))",
    _I,
)
_SIZED = re.compile(
    rf"^{_OF}(?:,|;|\s?[(\[]|\s[-–—])?\s?(?:today,? )?(?:(?:which is |it's "
    rf"|is )?(?:an? )?(?:[a-z]+ ){{0,3}}?)?(?:(?P<down>down|drop(?:ped)?|fell|decreas\w*|reduc\w*|↓|declin\w*)"
    rf"|(?P<up>up|ris\w*|rose|increas\w*|↑|climb\w*|jump\w*))"
    rf"\s?(?:of |by )?(?P<first>{NUMBER})(?:{_POINTS}|(?=\s?[)\]])|(?=\s(?:since|from last|on last|this))|(?P<bare>(?=\.?\s*$)))",
    _I,
)
_COMPARED = re.compile(
    rf"^{_OF}(?:,|;|\s?[(\[]|\s[-–—])\s?({NUMBER})(?:{_POINTS})?\s(?:(lower|less|fewer|down|better|below)"
    rf"|(higher|more|up|above|worse))\b(?: than)?",
    _I,
)
_BARE_ARROW = re.compile(rf"^{_OF}\s?[(\[]?(?:(↓|⬇)|(↑|⬆))\s?(?:from\s)?({NUMBER})(?!\s?(?:pts?|points?|%))", _I)
_BY = re.compile(
    rf"^(?:\s?(?:%|percent)|{_POINTS})[^.\d\n]{{0,30}}?(?:\bto\b|[,(;]\s?(?:now|today|currently)|\bnow\b)(?: at"
    rf"| is| a)? ({NUMBER})(?!\s?%)",
    _I,
)
_SAME = (
    r"(?:same|unchanged|no (?:real |significant |sig |further )?(?:change|chg|movement|Δ)|not changed|stable"
    r"|steady|static|flat|identical|as (?:before|last (?:time|week|session|month|visit))|again|"
    r"holding|plateau\w*|no different|ditto|n/c|=|±\s?0|\+/-\s?0|→(?=\s*(?:[.,;)\]]|$))|↔|maintained|consistent)"
)
_SAID_SAME = re.compile(
    rf"^{_OF}(?:\s?\([a-z][a-z -]{{1,20}}\))?(?:,|;|\s?[(\[]|\s[-–—])?\s?(?:the |about the |essentially "
    rf"|largely |basically |pretty much |roughly |more or less |exactly the |which is |both |all |is |was "
    rf"|and )*{_SAME}(?![\w=])",
    _I,
)
_KEPT = re.compile(
    r"(?<!to )\b(?:remain(?:s|ed|ing)?|stay(?:s|ed|ing)?|still|stuck|unchanged|stable|steady|flat|static"
    r"|hover(?:s|ed|ing)?|plateaued|holding|holds|held)\b",
    _I,
)
_TOGETHER = re.compile(
    r"[^.;\n]{0,60}?\b(?:both|all(?: three)?)(?: scores)? (?:(?:are|is|were|have|has|been|gone|came|come|went"
    r"|slightly|a bit|clearly)\s)*(?:(?P<lower>down|lower|drop\w*|fell|fallen|decreas\w*)|(?P<higher>up|higher"
    r"|ris\w*|rose|increas\w*|elevated from)|(?P<better>better|improv\w*)|(?P<worse>worse\w*)"
    r"|(?P<same>unchanged|stable|the same|flat|steady))\b",
    _I,
)


def change_of_score(text: str, start: int, end: int, limit: int, *, in_session: bool) -> Change | None:
    """What stands behind the score at text[start:end] about its course, None where it says nothing of the kind. A chain of ratings in a
    session ends and began; of totals the one before the last is the former one."""
    rest = text[end:limit]
    first = quantity(text[start:end])
    if isinstance(first, tuple):
        return None
    for chain in (_IN_A_ROW, _LISTED, _DASHED) if in_session else (_IN_A_ROW, _LISTED):
        if along := chain.match(rest):
            numbers = [first, *(_number(each) for each in _numbers(along.group()))]
            return Change(numbers[-1], numbers[0] if in_session else numbers[-2], end + along.end())
    if by := _BY.match(rest):
        return _moved_by(text, start, end, first, by)
    if onward := _STARTED.match(rest):
        return Change(_number(onward.group(1)), first, end + onward.end())
    for pattern in (_BOTH_BEFORE, _EARLIER, _THEN):
        if was := pattern.match(rest):
            return Change(first, _number(was.group(1) or was["listed"]), end + _closed(rest, was))
    return _by_points(first, rest, end)


def _by_points(now: float, rest: str, end: int) -> Change | None:
    if (delta := _DELTA.match(rest)) and delta.group(2) != "0":
        step = float(delta.group(2)) * (1 if delta.group(1) == "+" else -1)
        return _unless_below_zero(now, now - step, end + _closed(rest, delta))
    if sized := _SIZED.match(rest):
        step = _number(sized["first"]) * (-1 if sized["down"] else 1)
        if sized["bare"] is None or (sized["down"] and -step < now):  # "15, up 12" may name the former score
            return _unless_below_zero(now, now - step, end + _closed(rest, sized))
    if than := _COMPARED.match(rest):
        step = _number(than.group(1)) * (-1 if than.group(2) else 1)
        return None if "tter" in than.group() or "worse" in than.group() else _unless_below_zero(now, now - step, end + than.end())
    if arrow := _BARE_ARROW.match(rest):
        was = _number(arrow.group(3))
        if (was > now) is bool(arrow.group(1)):
            return Change(now, was, end + _closed(rest, arrow))
    return None


def _moved_by(text: str, start: int, end: int, step: float, by: re.Match[str]) -> Change | None:
    """ "dropped 6 points, now 10"; what was 16. Of percents the former score is not worked out."""
    now = _number(by.group(1))
    said = text[max(0, start - 30) : start].lower()
    if "%" in by.group() or "percent" in by.group():
        return Change(now, None, end + by.end())
    up = re.search(r"\b(?:up|rose|risen|increas\w*|climb\w*|jump\w*|higher|gain\w*)\b|↑", said) is not None
    down = re.search(r"\b(?:down|fell|fallen|drop\w*|decreas\w*|declin\w*|reduc\w*|lower|lost)\b|↓", said) is not None
    was = None if up is down else now - step if up else now + step
    return Change(now, was, end + by.end())


def stays(text: str, start: int, end: int, limit: int) -> int | None:
    """Where the words end that say that the score named at text[start:end] is what it was, None where none do."""
    if same := _SAID_SAME.match(text[end:limit]):
        return end + _closed(text[end:limit], same)
    return end if _KEPT.search(text, start, end) else None


def said_together(text: str, end: int, limit: int) -> re.Match[str] | None:
    """ "PHQ-9 17, GAD-7 14, both up"."""
    return _TOGETHER.match(text, end, limit)


def _unless_below_zero(now: float, was: float, end: int) -> Change | None:
    return Change(now, was, end) if was >= 0 else None


def _numbers(words: str) -> list[str]:
    return re.findall(rf"(?<!/)(?<!/\s)(?<!out of\s){NUMBER}", words, _I)


def _number(words: str) -> float:
    value = quantity(words)
    return value[1] if isinstance(value, tuple) else value


def _closed(rest: str, found: re.Match[str]) -> int:
    """Where a match ends, with the bracket that it opened."""
    stop = found.end()
    opened = found.group().count("(") + found.group().count("[") - found.group().count(")") - found.group().count("]")
    close = re.match(r"[^()\[\]\n;]{0,25}?[)\]]", rest[stop:]) if opened > 0 else None
    return stop + (close.end() if close else 0)
