"""What a number was before, as notes say it: "14 (was 19)", "19 → 14", "twice a week where it used to be nightly"."""

import re
from dataclasses import dataclass, replace

from fullarc.reading.amounts.numbers_in_text import NUMBER, NUMBER_WORDS, OFTEN, OFTEN_WORDS, RANGE, how_often, quantity
from fullarc.reading.finding import Direction, Finding, Quantity

_I = re.IGNORECASE
_ABOUT = r"(?:about |around |~)?"
_THEN = (
    r"(?:was|were|had been|used to (?:be|have|come)|previously|prev\.?|previous|prior"
    r"|last(?!\s(?:ones?\b|(?:\S+\s)?(?:days|weeks|months|years|nights|sessions)\b))"
    r"|last (?:wk|week|mo|month|time|session|visit|year|night)|(?:slightly |a bit |a little |well |way |much "
    r"|sharply |just )?(?:down|up) from"
    r"|compared (?:with|to)|(?:as )?against|as opposed to|vs\.?|versus|rather than"
    r"|instead of|baseline|intake|(?:at|on) (?:intake|baseline|admission|entry))"
)
_WHEN = (
    r"(?:last|prev|previously|before|ago|in|on|at|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|yesterday|yest"
    r"|hours|h|hrs|nights?|days?)"
)
_SOME_WORDS = r"(?:\s*(?!(?:and|but|with|was|were|not)\b)[a-z./'’]{1,14}){0,5}?"
_SEPARATED = r"(?:,\s[a-z]{1,14}\s[(\[]|[(\[,;:]\s*|[–—]\s*|\s)"
_SUBJECT = r"(?:(?:it|which|that|where|when) )?(?:it |they |she |he )?"
_LINK = r"(?:(?:was|were|of|at|:|=|about|around|roughly|~|an?|the|only|more like)\s*){0,2}"
_NOT_A_DATE = r"(?!\s?(?:weeks?|months?|years?) ago)"
_BEFORE = re.compile(
    rf"^{_SOME_WORDS},?[\"”)\]]*\s*{_SEPARATED}[\"“]?{_SUBJECT}{_THEN}\s*{_LINK}x?(?:({RANGE}){_NOT_A_DATE}|({OFTEN}))", _I
)
_FROM = re.compile(
    r"^[\"”)\]]*\s*(?:(?:this|last|the past) (?:week|wk|month|session) )?(?:[,(\[;]\s*|(?=from about))"
    rf"from {_ABOUT}x?(?:({RANGE})|({OFTEN}))",
    _I,
)
_FROM_DIRECTLY = re.compile(
    rf"^(?:\s(?:this|last|the past) (?:week|wk|month|session))?\sfrom {_ABOUT}(?:an? (?!week|day|night|month"
    rf"|year|time|pack))?x?(?:({RANGE})|({OFTEN}))"
    r"(?=(?:/\d+)?\s*(?:$|[).,;]|(?:a|per|last|at|times|times a|days|nights|in)\b))",
    _I,
)
_INSTEAD = re.compile(rf"^{_SOME_WORDS}\s*,?\s(?:not|no longer) (?:the ({NUMBER})\b|((?:nightly|daily|every day|every night)\b))", _I)
_IN_BRACKETS = re.compile(
    rf"^\s*(?:this (?:wk|week)|/wk|sure|convinced|certain)?\s*[(\[]\s*(?:D\d+ |wk \d+ )?x?(?:({RANGE})|({OFTEN}))\s*%?"
    rf"(?:\s*/\s*[\da-z]+)?(?:\s*{_WHEN}\b[^)\]]{{0,25}})?[)\]]",
    _I,
)
_BACK_ARROW = re.compile(rf"^\s*(?:<-|←|⇐)\s*({RANGE})()", _I)
_THEN_BEHIND = re.compile(
    rf"^,\s*({NUMBER})\s(?:in|on|at|last) (?:{_WHEN}|the|admission|admit|adm|intake|baseline|week|wk|month|mo|session|visit|time)\b()", _I
)
_AGO = r"(?:two|three|four|a|\d) (?:wks?|weeks?|mos?|months?) (?:ago|back|before)"
_AT_THAT_TIME = (
    r"(?:(?:the )?(?:last|previous|prior) (?:wk|week|mo|month|session|visit|time|yr|year|night)|the (?:week"
    r"|month|day|night|one) before|over the weekend|yesterday"
    rf"|(?:at|on) (?:the )?(?:start|intake|baseline|outset|admission|admit|entry|first visit)|{_AGO})"
)
_LAST_TIME = re.compile(
    rf"^(?:\s?/\s?\d{{1,3}})?(?:{_SOME_WORDS}| (?:today|now|this (?:week|wk"
    rf"|session)))\s*[,;]\s*({NUMBER})(?:/\d{{1,3}})?\s{_AT_THAT_TIME}\b()",
    _I,
)
_AGO_FIRST = re.compile(
    rf"^(?:\s?/\s?\d{{1,3}})?(?: (?:today|now))?\s*,\s*(?:last (?:wk|week|mo|month|session|visit|time|yr|year)\.?|{_AGO})"
    rf" ({NUMBER})(?!\s?[a-z%])()",
    _I,
)
_THEN_IT_WAS = re.compile(
    rf"^(?:\s?/\s?\d{{1,3}})?{_SOME_WORDS}\s*[,;]\s(?:and |while |where(?:as)? |but )?(?:{_AT_THAT_TIME}|in (?:{_WHEN})[a-z]*),? "
    rf"(?:it |that |they |he |she )?(?:was|were|had been|took|ran|managed|only)\s(?:close to |about |around "
    rf"|nearly |almost |more like |only |just )?"
    rf"x?(?:({NUMBER})|({OFTEN}))",
    _I,
)
_EARLIER = (_LAST_TIME, _THEN_IT_WAS, _AGO_FIRST, _BACK_ARROW, _IN_BRACKETS, _BEFORE, _FROM, _FROM_DIRECTLY, _INSTEAD)
_CHANGED = (
    r"(?:came|fell|dropped|went|settled|rose|decreased|increased|reduced|declined|ended|finished|closed)(?: down| up| back)?(?: to| at)?"
)
_ON_TO = re.compile(
    rf"^(?:\s*/\s*\d{{1,3}})?\s*%?\s*(?:->|-->|=>|→|⇒|>|\bto\b|(?:\s[a-z]+){{0,3}},?\s(?:now\s)?(?:down|up) to\b|(?:\s[a-z]+){{0,3}}"
    rf", now\b|,? (?:and|then) (?:today|now)(?: is| it is| at)?\b|,? (?:and|then) (?:after\w*\s)?(?:it |they )?{_CHANGED})"
    rf"\s*(?:about|around|roughly|~|an?)?\s*({RANGE})",
    _I,
)
_LATER_ON = re.compile(
    rf"^(?:\s*/\s*\d{{1,3}})?(?:,? (?:and|then|to)|\s[a-z][a-z ]{{2,30}}?(?:,|,? and|,? then|,? to)) "
    rf"(?:was |came |ended |down |up |back |to |at |an? )*({NUMBER})"
    rf"(?:\s*/\s*\d{{1,3}})?(?=,? (?:by|afterwards?|after|now|today|tonight|this (?:week|morning|session)"
    rf"|when (?:she|he|they) left|on leaving|at (?:the )?(?:end|close))\b)",
    _I,
)
_BEFORE_THAT = re.compile(  # "pain 6/10, usual is 7", "two nightmares since last time (usually five)"
    r"[\s,(\"”]\s?(?:(?:it |which |that |where it |whereas it |before it )(?:was|had been|used to be)|was|were|had been"
    r"|prev(?:ious(?:ly)?)?\.?|compared (?:with|to)|versus|vs\.?|(?:down|up) from"
    r"|used to be|usually|usual is|adm|intake|before that)\s(?:about |around |maybe |only )?"
    rf"({NUMBER})(?:\s?/\s?10)?(?=\s*(?:[).,;]|$|/(?!\d)|x\b|(?:out of|the week|last|a|per|when|before|times|drinks|beers|hours)\b))",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r";|\bbut\b|\.\s|\n")
