"""Entries of a calendar file (ICS): repeated ones as single days within a window, in the practice's time zone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from icalendar import Calendar

from fullarc.exchange.incoming.repetition import UnreadRule, days_of, repetition_of

LARGEST = 2 * 1024 * 1024  # bytes
MOST = 1000  # entries within the window
MOST_EVENTS = 20_000  # in the file
EARLIEST = 1990
MOST_STEPS = 300_000  # days looked at for rules of repetition, over the whole file
FOLD = re.compile(r"\r?\n[ \t]")
LINE_END = re.compile(r"\r?\n")


class RefusedCalendar(ValueError):
    """The file cannot be used: found, expected, what to do. No word of an entry stands in it."""


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One appointment. `begins` is in the practice's zone; `key` tells it from every other, also on the next import."""

    key: str
    title: str
    begins: datetime
    minutes: int | None


@dataclass(frozen=True, slots=True)
class CalendarRead:
    """`entries` in order of time. The numbers say what was left out: without a time, cancelled there, repeated in a way not read here,
    broken."""

    entries: tuple[CalendarEntry, ...]
    all_day: int
    cancelled: int
    unread: int
    broken: int


@dataclass(slots=True)
class _Counts:
    all_day: int = 0
    cancelled: int = 0
    unread: int = 0
    broken: int = 0
    steps: int = 0

    def step(self, days: int) -> None:
        """Called before days are looked at, whether or not an entry falls on them."""
        self.steps += days
        if self.steps > MOST_STEPS:
            raise RefusedCalendar(
                "The repeated entries are too many, or reach back too far, to be worked out. Export fewer years, or one calendar."
            )


def read_calendar(data: bytes, *, begin: date, end: date, zone: tzinfo) -> CalendarRead:
    """The timed entries from `begin` up to and with `end`. A time without a zone is one of `zone`.

    Refused (RefusedCalendar): more than 2 MB, no calendar, a broken file, more than 1,000 entries in the window.
    """
    if len(data) > LARGEST:
        raise RefusedCalendar(f"Found {len(data) // 1024:,} kB; a calendar file has at most 2,048 kB. Export fewer months.")
    components = events_in(data)
    own = [(c, c["RECURRENCE-ID"].dt) for c in components if "RECURRENCE-ID" in c]
    moved = {(uid_of(c), moment(at, zone)) for c, at in own if is_timed(at)}
    counts, found = _Counts(), dict[str, CalendarEntry]()
    for component in components:
        try:
            for entry in entries_of(component, moved, (begin, end), zone, counts):
                found[entry.key] = entry
        except UnreadRule:
            counts.unread += 1
        except RefusedCalendar:
            raise
        except (KeyError, ValueError, TypeError, AttributeError, OverflowError):
            counts.broken += 1
        if len(found) > MOST:
            raise RefusedCalendar(f"Found more than {MOST:,} entries from {begin} to {end}. Export one calendar, or fewer months.")
    ordered = tuple(sorted(found.values(), key=lambda entry: (entry.begins, entry.key)))
    return CalendarRead(ordered, counts.all_day, counts.cancelled, counts.unread, counts.broken)


def without_zones(data: bytes) -> bytes:
    """The file without its own descriptions of time zones: places are known by name, and a rule in such a description is worked out in full
    when it is parsed, however many steps it has. One pass over the lines; a description that does not end takes the rest with it."""
    kept, within = list[str](), False
    for line in LINE_END.split(FOLD.sub("", data.decode("utf-8-sig", errors="replace"))):
        mark = _mark_of_a_zone(line)
        if mark == "BEGIN":
            within = True
        elif mark == "END":
            within = False
        elif not within:
            kept.append(line)
    return "\r\n".join(kept).encode()


def _mark_of_a_zone(line: str) -> str:
    """BEGIN or END where a line is one of a time zone, in any way of writing that the parser takes for it; else nothing."""
    if not line.upper().endswith(":VTIMEZONE"):
        return ""
    name = "".join(re.split("[:;]", line, maxsplit=1)[0].split()).upper()
    return name if name in ("BEGIN", "END") else ""


