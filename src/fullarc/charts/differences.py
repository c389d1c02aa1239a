"""A difference with its interval as a small picture for a row of a table; all rows share one scale, so that lengths can be compared."""

from math import ceil

from fullarc.charts.drawing import written

WIDTH, HEIGHT, EDGE = 220, 24, 6
LEAST_REACH = 1.0


def reach_of(*limits: float) -> float:
    """How far the scale reaches to either side of 0, in whole units."""
    return max(LEAST_REACH, float(ceil(max((abs(each) for each in limits), default=LEAST_REACH) - 1e-9)))


def difference_strip(difference: float, low: float, high: float, reach: float, label: str, *, filled: bool) -> str:
    """The interval as a line, the difference as a dot (filled where it stands out), no difference as the upright in the middle."""

    def x(value: float) -> float:
        return WIDTH / 2 + (WIDTH / 2 - EDGE) * max(-reach, min(reach, value)) / reach

    middle = HEIGHT / 2
    ticks = "".join(
        f'<line x1="{x(at):.1f}" y1="{middle - 3:.1f}" x2="{x(at):.1f}" y2="{middle + 3:.1f}" class="base"/>'
        for at in range(-int(reach), int(reach) + 1)
        if at
    )
    marks = (
        f'<line x1="{EDGE}" y1="{middle}" x2="{WIDTH - EDGE}" y2="{middle}" class="base"/>{ticks}'
        f'<line x1="{x(0):.1f}" y1="0" x2="{x(0):.1f}" y2="{HEIGHT}" class="cut"/>'
        f'<line x1="{x(low):.1f}" y1="{middle}" x2="{x(high):.1f}" y2="{middle}" class="line"/>'
        f'<circle cx="{x(difference):.1f}" cy="{middle}" r="3.6" class="{"dot" if filled else "dot within"}"/>'
    )
    return (
        f'<svg class="arc spark" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{written(label)}">{marks}</svg>'
    )
