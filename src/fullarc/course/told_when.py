"""When something happened that a note tells of, where its words say so plainly: "three weeks ago", "last March", "on 3 June"."""

import re
from calendar import monthrange
from datetime import date, timedelta

from fullarc.course.days import MONTHS, NUMBERS, day_in_words
from fullarc.course.statement import Proof, Span
from fullarc.reading.finding import Finding
from fullarc.schedules.week import week_of

_MONTHS = tuple(month.lower() for month in MONTHS)
_NUMBERS = {"a": 1, "an": 1, **{word: number for number, word in enumerate(NUMBERS) if number}}
_MONTH = rf"(?:{'|'.join(_MONTHS)})"
_YEAR = r"(?:,? (?P<year>(?:19|20)\d\d))?"
_AGO = re.compile(rf"\b(?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)}) (?P<unit>day|week|month|year)s? ago\b", re.IGNORECASE)
_LAST = re.compile(rf"\b(?P<word>yesterday|last night|last (?:week|month|year|{_MONTH}))\b", re.IGNORECASE)
_ON = re.compile(
    rf"\bon (?:the )?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})"
    rf"|(?P<us_month>{_MONTH}) (?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?){_YEAR}\b",
    re.IGNORECASE,
)
_IN = re.compile(rf"\b(?:in|since) (?:(?:early|late|mid)[ -])?(?P<month>{_MONTH}){_YEAR}\b", re.IGNORECASE)
_CLAUSES = re.compile(r"[;.\n]")
_FAR = 6  # words that may stand between what happened and when
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:after|before|because|about|over|since|until|for|when|while|as|but|unlike|like|than)\b", re.IGNORECASE
)
_TOLD_FURTHER = re.compile(r"\b(?:i|she|he|they|we|who|whom|whose|that|which|where)\b", re.IGNORECASE)  # behind what happened
_STRETCHES = re.compile(r"[,:()–—&/]|\s-\s|\b(?:and|then)\b", re.IGNORECASE)
_BESIDE_A_TIME = re.compile(
    r"(?:(?:about|around|some|roughly|just|only|nearly|almost|this|it|that|was|happened|back|early|late|sadly)\b\s*)*", re.IGNORECASE
)
_COMES_AGAIN = re.compile(r"\b(?:anniversar\w+|birthdays?|every|each)\b", re.IGNORECASE)
_ABOUT = timedelta(days=3)  # of what was "three weeks ago"


def happened(text: str, finding: Finding, told: date) -> Span | None:
    """The first and last day on which it can have happened, by the words of its clause in a note of the day `told`; None where they do not
    say it plainly: no such words or several, words that belong to something else, or a day still to come."""
    begin, end = finding.evidence.start, finding.evidence.end
    left = _CLAUSES.split(text[finding.sentence[0] : begin])[-1]
    right = _CLAUSES.split(text[end : finding.sentence[1]])[0]
    clause = left + text[begin:end] + right
    times = _times(clause, told)
    if len(times) != 1 or _COMES_AGAIN.search(clause):
        return None
    match, span = times[0]
    happens = range(len(left), len(left) + end - begin)
    return span if _is_said_of(clause, happens, match) else None


def _is_said_of(clause: str, happens: range, time: re.Match[str]) -> bool:
    """Whether the words of time belong to what happened: nothing else stands between, and apart by a comma or "and" they stand alone."""
    is_behind = time.start() >= happens.start
    between = clause[happens.stop : time.start()] if is_behind else clause[time.end() : happens.start]
    if _OF_SOMETHING_ELSE.search(between) or len(between.split()) > _FAR or (is_behind and _TOLD_FURTHER.search(between)):
        return False
    cuts = [cut for cut in _STRETCHES.finditer(clause) if cut.end() <= time.start() or cut.start() >= time.end()]
    first = max((cut.end() for cut in cuts if cut.end() <= time.start()), default=0)
    last = min((cut.start() for cut in cuts if cut.start() >= time.end()), default=len(clause))
    happens_at = happens.start if not is_behind or time.start() < happens.stop else happens.stop
    if first <= happens_at <= last:
        return True
    apart = sum(min(happens_at, time.start()) <= cut.start() < max(happens_at, time.end()) for cut in cuts)
    is_alone = all(_BESIDE_A_TIME.fullmatch(words.strip()) for words in (clause[first : time.start()], clause[time.end() : last]))
    return is_alone and apart == 1 and (is_behind or not clause[:first].strip())


def latest_day_of(event: Proof) -> date:
    """The last day on which it can have happened: by the words of its note, else the day that it was entered for or told on."""
    return event.happened[1] if event.happened else event.date


def happened_in_words(event: Proof, as_of: date) -> str:
    """The day of an event in words: of one that was entered its day, of one that a note tells when it happened, where the note says it, and
    when it was told: "in March, told on 4 April", "told on 4 April"."""
    day = day_in_words(event.date, as_of)
    if not event.quote:
        return day
    return f"{_span_in_words(event.happened, as_of)}, told on {day}" if event.happened else f"told on {day}"


def _span_in_words(span: Span, as_of: date) -> str:
    first, last = span
    if first == last:
        return f"on {day_in_words(first, as_of)}"
    if (last - first).days > 31:
        return f"in {first.year}"
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        return f"in {day_in_words(first, as_of).split(' ', 1)[1]}"
    return f"about {day_in_words(first + (last - first) / 2, as_of)}"


def _times(clause: str, told: date) -> list[tuple[re.Match[str], Span | None]]:
    found: list[tuple[re.Match[str], Span | None]] = [(match, _ago(match, told)) for match in _AGO.finditer(clause)]
    found += [(match, _last(match["word"].lower(), told)) for match in _LAST.finditer(clause)]
    found += [(match, _on(match, told)) for match in _ON.finditer(clause)]
    found += [(match, _in(match, told)) for match in _IN.finditer(clause)]
    return found


def _ago(match: re.Match[str], told: date) -> Span:
    word, unit = match["number"].lower(), match["unit"].lower()
    number = int(word) if word.isdigit() else _NUMBERS[word]
    if unit == "day":
        return (told - timedelta(days=number),) * 2
    if unit == "week":
        middle = told - timedelta(weeks=number)
        return middle - _ABOUT, min(told, middle + _ABOUT)
    return _month_before(told, number) if unit == "month" else _year(told.year - number)


def _last(word: str, told: date) -> Span:
    if word in ("yesterday", "last night"):
        return (told - timedelta(days=1),) * 2
    what = word.removeprefix("last ")
    if what == "week":
        week = week_of(told - timedelta(days=7))
        return week[0], week[-1]
    if what == "month":
        return _month_before(told, 1)
    if what == "year":
        return _year(told.year - 1)
    month = _MONTHS.index(what) + 1
    return _month(told.year if month < told.month else told.year - 1, month)


def _on(match: re.Match[str], told: date) -> Span | None:
    month = _MONTHS.index((match["month"] or match["us_month"]).lower()) + 1
    try:
        day = date(int(match["year"] or told.year), month, int(match["day"] or match["us_day"]))
    except ValueError:
        return None
    return (day, day) if day <= told else None


def _in(match: re.Match[str], told: date) -> Span | None:
    span = _month(int(match["year"] or told.year), _MONTHS.index(match["month"].lower()) + 1)
    return span if span[0] <= told else None


def _month_before(told: date, number: int) -> Span:
    months = told.year * 12 + told.month - 1 - number
    return _month(months // 12, months % 12 + 1)


def _month(year: int, month: int) -> Span:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _year(year: int) -> Span:
    return date(year, 1, 1), date(year, 12, 31)
