"""Waiting times that run while the practice works, never longer than a day, also when the clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from fullarc.web.signals.working_hours import CAP, Hours, over_at

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = Hours(time(9), time(17), range(5), BERLIN)
FOUR = timedelta(hours=4)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A day of March 2026; the 2nd is a Monday, the 29th the day on which the clock goes forward."""
    return datetime(2026, 3, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("begins", "over"),
    [
        (at(3, 10), at(3, 14)),
        (at(3, 6), at(3, 13)),
        (at(3, 15), at(4, 11)),
        (at(3, 17), at(4, 13)),
        (at(3, 20), at(4, 13)),
        (at(6, 16), at(7, 16)),  # Friday: three hours are left on Monday, but nothing waits longer than a day
        (at(7, 12), at(8, 12)),
        (at(8, 20), at(9, 13)),
    ],
)
def test_four_working_hours_from(begins: datetime, over: datetime) -> None:
    assert over_at(begins, FOUR, WEEK) == over.astimezone(UTC)


def test_a_day_on_which_the_clock_changes_has_its_real_length() -> None:
    every_day = Hours(time(0), time(23, 59), range(7), BERLIN)
    assert over_at(at(29, 1), FOUR, every_day) == at(29, 6)  # 2 to 3 o'clock does not exist


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Kathmandu"])
def test_it_is_over_after_the_wait_and_within_a_day(zone: str) -> None:
    hours = Hours(time(9), time(17), range(5), ZoneInfo(zone))
    for step in range(600):
        begins = datetime(2025, 1, 1, tzinfo=UTC) + step * timedelta(hours=29, minutes=7)
        wait = timedelta(hours=step % 12 + 1)
        assert begins + wait <= over_at(begins, wait, hours) <= begins + CAP, begins


def test_hours_without_a_day_are_refused() -> None:
    with pytest.raises(ValueError, match="weekday"):
        Hours(time(9), time(17), (), BERLIN)
    assert WEEK.on(date(2026, 3, 7)) is None
