"""Which dips are none: stretches that one series saw for two observations, and everything together for longer."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import takewhile
from statistics import median

from fullarc.course.assessment import Dip, Level
from fullarc.course.change import STEP
from fullarc.course.dips import LONGEST
from fullarc.course.score_series import JudgedSeries
from fullarc.course.timeline import Attendance, Timeline

Span = tuple[date, date]
REACH = 3.0  # of the steps; one extreme observation does not outvote the rest
AROUND = 3  # observed days on each side that tell what was usual
SCORE_WEIGHT = 2.0
CLEAR = 0.5  # steps by which the worst day must stand out for anything to be said about its neighbours
NEAR = 0.5  # of the way from the usual to the worst day


def lasting_losses(
    dips: Sequence[Dip], timeline: Timeline, series: Sequence[JudgedSeries], levels: Mapping[str, tuple[Level, ...]]
) -> tuple[Span, ...]:
    """The stretches, first and last day, that are no situational dips because they lasted three sessions or more.

    All outcome measures and indicators are averaged by day, each in units of its own step. From the worst day of a dip the stretch
    grows over neighbouring days that come half of the way to it from the median of the three days before and after the dip. A
    stretch of one or two sessions is left a dip.
    """
    worse = _worse_by_day(series, levels)
    spans = [_stretch(dip, worse) for dip in dips]
    return tuple(span for span in spans if _sessions_in(span, timeline) > LONGEST)


def _worse_by_day(series: Sequence[JudgedSeries], levels: Mapping[str, tuple[Level, ...]]) -> dict[date, float]:
    seen: dict[date, list[tuple[float, float]]] = defaultdict(list)
    for one in series:
        if one.step is None or not one.of_outcome or one.course.scale != "total" or one.course.baseline is None:
            continue
        sign = 1 if one.course.better == "lower" else -1
        for record in one.valid:
            seen[record.date].append((SCORE_WEIGHT, sign * ((record.value or 0.0) - one.course.baseline) / one.step.points))
    for levels_seen in levels.values():
        usual = sum(level.level for level in levels_seen) / len(levels_seen)
        for level in levels_seen:
            seen[level.date].append((1.0, (level.level - usual) / STEP))
    return {day: _mean(seen[day]) for day in sorted(seen)}


def _mean(weighted: Sequence[tuple[float, float]]) -> float:
    total = sum(weight for weight, _ in weighted)
    return sum(weight * max(-REACH, min(REACH, value)) for weight, value in weighted) / total


def _stretch(dip: Dip, worse: Mapping[date, float]) -> Span:
    inside = {day: value for day, value in worse.items() if dip.begin <= day <= dip.end}
    before = [value for day, value in worse.items() if day < dip.begin][-AROUND:]
    after = [value for day, value in worse.items() if day > dip.end][:AROUND]
    if not inside or not before + after:
        return dip.begin, dip.end
    peak = max(inside, key=lambda day: inside[day])
    usual = median(before + after)
    if inside[peak] - usual < CLEAR:
        return peak, peak
    line = usual + NEAR * (inside[peak] - usual)
    days = list(worse)
    at = days.index(peak)
    earlier = list(takewhile(lambda day: worse[day] > line, days[:at][::-1]))
    later = list(takewhile(lambda day: worse[day] > line, days[at + 1 :]))
    return [peak, *earlier][-1], [peak, *later][-1]


def _sessions_in(span: Span, timeline: Timeline) -> int:
    return sum(s.attendance is Attendance.ATTENDED and span[0] <= s.date <= span[1] for s in timeline.sessions)