def events_in(data: bytes) -> list[Any]:
    try:
        calendars = Calendar.from_ical(without_zones(data), multiple=True)
        found = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except Exception:
        raise RefusedCalendar("This is no calendar file that can be read. Export it again as ICS (iCalendar).") from None
    if not calendars or any(calendar.name != "VCALENDAR" for calendar in calendars):
        raise RefusedCalendar("Found no calendar in the file; expected BEGIN:VCALENDAR. Export it again as ICS (iCalendar).")
    if len(found) > MOST_EVENTS:
        raise RefusedCalendar(f"Found {len(found):,} entries; at most {MOST_EVENTS:,} are read. Export fewer years.")
    return found


def uid_of(component: Any) -> str:
    """The entry's own id; without one, what it says stands for it."""
    return str(component.get("UID") or f"{component.get('SUMMARY', '')}|{component['DTSTART'].dt}")


def is_timed(moment: date | datetime) -> bool:
    return isinstance(moment, datetime)


def moment(value: datetime, zone: tzinfo) -> datetime:
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(zone)


def entries_of(
    component: Any, moved: set[tuple[str, datetime]], window: tuple[date, date], zone: tzinfo, counts: _Counts
) -> Iterator[CalendarEntry]:
    """The entries that one component stands for within the window."""
    start = component["DTSTART"].dt
    if not is_timed(start):
        counts.all_day += 1
        return
    if str(component.get("STATUS", "")).upper() == "CANCELLED":
        counts.cancelled += 1
        return
    uid, title, minutes = uid_of(component), str(component.get("SUMMARY", "")).strip()[:200], minutes_of(component, start)
    own = component.get("RECURRENCE-ID")
    for at in [start] if own is not None else starts_of(component, start, window, counts):
        begins = moment(at, zone)
        slot = moment(own.dt, zone) if own is not None else begins
        if own is None and (uid, begins) in moved:
            continue
        if window[0] <= begins.date() <= window[1]:
            repeated = own is not None or "RRULE" in component or "RDATE" in component
            yield CalendarEntry(f"{uid}|{slot.astimezone(UTC).isoformat()}" if repeated else uid, title, begins, minutes)


def minutes_of(component: Any, start: datetime) -> int | None:
    if "DTEND" in component:
        length = component["DTEND"].dt - start
    elif "DURATION" in component:
        length = component["DURATION"].dt
    else:
        return None
    minutes = int(length.total_seconds() // 60)
    return minutes if 1 <= minutes <= 600 else None


def starts_of(component: Any, start: datetime, window: tuple[date, date], counts: _Counts) -> list[datetime]:
    """The beginnings of an entry up to a day after the window, in its own zone: the wall clock stays when summer time begins."""
    out = set(dates_in(component, "EXDATE"))
    starts = [start, *dates_in(component, "RDATE")]
    if "RRULE" in component:
        starts += repeated(component["RRULE"], start, window, counts)
    return [at for at in dict.fromkeys(starts) if at not in out]


def dates_in(component: Any, name: str) -> list[datetime]:
    given = component.get(name)
    lists = given if isinstance(given, list) else [given] if given is not None else []
    return [each.dt for row in lists for each in row.dts if is_timed(each.dt)]


def repeated(rule: Any, start: datetime, window: tuple[date, date], counts: _Counts) -> list[datetime]:
    """What a rule gives within the window, a day on either side of it included. Only daily, weekly and monthly rules are read."""
    if isinstance(rule, list) or start.year < EARLIEST:
        raise UnreadRule
    day, at = timedelta(days=1), start.timetz().replace(fold=0)
    end, until = window[1] + day, _last_of(rule.get("UNTIL", [None])[0], start)
    days = days_of(repetition_of(rule), start.date(), window[0] - day, min(end, until.date()) if until else end, counts.step)
    found = [datetime.combine(each, at) for each in days]
    return [each for each in found if until is None or each.replace(tzinfo=None) <= until]


def _last_of(until: Any, start: datetime) -> datetime | None:
    """The end of a rule on the wall clock of its entry; a day without a time counts to its end."""
    if isinstance(until, datetime):
        return (until.astimezone(start.tzinfo) if until.tzinfo and start.tzinfo else until).replace(tzinfo=None)
    return None if until is None else datetime.combine(until, datetime.max.time())
