"""The pictures of the client's side: no line through what was not given, numbers with their words, hostile words escaped."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

from fullarc.charts.client_lines import ClientLine, client_bars, client_line
from fullarc.charts.month import MonthWords, Pinned, month_chart, month_for_print
from fullarc.course.month import month_of
from fullarc.course.timeline import LogEntry, timeline_of

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
WORDS = MonthWords(("awful", "low", "okay", "good", "great"), ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), "Mood in September")


def month(*days: int):
    entries = [LogEntry(date(2026, 9, day), "mood-journal", "mood", float(day % 11), "higher") for day in days]
    return month_of(timeline_of(entries=entries), 2026, 9, today=date(2026, 9, 30))


def pieces(svg: str, cls: str) -> list[str]:
    return re.findall(rf'<path d="([^"]*)" class="{cls}"', svg)


def test_no_line_is_drawn_through_days_without_an_entry():
    svg = month_chart(month(1, 2, 3, 6, 7, 10), WORDS)
    assert [path.count("L") for path in pieces(svg, "thin")] == [2, 1]
    assert svg.count('class="dot"') == 6


def test_the_narrow_picture_has_a_bar_only_for_days_with_an_entry():
    svg = month_chart(month(1, 2, 30), WORDS)
    assert svg.count('class="l3"') == 3


def test_even_the_worst_mood_has_a_bar_that_can_be_seen():
    [height] = re.findall(r'height="([\d.]+)" class="l3"', month_chart(month(11), WORDS))
    assert float(height) > 4


def test_weekends_are_shaded():
    assert month_chart(month(1), WORDS).count('class="band"') == 8  # September 2026


def test_a_month_without_a_mood_draws_nothing():
    assert month_chart(month(), WORDS) == ""
    assert month_for_print(month(), WORDS) == ""


def test_own_words_at_a_day_are_escaped_and_never_overlap():
    pins = [Pinned(date(2026, 9, 11), "11 Sep, <b>test</b>"), Pinned(date(2026, 9, 12), "12 Sep, another long day with words")]
    svg = month_for_print(month(10, 11, 12), WORDS, pins)
    assert "<b>" not in svg
    assert svg.count('class="event"') == 2
    assert svg.count('class="t-dur"') == 1
    ElementTree.fromstring(svg)


def line(*days: int, missing: tuple[date, ...] = ()) -> ClientLine:
    first = date(2026, 1, 5)
    points = tuple((first + timedelta(day), float(20 - n), f"day {day}: {20 - n} of 27") for n, day in enumerate(days))
    return ClientLine("How low you have felt", points, 0, 27, "a lot", "hardly at all", "Six points.", missing)


def test_a_line_breaks_over_a_long_gap_and_over_an_answer_that_was_due_and_not_given():
    assert [p.count("L") for p in pieces(client_line(line(0, 7, 14, 70, 77), MONTHS), "line")] == [2, 1]
    svg = client_line(line(0, 7, 21, 28, missing=(date(2026, 1, 19),)), MONTHS)
    assert [p.count("L") for p in pieces(svg, "line")] == [1, 1]


def test_the_ends_of_the_scale_are_words_and_each_point_says_itself():
    svg = client_line(line(0, 7), MONTHS, opens="/note/")
    assert "a lot" in svg
    assert "hardly at all" in svg
    assert svg.count('<a href="/note/2026-01-') == 2
    assert 'aria-label="day 7: 19 of 27"' in svg


def test_points_without_a_page_to_open_are_no_links():
    assert "<a " not in client_line(line(0, 7), MONTHS)


def test_a_pin_outside_the_line_is_left_out():
    assert client_line(line(0, 7), MONTHS, [Pinned(date(2025, 1, 1), "long ago")]).count("long ago") == 0
    assert client_line(line(0, 7), MONTHS, [Pinned(date(2026, 1, 12), "exam week")]).count("exam week") == 1


def test_bars_carry_their_numbers_and_leave_out_what_nobody_said():
    svg = client_bars([("Jan", 5.0), ("Feb", None), ("Mar", 0.0)], "Panic attacks in a week")
    assert re.findall(r'class="t-name">([^<]*)<', svg) == ["5", "0"]
    assert svg.count('class="l3"') == 2


def test_nothing_counted_draws_nothing():
    assert client_bars([("Jan", None), ("Feb", 0.0)], "none") == ""
    assert client_line(line(), MONTHS) == ""


def test_every_picture_is_well_formed_and_has_words_for_those_who_do_not_see_it():
    for svg in (
        client_line(line(0, 7), MONTHS, opens="/x/"),
        client_bars([("Jan", 5.0)], "Bars & words"),
        month_for_print(month(1), WORDS),
    ):
        assert ElementTree.fromstring(svg).get("aria-label")
