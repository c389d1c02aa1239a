"""The picture of what a client logged day by day: one panel a line, the day's mean, the span of a day with several entries, gaps as gaps.

A line joins days that follow each other and no others. A stretch without entries is shaded and left empty.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import mean

from fullarc.charts.drawing import EM, Point, runs, short_date, written

PAGES = (("wide", 640), ("narrow", 342))
LEFT, RIGHT, HEIGHT = 34, 12, 84
TITLE, FOOT = 26, 34
LONG_DAYS = 100  # with more days than these the marks of single days are left small
YEAR = 366


@dataclass(frozen=True, slots=True)
class LoggedLine:
    """One line of a log: its ends, and the values of each day in order. A day without a value is not in `days`."""

    title: str
    low: float
    high: float
    days: Mapping[date, Sequence[float]]
    low_label: str = ""
    high_label: str = ""


def journal_chart(lines: Sequence[LoggedLine], label: str) -> str:
    """One picture a page width, all lines on one axis of days; empty text where nothing was logged. `label` says it in words."""
    drawn = [line for line in lines if line.days]
    if not drawn:
        return ""
    span = min(day for line in drawn for day in line.days), max(day for line in drawn for day in line.days)
    return "".join(_page(name, width, drawn, span, label) for name, width in PAGES)


def missing_stretches(days: Sequence[date]) -> list[tuple[date, date]]:
    """First and last day of every stretch between two entries on whose days nothing was logged. `days` in order."""
    return [(a + timedelta(1), b - timedelta(1)) for a, b in pairwise(days) if (b - a).days > 1]


def _page(name: str, width: int, lines: Sequence[LoggedLine], span: tuple[date, date], label: str) -> str:
    out: list[str] = []
    y = 0.0
    for line in lines:
        y = _panel(out, line, width, y, span)
    named = f'class="arc tracker tracker-{name}" role="img" aria-label="{written(label)}"'
    return f'<svg {named} viewBox="0 0 {width} {y:.0f}">{"".join(out)}</svg>'


def _panel(out: list[str], line: LoggedLine, width: int, y: float, span: tuple[date, date]) -> float:
    top, bottom = y + TITLE, y + TITLE + HEIGHT
    length = max(1, (span[1] - span[0]).days)
    room = width - LEFT - RIGHT - 16

    def x(day: date) -> float:
        return LEFT + 8 + room * ((day - span[0]).days / length if span[1] > span[0] else 0.5)

    def at(value: float) -> float:
        return bottom - HEIGHT * (value - line.low) / (line.high - line.low)

    days = sorted(line.days)
    step = room / length
    out.append(_text(0, y + 14, _title(line, width), "t-lane"))
    for first, last in missing_stretches(days):
        left, right = x(first) - step / 2, x(last) + step / 2
        out.append(f'<rect x="{left:.1f}" y="{top}" width="{right - left:.1f}" height="{HEIGHT}" class="band"/>')
    for value in (line.low, line.high):
        out.append(f'<line x1="{LEFT}" y1="{at(value):.1f}" x2="{width - RIGHT}" y2="{at(value):.1f}" class="base"/>')
        out.append(_text(LEFT - 6, at(value) + 4, f"{value:g}", "t-num", "end"))
    many = length > LONG_DAYS
    for day in days:
        values = line.days[day]
        if min(values) < max(values):
            out.append(f'<path d="M{x(day):.1f} {at(min(values)):.1f} V{at(max(values)):.1f}" class="{"lane" if many else "thin"}"/>')
    points: list[Point | None] = [
        (x(day), at(mean(line.days[day]))) if day in line.days else None
        for day in (span[0] + timedelta(n) for n in range((span[1] - span[0]).days + 1))
    ]
    for run in runs(points):
        if len(run) > 1:
            out.append('<path d="M' + " L".join(f"{px:.1f} {py:.1f}" for px, py in run) + '" class="line"/>')
        size = 1.4 if many else 2.6
        out.extend(f'<circle cx="{px:.1f}" cy="{py:.1f}" r="{size}" class="goal-dot"/>' for px, py in (run if not many else _ends(run)))
    _foot(out, span, x, bottom + 14)
    return bottom + FOOT


def _ends(run: Sequence[Point]) -> list[Point]:
    return list(dict.fromkeys((run[0], run[-1])))


def _title(line: LoggedLine, width: int) -> str:
    ends = f"{line.low:g} {line.low_label} to {line.high:g} {line.high_label}" if line.low_label else f"{line.low:g} to {line.high:g}"
    most = int((width - 8) / (13 * EM))
    return next((words for words in (f"{line.title}, {ends}", line.title) if len(words) <= most), f"{line.title[: most - 1]}…")


def _foot(out: list[str], span: tuple[date, date], x: Callable[[date], float], y: float) -> None:
    year = (span[1] - span[0]).days > YEAR or span[0].year != span[1].year
    ends = [(span[0], "start", -8), (span[1], "end", 8)] if span[1] > span[0] else [(span[0], "middle", 0)]
    for day, anchor, shift in ends:
        out.append(_text(x(day) + shift, y, short_date(day) + (f" {day.year}" if year else ""), "t-month", anchor))


def _text(x: float, y: float, words: str, cls: str, anchor: str = "start") -> str:
    end = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{x:.1f}" y="{y:.1f}"{end} class="{cls}">{written(words)}</text>'
