"""What a schedule may be, and how a page says it."""

from datetime import date

import pytest

from fullarc.schedules.schedule import Rhythm, Schedule, ScheduleRefused

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"zone": "Europe/Nowhere"}, "Time zone"),
        ({"zone": "../etc/passwd"}, "Time zone"),
        ({"ends": date(2026, 3, 1)}, "lies before the first"),
        ({"rhythm": Rhythm.WEEKLY}, "day of the week"),
        ({"rhythm": Rhythm.WEEKLY, "weekday": 7}, "day of the week"),
        ({"weekday": 1}, "Only a weekly schedule"),
    ],
)
def test_a_schedule_that_means_nothing_is_refused(given: dict[str, object], word: str) -> None:
    with pytest.raises(ScheduleRefused, match=word):
        Schedule(**{"rhythm": Rhythm.DAILY, "begins": MONDAY, "zone": "Europe/Helsinki", **given})  # type: ignore[arg-type]


def test_a_schedule_says_how_often() -> None:
    words = {Rhythm.BEFORE_SESSION: "before each session", Rhythm.EVERY_OTHER_SESSION: "before every other session", Rhythm.ONCE: "once"}
    for rhythm, said in words.items():
        assert Schedule(rhythm, MONDAY, "Asia/Kathmandu").in_words == said
    assert Schedule(Rhythm.WEEKLY, MONDAY, "Asia/Kathmandu", weekday=4).in_words == "every Friday"
    assert Schedule(Rhythm.DAILY, MONDAY, "Asia/Kathmandu").in_words == "every day"
