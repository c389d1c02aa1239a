"""The mood of a month: a line with dots by day on a wide page, a calendar of bars on a narrow one, no line through a day left out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from fullarc.charts.drawing import Drawing, Page, Point, fitting, runs, width_of, written
from fullarc.charts.print_style import PRINT_STYLE
from fullarc.course.month import DayMood, Month

WIDE = Page("month-wide", 712, 64, 0, 10)
NARROW = Page("month-narrow", 342, 0, 0, 6.4, above=True)
TOP, HEIGHT, FOOT = 33.0, 104.0, 33.0  # px: from the upper edge to the best line, the lines, the days below
CELL_HEIGHT, TALLEST, BAR = 46.0, 26.0, 8.0
WEEK = 7
DOT = 4.6


@dataclass(frozen=True, slots=True)
class MonthWords:
    """What is written into the picture: the levels from worst to best, the weekdays from Monday, the sentence that says it."""

    levels: tuple[str, ...]
    weekdays: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Pinned:
    """A few words at a day."""

    date: date
    words: str


def month_chart(month: Month, words: MonthWords, pins: Sequence[Pinned] = ()) -> str:
    """Both pictures, of which the style sheet shows the one that fits; empty text where no mood was logged."""
    return wide(month, words, pins) + narrow(month, words) if month.logged else ""


def month_for_print(month: Month, words: MonthWords, pins: Sequence[Pinned] = ()) -> str:
    """The wide picture with the colours of paper; empty text where no mood was logged."""
    return wide(month, words, pins, PRINT_STYLE) if month.logged else ""


def wide(month: Month, words: MonthWords, pins: Sequence[Pinned], style: str = "") -> str:
    draw = Drawing(WIDE, month.first, month.last)
    days = len(month.moods)
    step = (WIDE.width - WIDE.left) / days

    def x(day: date) -> float:
        return WIDE.left + step * (day.day - 0.5)

    for mood in month.moods:
        if mood.is_weekend:
            draw.rect(x(mood.date) - step / 2, TOP - 17, step, HEIGHT + 34, "band")
    for place, name in enumerate(words.levels):
        y = TOP + HEIGHT * (1 - place / (len(words.levels) - 1))
        draw.text(0, y + 4, name, "t-name")
        draw.line(WIDE.left, y, WIDE.width, y, "base")
    for mood in month.moods:
        draw.text(x(mood.date), TOP + HEIGHT + FOOT, str(mood.date.day), "t-num", "middle")
    points: list[Point | None] = [None if m.value is None else (x(m.date), TOP + HEIGHT * (1 - share(m, month))) for m in month.moods]
    for run in runs(points):
        draw.path(run, "thin")
        for px, py in run:
            draw.circle(px, py, DOT, "dot")
    _pins(draw, pins, x)
    return framed(draw, TOP + HEIGHT + FOOT + 6, words.label, style)


def _pins(draw: Drawing, pins: Sequence[Pinned], x: Callable[[date], float]) -> None:
    """Words above their day; one that would touch the one before it gives way to a stroke alone."""
    end = 0.0
    for pin in sorted(pins, key=lambda one: one.date):
        at = x(pin.date)
        draw.line(at, 14, at, 23, "event")
        room = 2 * min(at, draw.page.width - at)
        said = fitting(room, 11, pin.words, f"{pin.words[:24].rstrip()}…")
        half = width_of(said, 11) / 2
        if said and at - half >= end:
            draw.text(at, 11, said, "t-dur", "middle")
            end = at + half + 10


def narrow(month: Month, words: MonthWords) -> str:
    draw = Drawing(NARROW, month.first, month.last)
    column = NARROW.width / WEEK
    for place, name in enumerate(words.weekdays):
        draw.text(column * (place + 0.5), 11, name, "t-month", "middle")
    begin = month.first.weekday()
    for mood in month.moods:
        row, place = divmod(begin + mood.date.day - 1, WEEK)
        middle, foot = column * (place + 0.5), 50.0 + CELL_HEIGHT * row
        draw.line(middle - 15, foot + 0.5, middle + 15, foot + 0.5, "base")
        if mood.value is not None:
            tall = TALLEST / len(words.levels) * (1 + share(mood, month) * (len(words.levels) - 1))
            draw.rect(middle - BAR / 2, foot - tall, BAR, tall, "l3")
        draw.text(middle, foot + 12, str(mood.date.day), "t-num", "middle")
    rows = (begin + len(month.moods) + WEEK - 1) // WEEK
    return framed(draw, 22 + CELL_HEIGHT * rows, words.label)


def share(mood: DayMood, month: Month) -> float:
    """Where a mood lies between the worst (0) and the best (1) of its scale."""
    value = month.low if mood.value is None else mood.value
    return min(1.0, max(0.0, (value - month.low) / (month.high - month.low)))


def framed(draw: Drawing, height: float, label: str, style: str = "") -> str:
    page = draw.page
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="arc {page.name}" viewBox="0 0 {page.width} {height:.0f}" role="img" '
        f'aria-label="{written(label)}">{style}{"".join(draw.out)}</svg>'
    )
