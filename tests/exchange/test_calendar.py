"""Calendar files: repeated entries as days within a window, time zones, what is refused."""

from contextlib import suppress
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullarc.exchange.incoming import calendar
from fullarc.exchange.incoming.calendar import LARGEST, CalendarRead, RefusedCalendar, events_in, read_calendar, without_zones

BERLIN = ZoneInfo("Europe/Berlin")
WINDOW = {"begin": date(2026, 3, 1), "end": date(2026, 8, 31), "zone": BERLIN}


def ics(*events: str) -> bytes:
    blocks = [f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT" for event in events]
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test", *blocks, "END:VCALENDAR", ""]).replace("\n", "\r\n").encode()


def found(*events: str) -> CalendarRead:
    return read_calendar(ics(*events), **WINDOW)  # type: ignore[arg-type]


def times(read: CalendarRead) -> list[str]:
    return [f"{entry.begins:%m-%d %H:%M}" for entry in read.entries]


WEEKLY = "UID:a\nSUMMARY:C-0417\nDTSTART;TZID=America/New_York:20260302T100000\nDURATION:PT50M\nRRULE:FREQ=WEEKLY;COUNT=5"


def test_a_weekly_entry_keeps_the_wall_clock_of_its_own_zone_through_summer_time() -> None:
    assert times(found(WEEKLY)) == ["03-02 16:00", "03-09 15:00", "03-16 15:00", "03-23 15:00", "03-30 16:00"]
    assert {entry.minutes for entry in found(WEEKLY).entries} == {50}


def test_an_exception_is_left_out_and_a_moved_day_stands_where_it_was_moved_to() -> None:
    moved = "UID:a\nSUMMARY:C-0417\nRECURRENCE-ID;TZID=America/New_York:20260316T100000\nDTSTART;TZID=America/New_York:20260317T120000"
    read = found(WEEKLY + "\nEXDATE;TZID=America/New_York:20260309T100000", moved)
    assert times(read) == ["03-02 16:00", "03-17 17:00", "03-23 15:00", "03-30 16:00"]


def test_each_day_has_a_key_of_its_own_that_does_not_depend_on_the_practice_s_zone() -> None:
    here = {entry.key for entry in found(WEEKLY).entries}
    there = {entry.key for entry in read_calendar(ics(WEEKLY), begin=date(2026, 3, 1), end=date(2026, 8, 31), zone=ZoneInfo("UTC")).entries}
    assert here == there
    assert len(here) == 5


def test_a_time_without_a_zone_is_the_practice_s() -> None:
    assert found("UID:b\nDTSTART:20260304T090000").entries[0].begins == datetime(2026, 3, 4, 9, tzinfo=BERLIN)


def test_an_endless_entry_ends_with_the_window() -> None:
    read = found("UID:c\nDTSTART:20200106T090000Z\nRRULE:FREQ=WEEKLY")
    assert (times(read)[0], times(read)[-1]) == ("03-02 10:00", "08-31 11:00")


def test_until_in_utc_counts_the_day_in_the_entry_s_zone() -> None:
    read = found("UID:d\nDTSTART;TZID=America/New_York:20260302T200000\nRRULE:FREQ=WEEKLY;UNTIL=20260317T000000Z")
    assert len(read.entries) == 3


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=HOURLY",
        "FREQ=YEARLY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
        "FREQ=WEEKLY;BYHOUR=3",
        "NONSENSE=1",
    ],
)
def test_a_rule_that_is_not_read_is_counted_and_left_out(rule: str) -> None:
    read = found(f"UID:e\nDTSTART:20260302T090000Z\nRRULE:{rule}")
    assert not read.entries
    assert read.unread + read.broken == 1


def test_what_has_no_time_or_is_cancelled_is_left_out_and_counted() -> None:
    read = found("UID:f\nDTSTART;VALUE=DATE:20260304", "UID:g\nSTATUS:CANCELLED\nDTSTART:20260304T090000")
    assert (read.entries, read.all_day, read.cancelled) == ((), 1, 1)


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", b"\xff\xfe\x00" * 50, b"BEGIN:VCARD\r\nEND:VCARD\r\n"]
)
def test_what_is_no_calendar_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(RefusedCalendar, match="Export it again"):
        read_calendar(data, **WINDOW)  # type: ignore[arg-type]


