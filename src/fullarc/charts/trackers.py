"""The charts of trackers: panels one below the other, each with its own scale, drawn for a wide and for a narrow page."""

from collections.abc import Callable, Sequence
from datetime import date

from fullarc.charts.drawing import EM, Point, short_date, written
from fullarc.modalities.panels import Line, Panel

PAGES = (("wide", 640), ("narrow", 342))
LEFT, RIGHT, HEIGHT = 34, 12, 96
TITLE, KEY, FOOT, STRIP = 18, 18, 22, 14
Place = Callable[[tuple[float, float]], Point]


def tracker_chart(panels: Sequence[Panel], label: str) -> str:
    """One picture a page width; empty text where there is nothing to draw. `label` is what a screen reader says of it."""
    return "".join(_page(name, width, panels, label) for name, width in PAGES) if panels else ""


def _page(name: str, width: int, panels: Sequence[Panel], label: str) -> str:
    out: list[str] = []
    days = [x for panel in panels if not panel.names for line in panel.lines for x, _ in line.points]
    span = (min(days), max(days)) if days else (0.0, 1.0)
    y = 0.0
    for panel in panels:
        y = _panel(out, panel, width, y, span)
    named = f'class="arc tracker tracker-{name}" role="img" aria-label="{written(label)}"'
    return f'<svg {named} viewBox="0 0 {width} {y:.0f}">{"".join(out)}</svg>'


def _panel(out: list[str], panel: Panel, width: int, y: float, span: tuple[float, float]) -> float:
    most = int((width - 8) / (13 * EM))
    title = panel.title if len(panel.title) <= most else f"{panel.title[: most - 1]}…"
    out.append(_text(0, y + 14, title, "t-lane"))
    top = y + TITLE
    if len(panel.lines) > 1:
        _key(out, panel.lines, y + TITLE + 12)
        top += KEY
    top += 8 + (STRIP if any(line.above for line in panel.lines) else 0)
    bottom = top + HEIGHT
    if panel.names:
        span = (0.0, max(1.0, float(len(panel.names) - 1)))
    inset = 24 if panel.names else 8

    def at(point: tuple[float, float]) -> Point:
        across = (point[0] - span[0]) / (span[1] - span[0]) if span[1] > span[0] else 0.5
        up = (point[1] - panel.low) / (panel.high - panel.low)
        return LEFT + inset + across * (width - LEFT - RIGHT - 2 * inset), bottom - up * HEIGHT

    for value, word in zip((panel.low, panel.high), panel.ends, strict=True):
        _, at_y = at((span[0], value))
        out.append(f'<line x1="{LEFT}" y1="{at_y:.1f}" x2="{width - RIGHT}" y2="{at_y:.1f}" class="base"/>')
        out.append(_text(LEFT - 6, at_y + 4, word or f"{value:g}", "t-num", "end"))
    if panel.pairs:
        _join_pairs(out, panel, at)
    for line in panel.lines:
        points = [(x, top - STRIP + 2 if line.above else y) for x, y in map(at, line.points)]
        _draw(out, line, points, bottom, not panel.pairs)
    _foot(out, panel, span, at, bottom + 14)
    return bottom + FOOT + 10


def _join_pairs(out: list[str], panel: Panel, at: Place) -> None:
    first, second = panel.lines
    later = dict(second.points)
    for x, value in first.points:
        if x in later:
            (x1, y1), (x2, y2) = at((x, value)), at((x, later[x]))
            out.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="thin"/>')


def _draw(out: list[str], line: Line, points: Sequence[Point], bottom: float, joined: bool) -> None:
    if line.mark == "bar":
        for x, y in points:
            out.append(f'<rect x="{x - 9:.1f}" y="{y:.1f}" width="18" height="{bottom - y:.1f}" class="l2"/>')
        return
    if joined and line.joined and len(points) > 1:
        out.append(
            '<path d="M' + " L".join(f"{x:.1f} {y:.1f}" for x, y in points) + f'" class="{"thin" if line.mark == "ring" else "line"}"/>'
        )
    out.extend(_mark(line.mark, x, y) for x, y in points)


def _mark(mark: str, x: float, y: float) -> str:
    if mark == "cross":
        return f'<path d="M{x - 4:.1f} {y - 4:.1f} l8 8 m0 -8 l-8 8" class="missed"/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.6" class="dot{" within" if mark == "ring" else ""}"/>'


def _key(out: list[str], lines: Sequence[Line], y: float) -> None:
    x = 6.0
    for line in lines:
        out.append(_mark(line.mark, x, y - 4))
        out.append(_text(x + 9, y, line.label, "t-hint"))
        x += 9 + len(line.label) * 11 * EM + 22


def _foot(out: list[str], panel: Panel, span: tuple[float, float], at: Place, y: float) -> None:
    if panel.names:
        free = 0.0  # where the last word ended: one that would touch it is left out
        for n, word in enumerate(panel.names):
            x, half = at((float(n), panel.low))[0], len(word) * 11 * EM / 2
            if word and x - half >= free:
                out.append(_text(x, y, word, "t-month", "middle"))
                free = x + half + 4
        return
    ends = [(span[0], "start"), (span[1], "end")] if span[1] > span[0] else [(span[0], "middle")]
    for day, anchor in ends:
        x = at((day, panel.low))[0]
        shift = {"start": -8, "end": 8, "middle": 0}[anchor]
        out.append(_text(x + shift, y, short_date(date.fromordinal(int(day))), "t-month", anchor))


def _text(x: float, y: float, words: str, cls: str, anchor: str = "start") -> str:
    end = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{x:.1f}" y="{y:.1f}"{end} class="{cls}">{written(words)}</text>' if words else ""
