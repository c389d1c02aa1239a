"""A number, a day or a month as an address or a field sends it; nothing for anything else, however long or strange it is."""

from datetime import date, datetime

MOST_DIGITS = 9
YEARS = range(1900, 2200)  # a day has days, weeks and months beside it


def whole_number(sent: str) -> int | None:
    """A whole number without a sign, of at most nine digits."""
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) <= MOST_DIGITS else None


def offered_number(sent: str) -> int:
    """A whole number, or one that no form offers."""
    found = whole_number(sent)
    return -1 if found is None else found


def day_in(sent: str) -> date | None:
    """A day written 2026-03-01."""
    return _in(sent, "%Y-%m-%d")


def month_in(sent: str) -> date | None:
    """The first day of a month written 2026-03."""
    return _in(sent, "%Y-%m")


def _in(sent: str, form: str) -> date | None:
    try:
        found = datetime.strptime(sent, form).date()  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        return None
    return found if found.year in YEARS else None