def test_a_huge_file_and_too_many_entries_are_refused() -> None:
    with pytest.raises(RefusedCalendar, match="kB"):
        read_calendar(b"x" * (LARGEST + 1), **WINDOW)  # type: ignore[arg-type]
    daily = [f"UID:h{n}\nDTSTART:20260302T090000Z\nRRULE:FREQ=DAILY" for n in range(6)]
    with pytest.raises(RefusedCalendar, match="more than 1,000"):
        found(*daily)


def test_old_daily_rules_without_end_do_not_hold_the_server_up() -> None:
    with pytest.raises(RefusedCalendar):
        found(*[f"UID:i{n}\nDTSTART:19900101T090000Z\nRRULE:FREQ=DAILY;INTERVAL=1" for n in range(40)])


@given(st.binary(max_size=300))
def test_no_bytes_end_in_anything_but_a_refusal_or_an_empty_calendar(data: bytes) -> None:
    with suppress(RefusedCalendar):
        assert read_calendar(data, **WINDOW).entries == ()  # type: ignore[arg-type]


def a_file(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", *lines, "END:VCALENDAR", ""]).encode()


def test_a_time_zone_described_by_a_rule_for_every_second_is_not_worked_out() -> None:
    zone = ["BEGIN:VTIMEZONE", "TZID:Nowhere/Land", "BEGIN:STANDARD", "DTSTART:19700101T000000", "RRULE:FREQ=SECONDLY"]
    zone += ["TZOFFSETFROM:+0000", "TZOFFSETTO:+0100", "END:STANDARD", "END:VTIMEZONE"]
    event = ["BEGIN:VEVENT", "UID:1", "SUMMARY:x", "DTSTART:20261124T090000Z", "END:VEVENT"]
    assert len(events_in(a_file(*zone, *event))) == 1
    assert b"SECONDLY" not in without_zones(a_file(*zone, *event).replace(b"BEGIN:VTIMEZONE", b"BEGIN:VTIME\r\n ZONE"))


def test_descriptions_of_zones_are_left_out_however_they_are_written() -> None:
    for begin in ("BEGIN:VTIMEZONE", "begin:vtimezone", "BEGIN;X=1:VTIMEZONE", "BE GIN:VTIMEZONE", "BEGIN:VT\u0131MEZONE"):
        zone = [begin, "TZID:Nowhere/Land", "BEGIN:STANDARD", "RRULE:FREQ=SECONDLY", "END:STANDARD", "END;Y=2:vtimezone"]
        assert b"SECONDLY" not in without_zones(a_file(*zone)), begin
    assert b"SUMMARY:on VTIMEZONE" in without_zones(a_file("SUMMARY:on VTIMEZONE"))


def test_zones_that_never_end_are_passed_over_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = list[int]()
    mark = calendar._mark_of_a_zone
    monkeypatch.setattr(calendar, "_mark_of_a_zone", lambda line: looked_at.append(len(line)) or mark(line))  # type: ignore[func-returns-value]
    data = b"BEGIN:VCALENDAR\n" + b"BEGIN:VTIMEZONE\n" * 500
    with pytest.raises(RefusedCalendar, match="Export it again"):
        read_calendar(data, **WINDOW)  # type: ignore[arg-type]
    assert sum(looked_at) <= len(data)


NEVER = ["BYDAY=1MO;BYMONTHDAY=31", "BYDAY=5MO;BYSETPOS=2", "BYMONTHDAY=30;BYSETPOS=4"]


@pytest.mark.parametrize("rule", NEVER)
def test_a_rule_that_never_occurs_is_sought_within_the_window_only(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = list[int]()
    monkeypatch.setattr(calendar._Counts, "step", lambda _self, days: looked_at.append(days))
    assert times(found(f"UID:n\nDTSTART:20260302T090000Z\nRRULE:FREQ=MONTHLY;{rule}")) == ["03-02 10:00"]
    assert 100 < sum(looked_at) <= 8 * 31


def test_many_rules_that_never_occur_are_refused_by_the_days_that_were_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar, "MOST_STEPS", 30_000)
    with pytest.raises(RefusedCalendar, match="too many, or reach back too far"):
        found(*[f"UID:m{n}\nDTSTART:19900302T090000Z\nRRULE:FREQ=MONTHLY;COUNT=9;{NEVER[n % 3]}" for n in range(3)])


def test_old_entries_that_ended_long_ago_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = list[int]()
    monkeypatch.setattr(calendar._Counts, "step", lambda _self, days: looked_at.append(days))
    assert times(found("UID:o\nDTSTART:20200302T090000Z\nRRULE:FREQ=DAILY;UNTIL=20240302T090000Z")) == []
    assert looked_at == []
