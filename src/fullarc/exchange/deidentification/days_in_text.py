"""Days written in a text, and what stands in their place: the week of care, or the day moved by the client's own number of days."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
NUMBER_OF = {short: n for n, month in enumerate(MONTHS, 1) for short in (month, month[:3])} | {"sept": 9}
NAMES = "|".join(sorted(NUMBER_OF, key=len, reverse=True))
DOT = r"(?:\.(?=[\s,]*[\d'’]))?"
MONTH = rf"(?P<month>{NAMES})\b{DOT}"
YEAR = r"(?P<year>(?:19|20)\d\d|['’]\d\d)"
DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
BEFORE, AFTER = r"(?<![\d.,/-])", r"(?![\d/])"
# "may" and "march" in small letters are words: they are taken for months only behind a day or before a year.
SINCE = r"(?:in|since|until|till|by|of|from|to|during|after|before|around|about|late|early|mid|last|next|this|every|each|through|and)"
ON = r"(?:on|since|until|till|by|of|from|to|after|before|dated?|dob|born|seen|due|session|sessions|note|appt|appointment|appts)"
COUNTED = r"(?:sessions?|times?|weeks?|days?|months?|years?|floor|grade|attempt|visit|birthday|step|of|percentile)\b"
TIME = r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        rf"{BEFORE}(?P<year>(?:19|20)\d\d)[-/._ ](?P<b>1[0-2]|0?[1-9])[-/._ ](?P<day>3[01]|[12]\d|0?[1-9])(?!\d){TIME}",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<b>1[0-2]|0[1-9])(?P<day>3[01]|[12]\d|0[1-9])(?!\d)",
        r"(?<![\d.])(?P<a>\d{1,2})(?P<sep>\s?[-/._]\s?)(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?!\d)",
        rf"(?<!\d){DAY}(?:\s+of)?[\s._-]{{1,3}}(?P<month>{NAMES})\b{DOT}(?:[\s,._-]{{1,3}}{YEAR})?(?!\d)",
        rf"\b(?P<month>{NAMES})\b{DOT}[\s._-]{{1,3}}(?:the\s+)?{DAY}(?!\d|:\d|\s*%)(?:[\s,._-]{{1,3}}{YEAR}(?!\d))?",
        rf"(?P<year>(?:19|20)\d\d)[\s,._-]{{1,3}}{MONTH}[\s,._-]{{1,3}}{DAY}(?!\d)",
        rf"\b(?P<month>{NAMES})\b{DOT}[\s,._-]{{1,3}}{YEAR}(?!\d)",
        rf"(?<=\b)(?P<lead>{SINCE}\s+(?:the\s+(?:end|middle|beginning)\s+of\s+)?)(?P<month>{NAMES})\b",
        rf"\b(?P<lead>(?:on|by|until|since|from|before|after)\s+the\s+)(?P<alone>\d{{1,2}})(?:st|nd|rd|th)\b(?!\s+{COUNTED})",
        rf"\b(?P<lead>{ON}[\s:]+)(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})(?![\d/]|\.\d)",
    )
)
CAPITAL_MONTH = re.compile(rf"\b(?:{'|'.join(sorted({m.capitalize() for m in MONTHS if m != 'may'}, key=len, reverse=True))})\b")
# "on 9, 16 and 23 May": the days before the one that has its month.
LISTED = re.compile(
    r"(?<![\d.,/-])(?P<days>(?:3[01]|[12]?\d)(?:,\s(?:3[01]|[12]?\d))*)"
    rf"(?=,?\s(?:and|to|or|until)\s\d{{1,2}}\s(?:{NAMES})\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day as it stands in a text; `day` is None where it is only a month, or where day and month could be swapped."""

    start: int
    end: int
    day: date | None
    is_month: bool = False


Said = Callable[[WrittenDay], str]


def written_days(text: str, *, near: date | None = None, day_first: bool | None = None) -> Iterator[WrittenDay]:
    """Every date in the text. A date without a year is that nearest to `near`; 3/4/2024 is read by `day_first`, or not at all."""
    for form in FORMS:
        for match in form.finditer(text):
            parts = match.groupdict()
            begin = match.end("lead") if parts.get("lead") else match.start()
            if parts.get("month") in ("may", "march") and not parts.get("year") and not match[0][:1].isdigit():
                continue  # "to may", "may 3 times": a word, not a month
            is_month = not (parts.get("day") or parts.get("a") or parts.get("alone"))
            yield WrittenDay(begin, match.end(), None if parts.get("alone") else _day(parts, near, day_first), is_month)
    for match in LISTED.finditer(text):
        yield WrittenDay(match.start("days"), match.end("days"), None)
    for match in CAPITAL_MONTH.finditer(text):
        yield WrittenDay(match.start(), match.end(), None, True)


def _day(parts: dict[str, str | None], near: date | None, day_first: bool | None) -> date | None:
    year, day = _year(parts.get("year")), parts.get("day")
    if parts.get("month"):
        pairs = [(int(day), NUMBER_OF[str(parts["month"]).lower()])] if day else []
    elif parts.get("day"):
        pairs = [(int(str(parts["day"])), int(str(parts["b"])))]
    else:
        a, b = int(str(parts["a"])), int(str(parts["b"]))
        pairs = {True: [(a, b)], False: [(b, a)], None: [(a, b), (b, a)]}[day_first]
    if year is None and near is None:
        return None
    found = {found for day_, month in pairs if (found := _nearest(year, month, day_, near))}
    return found.pop() if len(found) == 1 else None


def _year(written: str | None) -> int | None:
    if not written:
        return None
    digits = int(written.lstrip("'’"))
    return digits if digits > 99 else 2000 + digits if digits < 70 else 1900 + digits


def _nearest(year: int | None, month: int, day: int, near: date | None) -> date | None:
    years = [year] if year is not None else [near.year - 1, near.year, near.year + 1] if near else []
    days = []
    for one in years:
        try:
            days.append(date(one, month, day))
        except ValueError:
            continue
    return min(days, key=lambda d: abs((d - near).days) if near else 0, default=None)


def weeks_of_care(began: date) -> Said:
    """Days told as the week of care they fall into, counted from 1."""

    def said(written: WrittenDay) -> str:
        if written.day is None:
            return "[month]" if written.is_month else "[date]"
        return week_of_care(written.day, began)

    return said


def week_of_care(day: date, began: date) -> str:
    """The week of care of a day, counted from 1; days before it as weeks before; far away ones as [date]: weeks would tell a birthday."""
    week = (day - began).days // 7
    if abs(week) > 52 * 15:
        return "[date]"
    return f"week {week + 1} of care" if week >= 0 else f"{-week} week{'s' if week < -1 else ''} before care"


def moved_by(days: int) -> Said:
    """Days moved by the client's own number of days, written as 2026-03-14."""

    def said(written: WrittenDay) -> str:
        if written.day is None:
            return "[month]" if written.is_month else "[date]"
        try:
            return (written.day + timedelta(days=days)).isoformat()
        except OverflowError:
            return "[date]"

    return said
