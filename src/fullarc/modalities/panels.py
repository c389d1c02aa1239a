"""Which numbers of a tracker stand in which panel of its chart. Two scales never share a panel."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from fullarc.modalities.numbers import Number
from fullarc.modalities.sentences import Told


@dataclass(frozen=True, slots=True)
class Line:
    """Points in order; `x` is a day, or the place in a session for a curve within one. `mark`: "dot", "ring" or "cross"."""

    label: str
    points: tuple[tuple[float, float], ...]
    mark: str = "dot"
    joined: bool = True  # the points are joined by a line; urges with gaps and actions are not
    above: bool = False  # stands in a strip of its own above the scale: it happened or not, and has no value


@dataclass(frozen=True, slots=True)
class Panel:
    """One scale. `pairs`: the two lines are joined row by row. With `names` the x values are places in order and not days."""

    title: str
    low: float
    high: float
    lines: tuple[Line, ...]
    pairs: bool = False
    names: tuple[str, ...] = ()  # of the x places, where they are no days
    ends: tuple[str, str] = ("", "")  # words for the lowest and the highest value, where these are levels with names


def panels(log: str, numbers: Sequence[Number]) -> list[Panel]:
    """The panels of a tracker, those without points left out."""
    made = _panels(log, numbers)
    return [panel for panel in made if any(line.points for line in panel.lines)]


def _panels(log: str, numbers: Sequence[Number]) -> list[Panel]:
    if log == "thought-record":
        belief = (_line(numbers, "belief_before", "before", "ring"), _line(numbers, "belief_after", "after"))
        emotion = (_line(numbers, "emotion_1_before", "before", "ring"), _line(numbers, "emotion_1_after", "after"))
        return [
            Panel("Belief in the thought, 0 to 100", 0, 100, tuple(map(_unjoined, belief)), pairs=True),
            Panel("Strength of the first emotion, 0 to 100", 0, 100, tuple(map(_unjoined, emotion)), pairs=True),
        ]
    if log == "activity-schedule":
        return [
            Panel(
                "Mastery and pleasure, 0 to 10",
                0,
                10,
                (_line(numbers, "mastery", "mastery", "ring"), _line(numbers, "pleasure", "pleasure")),
            ),
            Panel("Mood, 0 to 10", 0, 10, (_line(numbers, "mood", "mood"),)),
        ]
    if log == "exposure":
        return [
            Panel(f"{step}: SUDS 0 to 100", 0, 100, (_line(rows, "peak", "highest"), _line(rows, "end", "at the end", "ring")))
            for step, rows in _of(numbers)
        ]
    if log == "homework":
        done = (_unjoined(_line(numbers, "completion", "done")),)
        return [Panel("How much was done, none to all", 0, 4, done, ends=("none", "all"))]
    if log == "emdr":
        return [panel for target, rows in _of(numbers) for panel in sud_and_voc(rows, target)]
    if log == "diary-card":
        return _diary(numbers)
    if log == "act":
        lines = [(value, _line(rows, "importance", "importance", "ring"), _line(rows, "lived", "lived")) for value, rows in _of(numbers)]
        return [Panel(f"{value}, 0 to 10", 0, 10, (important, lived), pairs=True) for value, important, lived in lines]
    items = {"ipt": ("closeness", "satisfaction"), "mi": ("importance", "confidence", "readiness")}.get(log, ())
    marks = ("dot", "ring", "cross")
    return [
        Panel(f"{name}, 0 to 10", 0, 10, tuple(_line(rows, item, item, mark) for item, mark in zip(items, marks, strict=False)))
        for name, rows in _of(numbers)
    ]


def sud_and_voc(numbers: Sequence[Number], target: str) -> tuple[Panel, Panel]:
    """SUD (0 is good) and VoC (7 is good) of one target, reading after reading, each on its own scale. The last reading of a session
    that ended incomplete is marked."""
    left = _left_incomplete(numbers)
    return tuple(  # type: ignore[return-value]
        Panel(
            f"{target}: {title}",
            low,
            high,
            tuple(
                line
                for line in (
                    Line(word, tuple((float(n), numbers[place].value) for n, place in enumerate(places))),
                    Line(
                        "session ended incomplete",
                        tuple((float(n), numbers[place].value) for n, place in enumerate(places) if place in left),
                        "ring",
                        joined=False,
                    ),
                )
                if line.points or line.label == word
            ),
            names=tuple(_days_once([numbers[place].date for place in places])),
        )
        for title, word, item, low, high in (("SUD, 0 is good", "SUD", "sud", 0, 10), ("VoC, 7 is good", "VoC", "voc", 1, 7))
        for places in [[place for place, one in enumerate(numbers) if one.item == item]]
    )


def _left_incomplete(numbers: Sequence[Number]) -> set[int]:
    """The places of the last reading of each session that ended incomplete; a session's readings stand before its `incomplete`."""
    found, last = set(), -1
    for place, one in enumerate(numbers):
        if one.item in ("sud", "voc"):
            last = place
        elif one.item == "incomplete" and one.value and last >= 0:
            found.add(last)
    return found


def _days_once(days: Sequence[date]) -> list[str]:
    """The day at its first reading, nothing at the others."""
    return [f"{day.day} {day:%b}" if n == 0 or days[n - 1] != day else "" for n, day in enumerate(days)]


def _diary(numbers: Sequence[Number]) -> list[Panel]:
    out = []
    for target, rows in _of([one for one in numbers if one.item in ("urge", "action")]):
        acted = [Number(one.date, one.log, one.item, 5.0, one.about) for one in rows if one.item == "action" and one.value]
        lines = (_unjoined(_line(rows, "urge", "urge")), replace(_unjoined(_line(acted, "action", "action done", "cross")), above=True))
        out.append(Panel(f"{target}: urge, 0 to 5", 0, 5, lines))
    levels = [sum(one.item == "usage" and one.value == level for one in numbers) for level in range(8)]
    if any(levels):
        points = tuple((float(level), float(count)) for level, count in enumerate(levels))
        out.append(
            Panel("Days at each level of skills use, 0 to 7", 0, max(levels), (Line("days", points, "bar"),), names=tuple("01234567"))
        )
    return out


def _of(numbers: Sequence[Number]) -> list[tuple[str, list[Number]]]:
    names = list(dict.fromkeys(one.about for one in numbers))
    return [(name, [one for one in numbers if one.about == name]) for name in names]


def _line(numbers: Sequence[Told], item: str, label: str, mark: str = "dot") -> Line:
    return Line(label, tuple((float(one.date.toordinal()), one.value) for one in numbers if one.item == item), mark)


def _unjoined(line: Line) -> Line:
    return replace(line, joined=False)