_WISHED_FOR = re.compile(r"\b(?:mood|sleep\w*|slept|energy|appetite|hours)\b", re.IGNORECASE)
_FIGURE, _WORD = re.compile(r"[\d½]"), re.compile(r"[a-z]+")
_NUMBERS_IN_WORDS = NUMBER_WORDS | {"a", "an"} | {words.split()[0] for words in OFTEN_WORDS}
_YEAR = re.compile(r"(?:19|20)\d\d")
SIGNS_BEHIND = 64


@dataclass(frozen=True, slots=True)
class Change:
    """A number now and before, and where the words that say both of them end."""

    value: Quantity
    previous: Quantity | None
    end: int


def with_previous(text: str, start: int, end: int, limit: int, *, dated: bool = False) -> Change:
    """The number at text[start:end] together with what it was before, when the words up to `limit` say so: "19 → 14", "14 (was 19)".
    What happened daily before counts as seven (times a week). `dated`: "21, 15 in Oct" is read as well."""
    value = quantity(text[start:end])
    rest = text[end:limit]
    if not _holds_a_number(rest):
        return Change(value, None, end)
    if onward := _ON_TO.match(rest) or _LATER_ON.match(rest):
        if not isinstance(value, tuple):
            return Change(quantity(onward.group(1)), value, end + onward.end())
    elif (earlier := what_it_was(rest, dated=dated)) and (earlier[0] != value or not rest.lstrip().startswith(("(", "["))):
        return Change(value, earlier[0], end + earlier[1])  # "seven (7)" says one number twice
    return Change(value, None, end)


