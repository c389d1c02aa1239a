"""Each due date has one reminder, and none of them comes in quiet hours, whatever the clocks of the zone do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fullarc.schedules.due import Due, due_between
from fullarc.schedules.local_time import instant, local_day
from fullarc.schedules.reminders import QuietHours, after_quiet, is_quiet, remind_at
from fullarc.schedules.schedule import Rhythm, Schedule

ZONES = ("America/New_York", "Europe/Helsinki", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "America/Sao_Paulo")
NIGHT = QuietHours()
NONE = QuietHours(time(0), time(0))

zones = st.sampled_from(ZONES)
clock = st.builds(time, st.integers(0, 23), st.sampled_from((0, 1, 15, 30, 45, 59)))
first_days = st.dates(date(2007, 1, 1), date(2039, 12, 1))
rhythms = st.sampled_from([Rhythm.DAILY, Rhythm.WEEKLY, Rhythm.BEFORE_SESSION, Rhythm.EVERY_OTHER_SESSION, Rhythm.ONCE])


def shown(moment: datetime, zone: str) -> str:
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def schedule_of(rhythm: Rhythm, first: date, zone: str) -> Schedule:
    return Schedule(rhythm, first, zone, weekday=0 if rhythm is Rhythm.WEEKLY else None)


@given(zones, first_days, rhythms, clock)
@example("Pacific/Apia", date(2011, 12, 20), Rhythm.DAILY, time(9))
@example("Pacific/Apia", date(2011, 12, 20), Rhythm.WEEKLY, time(9))
@example("America/Sao_Paulo", date(2018, 10, 25), Rhythm.DAILY, time(0, 30))
@example("Australia/Lord_Howe", date(2026, 9, 25), Rhythm.DAILY, time(2, 15))
def test_each_due_date_has_one_reminder_outside_quiet_hours_while_it_is_open(zone: str, first: date, rhythm: Rhythm, at: time) -> None:
    sessions = [first + timedelta(days=3 * n) for n in range(12)]
    due = due_between(schedule_of(rhythm, first, zone), first, first + timedelta(days=35), sessions=sessions)
    sent = [remind_at(each, at, NIGHT, ZoneInfo(zone)) for each in due]
    assert len(due) == len({each.day for each in due})
    for each, moment in zip(due, sent, strict=True):
        assert moment is not None
        assert each.opens <= moment < each.closes
        assert not is_quiet(moment, NIGHT, ZoneInfo(zone))
        assert local_day(moment, ZoneInfo(zone)) == each.reminds_on
    assert sent == sorted(set(sent)), "two reminders at one moment, or out of order"


@given(zones, first_days, st.sampled_from([time(9), time(12, 30), time(20, 59)]))
def test_every_monday_at_nine_is_monday_at_nine_by_the_local_clock(zone: str, first: date, at: time) -> None:
    for due in due_between(schedule_of(Rhythm.WEEKLY, first, zone), first, first + timedelta(days=60)):
        moment = remind_at(due, at, NIGHT, ZoneInfo(zone))
        assert moment is not None
        local = moment.astimezone(ZoneInfo(zone))
        assert (local.weekday(), local.time()) == (0, at)


@given(zones, first_days, clock, clock, clock, zones)
@example("America/New_York", date(2026, 3, 8), time(2, 30), time(3, 0), time(2, 0), "America/New_York")
@example("America/New_York", date(2026, 11, 1), time(1, 0), time(0, 30), time(1, 30), "America/New_York")
def test_whatever_hours_are_quiet_a_reminder_is_outside_them(
    zone: str, first: date, at: time, begins: time, ends: time, of_schedule: str
) -> None:
    quiet = QuietHours(begins, ends)
    for due in due_between(schedule_of(Rhythm.DAILY, first, of_schedule), first, first + timedelta(days=7)):
        moment = remind_at(due, at, quiet, ZoneInfo(zone))
        assert moment is not None
        assert due.opens <= moment < due.closes
        assert not is_quiet(moment, quiet, ZoneInfo(zone))


@given(zones, first_days)
def test_no_diary_day_is_missing_or_comes_twice(zone: str, first: date) -> None:
    """Hour by hour through three weeks, the days that a local calendar shows are the days on which a daily card is due."""
    last = first + timedelta(days=20)
    begin = instant(first, time(12), ZoneInfo(zone))
    seen = {local_day(begin + timedelta(hours=hour), ZoneInfo(zone)) for hour in range(21 * 24)}
    due = [each.day for each in due_between(schedule_of(Rhythm.DAILY, first, zone), first, last)]
    assert due == sorted(day for day in seen if first <= day <= last)


@pytest.mark.parametrize(
    ("zone", "day", "at", "comes"),
    [
        ("America/New_York", date(2026, 3, 8), time(2, 30), "2026-03-08 03:30"),  # skipped: as long after as the clock was moved
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 10), "2026-10-04 02:40"),  # half an hour is skipped there
        ("America/Sao_Paulo", date(2018, 11, 4), time(0, 0), "2018-11-04 01:00"),  # midnight is skipped
    ],
)
def test_an_hour_that_is_skipped_comes_later_by_what_was_skipped(zone: str, day: date, at: time, comes: str) -> None:
    [due] = due_between(Schedule(Rhythm.DAILY, day, zone, day), day, day)
    moment = remind_at(due, at, NONE, ZoneInfo(zone))
    assert moment is not None
    assert shown(moment, zone) == comes


def test_an_hour_that_comes_twice_is_the_first() -> None:
    assert instant(date(2026, 11, 1), time(1, 30), ZoneInfo("America/New_York")) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_an_hour_in_quiet_hours_becomes_the_end_of_them_on_that_day() -> None:
    day = date(2026, 5, 4)
    [due] = due_between(Schedule(Rhythm.ONCE, day, "Europe/Helsinki"), day, day)
    for at, comes in ((time(6), "2026-05-04 08:00"), (time(13), "2026-05-04 13:00"), (time(23), "2026-05-04 08:00")):
        moment = remind_at(due, at, NIGHT, ZoneInfo("Europe/Helsinki"))
        assert moment is not None
        assert shown(moment, "Europe/Helsinki") == comes


def test_an_end_of_quiet_hours_that_comes_twice_is_reached_the_second_time_by_who_is_past_the_first() -> None:
    """01:10 for the second time, quiet until 01:30: the clock shows 01:30 only once more."""
    zone, second = ZoneInfo("America/New_York"), datetime(2026, 11, 1, 6, 10, tzinfo=UTC)
    assert after_quiet(second, QuietHours(time(0), time(1, 30)), zone) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


def test_a_client_far_behind_the_zone_of_the_schedule_is_reminded_before_it_closes() -> None:
    """20:00 on the due date in Honolulu comes after noon of the day after in Samoa."""
    day, honolulu = date(2026, 5, 4), ZoneInfo("Pacific/Honolulu")
    [due] = due_between(Schedule(Rhythm.DAILY, day, "Pacific/Apia", day), day, day)
    moment = remind_at(due, time(20), NIGHT, honolulu)
    assert moment is not None
    assert shown(moment, "Pacific/Honolulu") == "2026-05-03 08:00"


def test_a_check_in_that_is_open_in_quiet_hours_only_has_no_reminder() -> None:
    night = Due(date(2026, 5, 4), datetime(2026, 5, 4, 19, tzinfo=UTC), datetime(2026, 5, 5, 2, tzinfo=UTC), date(2026, 5, 4))
    assert remind_at(night, time(9), NIGHT, ZoneInfo("Europe/Helsinki")) is None
