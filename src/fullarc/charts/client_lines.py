"""Pictures for a client's phone: one line of own answers, and bars of something counted by month. Numbers never stand alone:
the ends of the scale are words, and every picture has its sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from fullarc.charts.drawing import Drawing, Page, Point, runs, width_of, written
from fullarc.charts.month import Pinned, framed

LINE = Page("client-line", 342, 0, 0, 6.4, above=True)
BARS = Page("client-bars", 342, 0, 0, 6.4, above=True)
TOP, HEIGHT = 20.0, 102.0
BAR_TOP, BAR_HEIGHT, BAR_WIDTH = 22.0, 78.0, 16.0
LONGEST_STEP = 35  # days between two answers that a line may join
FINGER = 12  # px
GAP = 5.0
MONTH_GAP = 12.0


@dataclass(frozen=True, slots=True)
class ClientLine:
    """One series for a client. `top` and `bottom` say the ends of the scale in words; `missing` are days without a due answer.

    `label` says the picture in a sentence, `points` carry the words of each point.
    """

    name: str
    points: tuple[tuple[date, float, str], ...]
    low: float
    high: float
    top: str
    bottom: str
    label: str
    missing: tuple[date, ...] = ()


def client_line(line: ClientLine, months: Sequence[str], pins: Sequence[Pinned] = (), *, opens: str = "") -> str:
    """The picture; empty text without points. `months` are the twelve names, `opens` the address that a point opens with its day added."""
    if not line.points:
        return ""
    draw = Drawing(LINE, line.points[0][0], line.points[-1][0])
    bottom = TOP + HEIGHT

    def at(day: date, value: float) -> Point:
        return draw.x(day), bottom - HEIGHT * (min(max(value, line.low), line.high) - line.low) / (line.high - line.low)

    for y, words, beside in ((TOP, line.top, TOP - 6), (bottom, line.bottom, bottom + 14)):
        draw.line(0, y, LINE.width, y, "base")
        draw.text(LINE.width, beside, words, "t-hint", "end")
    placed: list[Point | None] = []
    for number, (day, value, _) in enumerate(line.points):
        if number and _parted(line.points[number - 1][0], day, line.missing):
            placed.append(None)
        placed.append(at(day, value))
    for run in runs(placed):
        draw.path(run, "line")
    _pins(draw, line, pins, at)
    for day, value, words in line.points:
        x, y = at(day, value)
        draw.put(_point(x, y, words, f"{opens}{day.isoformat()}/" if opens else ""))
    _month_names(draw, line, months, bottom + 32)
    return framed(draw, bottom + 40, line.label).replace('role="img"', 'role="group"' if opens else 'role="img"')


def client_bars(bars: Sequence[tuple[str, float | None]], label: str) -> str:
    """One bar a name with its number above it; None, nothing said, leaves the place empty. Empty text where nothing was counted."""
    highest = max((value for _, value in bars if value is not None), default=0.0)
    if not highest:
        return ""
    draw = Drawing(BARS, date(2000, 1, 1), date(2000, 1, 2))
    column = BARS.width / len(bars)
    foot = BAR_TOP + BAR_HEIGHT
    draw.line(0, foot + 0.5, BARS.width, foot + 0.5, "base")
    for place, (name, value) in enumerate(bars):
        middle = column * (place + 0.5)
        if value is not None:
            tall = BAR_HEIGHT * value / highest
            draw.rect(middle - BAR_WIDTH / 2, foot - tall, BAR_WIDTH, tall, "l3")
            draw.text(middle, foot - tall - 6, f"{value:g}", "t-name", "middle")
        if width_of(name, 11) < column or place % 2 == 0:
            draw.text(middle, foot + 16, name, "t-month", "middle")
    return framed(draw, foot + 24, label)


def _pins(draw: Drawing, line: ClientLine, pins: Sequence[Pinned], at: Callable[[date, float], Point]) -> None:
    """A stroke down to the line, its words between the strokes before and after; its day where they have no room, else the stroke alone."""
    shown = sorted(_inside(pins, line), key=lambda one: one.date)
    taken = 0.0
    for number, pin in enumerate(shown):
        near = min(line.points, key=lambda point: abs((point[0] - pin.date).days))
        x, y = draw.x(pin.date), at(near[0], near[1])[1]
        draw.line(x, TOP, x, max(TOP + 8, y - 8), "event")
        after = draw.x(shown[number + 1].date) if number + 1 < len(shown) else LINE.width
        taken = max(x, _beside(draw, pin, x, taken, after))


def _beside(draw: Drawing, pin: Pinned, x: float, taken: float, after: float) -> float:
    """The words of a pin, or its day alone, on the side with room. Gives how far to the right they reach, 0 for nothing on that side."""
    for said in (pin.words, pin.words.partition(", ")[0]):
        wide = width_of(said, 12) + GAP
        if x - wide >= taken:
            draw.text(x - GAP, TOP + 12, said, "t-name", "end")
            return 0.0
        if x + wide <= after:
            draw.text(x + GAP, TOP + 12, said, "t-name")
            return x + wide
    return 0.0


def _parted(before: date, after: date, missing: Sequence[date]) -> bool:
    return (after - before).days > LONGEST_STEP or any(before < day < after for day in missing)


def _inside(pins: Sequence[Pinned], line: ClientLine) -> list[Pinned]:
    return [pin for pin in pins if line.points[0][0] <= pin.date <= line.points[-1][0]]


def _point(x: float, y: float, words: str, href: str) -> str:
    dot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" class="dot"/>'
    if not href:
        return f"<g><title>{written(words)}</title>{dot}</g>"
    hit = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{FINGER}" class="hit"/>'
    return f'<a href="{written(href)}" aria-label="{written(words)}">{hit}{dot}</a>'


def _month_names(draw: Drawing, line: ClientLine, months: Sequence[str], y: float) -> None:
    """The month of the first point, of the last, and of the first of each month between where there is room."""
    end = -10.0
    last = line.points[-1][0]
    last_name = months[last.month - 1][:3]
    edge = draw.x(last) - width_of(last_name, 11)
    for day in dict.fromkeys(d.replace(day=1) for d, _, _ in line.points):
        shown = max(day, line.points[0][0])
        name, x = months[shown.month - 1][:3], draw.x(shown)
        half = width_of(name, 11) / 2
        x = max(x, half)
        if x - half > end and (x + half < edge - 10) and (shown.year, shown.month) != (last.year, last.month):
            draw.text(x, y, name, "t-month", "middle")
            end = x + half + MONTH_GAP
    draw.text(draw.page.width if draw.x(last) > draw.page.width - 20 else draw.x(last), y, last_name, "t-month", "end")