def _holds_a_number(words: str) -> bool:
    """Whether anything stands there that a pattern could read as a number; mostly not, and then none is tried."""
    return _FIGURE.search(words) is not None or not _NUMBERS_IN_WORDS.isdisjoint(_WORD.findall(words.lower()))


def what_it_was(rest: str, *, dated: bool = False) -> tuple[Quantity, int] | None:
    """What words that follow an amount say of it before ("(was 19)", ", down from daily"), and where they end. `dated`: "15 in Oct" too."""
    if not _holds_a_number(rest):
        return None
    for pattern in (*_EARLIER, _THEN_BEHIND) if dated else _EARLIER:
        found = pattern.match(rest)
        if found is None:
            continue
        number, word = found.groups()
        if number and _YEAR.fullmatch(number):
            return None
        stop = found.end()
        closed = "(" in found.group() and rest[stop : stop + 1] == ")"
        return (quantity(number) if number else how_often(word)), stop + closed
    return None


def with_what_it_was(text: str, finding: Finding) -> Finding:
    """The finding with what its amount was before, where the sentence says so shortly behind it, and with the direction that follows."""
    now, end = finding.value, finding.evidence.end
    if now is None or isinstance(now, tuple):
        return finding
    was = _BEFORE_THAT.search(text, finding.evidence.start, min(finding.sentence[1], end + SIGNS_BEHIND))
    if was is None or _ELSEWHERE.search(text, end, max(end, was.start(1))):
        return finding
    before = quantity(was[1])
    if isinstance(before, tuple) or before == now:
        return finding
    wished_for = _WISHED_FOR.match(finding.evidence.quote) is not None
    changed = Direction.BETTER if (now > before) is wished_for else Direction.WORSE
    return replace(finding, previous_value=before, direction=finding.direction or changed)
