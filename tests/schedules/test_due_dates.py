"""On which days something is due, and how long it stays open."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from fullarc.schedules.due import Break, due_between
from fullarc.schedules.schedule import Rhythm, Schedule

HELSINKI = "Europe/Helsinki"
BEGIN = date(2026, 3, 2)  # a Monday
LATER = date(2026, 5, 31)
SESSIONS = [date(2026, 3, 5) + timedelta(days=7 * week) for week in range(6)]


def days(schedule: Schedule, **more: object) -> list[date]:
    return [due.day for due in due_between(schedule, BEGIN, LATER, **more)]  # type: ignore[arg-type]


def local(moment: datetime, zone: str = HELSINKI) -> str:
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def test_weekly_is_due_on_its_weekday_from_the_first_one_on() -> None:
    fridays = days(Schedule(Rhythm.WEEKLY, BEGIN, HELSINKI, date(2026, 3, 20), weekday=4))
    assert fridays == [date(2026, 3, 6), date(2026, 3, 13), date(2026, 3, 20)]


def test_daily_is_due_each_day_and_may_be_filled_in_until_noon_of_the_day_after() -> None:
    schedule = Schedule(Rhythm.DAILY, BEGIN, HELSINKI, date(2026, 3, 4))
    assert days(schedule) == [BEGIN, date(2026, 3, 3), date(2026, 3, 4)]
    [first, *_] = due_between(schedule, BEGIN, LATER)
    assert (local(first.opens), local(first.closes)) == ("2026-03-02 00:00", "2026-03-03 12:00")


def test_before_each_session_opens_two_days_before_and_closes_with_the_day_of_the_session() -> None:
    due = due_between(Schedule(Rhythm.BEFORE_SESSION, BEGIN, HELSINKI), BEGIN, LATER, sessions=SESSIONS)
    assert [each.day for each in due] == SESSIONS
    assert (local(due[1].opens), local(due[1].closes), due[1].reminds_on) == ("2026-03-10 00:00", "2026-03-13 00:00", date(2026, 3, 11))


def test_a_session_on_the_first_day_of_a_schedule_is_asked_about_on_that_day() -> None:
    [due] = due_between(Schedule(Rhythm.BEFORE_SESSION, BEGIN, HELSINKI), BEGIN, LATER, sessions=[BEGIN])
    assert (local(due.opens), due.reminds_on) == ("2026-03-02 00:00", BEGIN)


def test_every_other_session_is_the_first_the_third_the_fifth() -> None:
    schedule = Schedule(Rhythm.EVERY_OTHER_SESSION, BEGIN, HELSINKI)
    assert days(schedule, sessions=SESSIONS) == SESSIONS[::2]
    assert days(schedule, sessions=SESSIONS[1:]) == SESSIONS[1::2]  # one that was cancelled is not counted


def test_several_sessions_on_a_day_and_sessions_before_the_beginning_count_once_and_not_at_all() -> None:
    schedule = Schedule(Rhythm.BEFORE_SESSION, BEGIN, HELSINKI)
    assert days(schedule, sessions=[SESSIONS[1], SESSIONS[0], SESSIONS[1], BEGIN - timedelta(days=7)]) == SESSIONS[:2]


def test_once_is_due_once_and_open_for_a_week() -> None:
    [due] = due_between(Schedule(Rhythm.ONCE, BEGIN, HELSINKI), BEGIN, LATER)
    assert (due.day, local(due.closes)) == (BEGIN, "2026-03-09 00:00")


def test_nothing_is_due_in_a_break() -> None:
    schedule = Schedule(Rhythm.WEEKLY, BEGIN, HELSINKI, date(2026, 3, 30), weekday=0)
    kept = days(schedule, breaks=[Break(date(2026, 3, 9), date(2026, 3, 16)), Break(date(2026, 3, 24))])
    assert kept == [date(2026, 3, 2), date(2026, 3, 16), date(2026, 3, 23)]


def test_the_days_of_a_week_in_which_clocks_change_are_whole() -> None:
    due = due_between(Schedule(Rhythm.DAILY, date(2026, 3, 28), HELSINKI), date(2026, 3, 28), date(2026, 3, 30))
    lengths = [each.closes - each.opens for each in due]
    assert lengths == [timedelta(hours=35), timedelta(hours=35), timedelta(hours=36)]  # the night of 29 March lacks an hour


def test_apia_left_out_a_day_and_nothing_was_due_on_it() -> None:
    """30 December 2011, a Friday, did not exist in Samoa."""
    first, last = date(2011, 12, 28), date(2012, 1, 1)
    daily = due_between(Schedule(Rhythm.DAILY, first, "Pacific/Apia"), first, last)
    assert [due.day.day for due in daily] == [28, 29, 31, 1]
    [weekly] = due_between(Schedule(Rhythm.WEEKLY, first, "Pacific/Apia", weekday=4), first, last)
    assert weekly.day == date(2011, 12, 31)
    assert local(weekly.opens, "Pacific/Apia") == "2011-12-31 00:00"


def test_in_sao_paulo_the_day_may_begin_at_one() -> None:
    """Clocks went from 00:00 to 01:00 on 4 November 2018."""
    day = date(2018, 11, 4)
    [due] = due_between(Schedule(Rhythm.DAILY, day, "America/Sao_Paulo", day), day, day)
    assert local(due.opens, "America/Sao_Paulo") == "2018-11-04 01:00"
