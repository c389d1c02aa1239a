"""The picture of a journal: gaps stay gaps."""

import re
from datetime import date, timedelta
from xml.dom.minidom import parseString

from fullarc.charts.journal import LoggedLine, journal_chart, missing_stretches

FIRST = date(2026, 3, 1)


def logged(*places, values=(5.0,)):
    return {FIRST + timedelta(place): list(values) for place in places}


def drawn(days):
    """The wide picture, as an element."""
    picture = journal_chart([LoggedLine("Mood", 0, 10, days)], "Mood, day by day.")
    return parseString(f"<page>{picture}</page>").getElementsByTagName("svg")[0]


def of_class(picture, tag, cls):
    return [element for element in picture.getElementsByTagName(tag) if element.getAttribute("class") == cls]


def across(path):
    return [float(x) for x in re.findall(r"[ML] ?([\d.]+) ", path.getAttribute("d"))]


def test_no_line_runs_through_a_day_without_an_entry():
    picture = drawn(logged(0, 1, 2, 5, 6, 9))
    lines = of_class(picture, "path", "line")
    assert [len(across(line)) for line in lines] == [3, 2]
    step = across(lines[0])[1] - across(lines[0])[0]
    joined = [b - a for line in lines for a, b in zip(across(line), across(line)[1:], strict=False)]
    assert all(abs(width - step) < 0.2 for width in joined)


def test_every_stretch_without_entries_is_shaded():
    days = logged(0, 1, 4, 5, 9)
    assert missing_stretches(sorted(days)) == [
        (FIRST + timedelta(2), FIRST + timedelta(3)),
        (FIRST + timedelta(6), FIRST + timedelta(8)),
    ]
    assert len(of_class(drawn(days), "rect", "band")) == 2


def test_a_single_day_between_gaps_is_a_dot_without_a_line():
    picture = drawn(logged(0, 5))
    assert of_class(picture, "path", "line") == []
    assert len(of_class(picture, "circle", "goal-dot")) == 2


def test_several_entries_of_a_day_show_their_mean_and_their_span():
    picture = drawn(logged(0, 1, values=(2.0, 8.0)))
    first = of_class(picture, "circle", "goal-dot")[0]
    spans = of_class(picture, "path", "thin")
    assert len(spans) == 2
    bottom, top = (float(y) for y in re.findall(r" ([\d.]+)", spans[0].getAttribute("d").replace("V", "")))
    assert abs(float(first.getAttribute("cy")) - (bottom + top) / 2) < 0.1


def test_nothing_logged_is_no_picture():
    assert journal_chart([LoggedLine("Mood", 0, 10, {})], "Mood") == ""


def test_one_entry_is_drawn_and_a_title_with_markup_is_only_words():
    picture = journal_chart([LoggedLine("<script>", 0, 10, logged(0))], 'a "label"')
    assert "<script>" not in picture
    assert parseString(f"<page>{picture}</page>").getElementsByTagName("circle")
