"""Dates as people write them. Where day and month could be swapped, both readings are kept and nobody guesses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

EARLIEST_YEAR = 1950

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH_NUMBER = {short: n for n, month in enumerate(_MONTHS, 1) for short in (month, month[:3])} | {"sept": 9}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True)) + r")\.?"
_GAP = r"[\s,./_-]{1,3}"

_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sep>[-/._ ])(?P<a>\d{1,2})(?P=sep)(?P<b>\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<a>\d\d)(?P<b>\d\d)(?!\d)")
_NUMBERS = re.compile(r"(?<![\d.])(?P<a>\d{1,2})(?P<sep>[-/._ ])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?!\d)")
_DAY_MONTH = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s._-]{{1,3}}{_MONTH}{_GAP}(?P<year>(?:19|20)\d\d)(?!\d)", re.I
)
_MONTH_DAY = re.compile(rf"(?<![a-z]){_MONTH}[\s._-]{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_GAP}(?P<year>(?:19|20)\d\d)(?!\d)", re.I)
_YEAR_MONTH_DAY = re.compile(rf"(?<!\d)(?P<year>(?:19|20)\d\d){_GAP}{_MONTH}{_GAP}(?P<day>\d{{1,2}})(?!\d)", re.I)
_TIME_AFTER = re.compile(r"[T ,]*(\d{1,2}[:.]\d\d([:.]\d\d(\.\d+)?)?\s*([ap]\.?m\.?)?\s*(Z|[+-]\d\d:?\d\d)?)?\s*", re.I)
_WEEKDAY_BEFORE = re.compile(r"\s*((mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?)?\s*", re.I)


class DayOrder(StrEnum):
    """How 3/4/2024 is to be read: 3 April or 4 March."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it was written, with what it is under each order. One reading alone means that the other is no date."""

    day_first: date | None
    month_first: date | None

    @property
    def ambiguous(self) -> bool:
        """Two different days, depending on the order."""
        return self.day_first is not None and self.month_first is not None and self.day_first != self.month_first

    @property
    def only(self) -> DayOrder | None:
        """The order that this date proves, such as 25/03/2024; None when it proves none."""
        if self.day_first and self.month_first is None:
            return DayOrder.DAY_FIRST
        if self.month_first and self.day_first is None:
            return DayOrder.MONTH_FIRST
        return None

    def under(self, order: DayOrder | None) -> date | None:
        """The day under this order. Without an order: the day when there is only one, else None."""
        if order is not None:
            return self.day_first if order is DayOrder.DAY_FIRST else self.month_first
        return None if self.ambiguous else self.day_first or self.month_first


@dataclass(frozen=True, slots=True)
class OrderQuestion:
    """What a set of dates says about the order of day and month.

    `settled` is the order when the dates themselves prove it or somebody chose it. `asked` is true when somebody must
    choose: some dates could be either and none proves it, or some prove the one and some the other (`mixed`).
    """

    settled: DayOrder | None
    asked: bool
    mixed: bool
    unclear: int  # how many dates could be read both ways


def order_of(written: Iterable[WrittenDate], chosen: DayOrder | None = None) -> OrderQuestion:
    """Settles the order of day and month once for a whole set of dates; a choice made by a person wins."""
    dates = list(written)
    proven = {each.only for each in dates if each.only}
    unclear = sum(each.ambiguous for each in dates)
    mixed = len(proven) > 1
    if chosen is not None:
        return OrderQuestion(chosen, asked=False, mixed=mixed, unclear=unclear)
    if mixed:
        return OrderQuestion(None, asked=True, mixed=True, unclear=unclear)
    settled = next(iter(proven), None)
    return OrderQuestion(settled, asked=settled is None and unclear > 0, mixed=False, unclear=unclear)


def dates_in(text: str) -> list[WrittenDate]:
    """Every date written in a line or a file name, with words or numbers, in order of place."""
    return [written for _, _, written in sorted(_dates(text), key=lambda each: each[0])]


def whole_date(text: str) -> WrittenDate | None:
    """A date that is the whole of a cell or line, apart from the name of a weekday before and a time of day after it."""
    for start, end, written in _dates(text):
        if _WEEKDAY_BEFORE.fullmatch(text[:start]) and _TIME_AFTER.fullmatch(text[end:]):
            return written
    return None


def _dates(text: str) -> list[tuple[int, int, WrittenDate]]:
    found: list[tuple[int, int, WrittenDate]] = []
    for pattern in (_YEAR_FIRST, _COMPACT, _YEAR_MONTH_DAY, _DAY_MONTH, _MONTH_DAY, _NUMBERS):
        for match in pattern.finditer(text):
            written = _read(pattern, match)
            apart = all(match.end() <= start or end <= match.start() for start, end, _ in found)
            if apart and (written.day_first or written.month_first):
                found.append((match.start(), match.end(), written))
    return found


def _read(pattern: re.Pattern[str], match: re.Match[str]) -> WrittenDate:
    year = int(match["year"])
    if year < 100:
        year += 2000
    if "month" in pattern.groupindex:
        month = _MONTH_NUMBER[match["month"].casefold()]
        return _certain(_day(year, month, int(match["day"])))
    a, b = int(match["a"]), int(match["b"])
    if pattern is _NUMBERS:
        return WrittenDate(_day(year, b, a), _day(year, a, b))
    return _certain(_day(year, a, b))


def _certain(day: date | None) -> WrittenDate:
    return WrittenDate(day, day)


def _day(year: int, month: int, day: int) -> date | None:
    if year < EARLIEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
