"""What the charts of trackers mark: sessions that ended incomplete, actions apart from urges, levels that have names."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest

from fullarc.charts.trackers import tracker_chart
from fullarc.instruments.log import LogValue
from fullarc.modalities.numbers import Number, numbers_of
from fullarc.modalities.panels import Panel, panels
from fullarc.modalities.tracker import Row

DAY, NEXT = date(2026, 3, 2), date(2026, 3, 9)


def emdr(first: dict[str, LogValue], second: dict[str, LogValue]) -> list[Panel]:
    rows = [
        Row(DAY, {"item": "t1", "sud": 8.0, "voc": 2.0}, "emdr-assessment"),
        Row(DAY, {"item": "t1", **first}, "emdr"),
        Row(NEXT, {"item": "t1", **second}, "emdr"),
    ]
    return panels("emdr", numbers_of("emdr", rows, {"t1": "The platform"}))


def marked(panel: Panel) -> list[tuple[float, float]]:
    return [point for line in panel.lines if line.label == "session ended incomplete" for point in line.points]


def test_the_last_reading_of_a_session_that_ended_incomplete_is_marked() -> None:
    sud, voc = emdr(
        {"suds": "8 7 5", "closure": "Safe place"}, {"sud_now": 5.0, "voc_now": 3.0, "suds": "2 0", "vocs": "5", "closure": "Container"}
    )
    assert marked(sud) == [(3.0, 5.0)]
    assert marked(voc) == [(2.0, 5.0)]
    assert "session ended incomplete" in tracker_chart([sud, voc], "EMDR")


def test_without_an_incomplete_session_nothing_is_marked() -> None:
    whole: dict[str, LogValue] = {"suds": "8 4 0", "vocs": "5 7", "scan": 1.0}
    sud, voc = emdr(whole, {"sud_now": 0.0, "voc_now": 7.0, "scan_now": 1.0})
    assert [len(sud.lines), len(voc.lines)] == [1, 1]


def test_an_action_is_drawn_in_a_strip_above_the_scale_of_the_urge() -> None:
    rows = [Number(DAY, "diary-card", "urge", 5.0, "Leaving"), Number(DAY, "diary-card", "action", 1.0, "Leaving")]
    [panel] = panels("diary-card", rows)
    assert [line.above for line in panel.lines] == [False, True]


@pytest.mark.parametrize("word", ["none", "all"])
def test_levels_with_names_are_named_at_the_axis(word: str) -> None:
    drawn = tracker_chart(panels("homework", [Number(DAY, "homework", "completion", 3.0)]), "Homework")
    assert f">{word}<" in drawn


def test_days_that_would_touch_each_other_are_left_out() -> None:
    days = [DAY + timedelta(days=7 * week) for week in range(30)]
    told = [Number(day, "emdr", "sud", 5.0, "The platform") for day in days]
    drawn = tracker_chart(panels("emdr", told), "EMDR")
    narrow = drawn[drawn.index("tracker-narrow") :]
    places = [float(x) for x in re.findall(r'<text x="([\d.]+)" y="[\d.]+" text-anchor="middle" class="t-month">\d', narrow)]
    assert 4 < len(places) < 12
    assert min(later - earlier for earlier, later in pairwise(places)) > 25
