"""From indicators, scores and goals to the five outcome domains."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fullarc.course.assessment import IndicatorCourse
from fullarc.course.change import settle
from fullarc.course.days import counted
from fullarc.course.durability import Held
from fullarc.course.score_series import JudgedSeries
from fullarc.course.statement import Change, Domain, Durability

SCORE_WEIGHT = 2.0  # a score weighs as much as two mentions in notes
DECIDES = 0.4  # share of the weight that must point one way
DOMINATES = 2.0  # and it must be this many times the weight of the opposite way
BOTH = 0.25  # with this share each way the domain is mixed
FEWEST = 3  # observations without which a domain is not judged
FEWEST_PRESENTATION = 6
HELD_AT = 0.8  # of the parts' own steps, on the average of a session
GONE_AT = 0.3  # and gone only below this, or below a third of the best where that is more
LEFT_OVER = 1 / 3
REACH = 2.5

RULE = (
    "Each indicator and each measure counts by its number of observations, a score twice as much as a mention in a note; "
    "those that were low from the start and stayed low are left out. One direction decides with 40 percent of the weight and "
    "twice that of the other; with a quarter each way the domain is mixed. Durability is judged on the average of what was "
    "observed on each day, in units of each part's own reliable step; where no measure speaks, a day is taken with its neighbours."
)
RULE_RISK = (
    "Risk is never averaged: the most serious unresolved signal decides, "
    "against the most serious one of the first three times that it was asked."
)
RULE_STABILITY = (
    "Derived for each session: 3 for a crisis contact, emergency visit or admission, 2 for swings, self-harm, a reliably worse "
    "score or several setbacks, 1 for one setback or a missed session, 0 for none; the first third of the course against the last."
)


@dataclass(frozen=True, slots=True)
class Part:
    """One indicator, measure or goal as its domain sees it. `points` are (date, gain in steps; positive is better) after the baseline."""

    id: str
    domain: Domain
    change: Change
    weight: float
    low_throughout: bool
    points: tuple[tuple[date, float], ...]
    measured: bool = False  # a measure, not read from notes
    regained: bool = False  # its change was lost for a time and is back


@dataclass(frozen=True, slots=True)
class RolledUp:
    change: Change
    durability: Durability
    parts: tuple[str, ...]
    since: date | None = None


def indicator_as_part(course: IndicatorCourse, set_aside: frozenset[date], step: float) -> Part:
    """An indicator read from notes; a day of a situational dip has no point."""
    baseline = course.baseline if course.baseline is not None else 0.0
    points = tuple((one.date, (baseline - one.level) / step) for one in course.levels if one.date not in set_aside)
    low = baseline < step and (course.current or 0.0) < step
    regained = course.durability is Durability.REGAINED
    return Part(course.indicator, course.domain, course.change, float(len(course.levels)), low, points, regained=regained)


def scores_as_part(series: JudgedSeries, set_aside: frozenset[date]) -> Part:
    """A measure, by the median of its last three scores; started and stayed on the healthy side, it is left out."""
    course, step = series.course, series.step
    sign = -1 if course.better == "lower" else 1
    baseline = course.baseline or 0.0
    points = tuple(
        (record.date, sign * (record.value - baseline) / step.points)
        for record in series.valid
        if step is not None and record.value is not None and record.date not in series.dip_days | set_aside
    )
    low = series.settled is Change.NO_CLEAR_CHANGE and course.cutoff is not None and not any(point.clinical for point in course.points)
    weight, regained = SCORE_WEIGHT * len(series.valid), course.durability is Durability.REGAINED
    return Part(course.measure, course.domain, series.settled, weight, low, points, measured=True, regained=regained)


def roll_up(domain: Domain, parts: Sequence[Part]) -> RolledUp:
    """Change and durability of one domain from its parts, by RULE."""
    judged = [part for part in parts if part.domain is domain and part.change is not Change.NOT_ENOUGH]
    names = tuple(part.id for part in sorted(judged, key=lambda part: -part.weight))
    fewest = FEWEST_PRESENTATION if domain is Domain.OVERALL_PRESENTATION else FEWEST
    if sum(part.weight for part in judged) < fewest:
        return RolledUp(Change.NOT_ENOUGH, Durability.NONE, names)
    counting = [part for part in judged if not part.low_throughout]
    gains = _gains(counting)
    if not any(part.measured for part in counting):
        gains = _smoothed(gains)
    change = _vote(counting)
    if change is Change.NO_CLEAR_CHANGE:
        change = _of_latest(gains)
    if change is Change.MIXED:
        return RolledUp(change, Durability.NONE, names)
    sign = -1 if change is Change.WORSENED else 1
    durability, since = settle(_held([(day, sign * gain) for day, gain in _after_baseline(gains)]), change)
    if durability in {Durability.SUSTAINED, Durability.RECENT} and _was_lost_for_a_time(counting, change):
        durability = Durability.REGAINED
    return RolledUp(change, durability, names, since)


def _was_lost_for_a_time(parts: Sequence[Part], change: Change) -> bool:
    """Whether all measures that went this way, or all indicators where no measure did, were lost for a time and are back: what each of them
    says is not hidden by their average."""
    went = [part for part in parts if part.change is change]
    telling = [part for part in went if part.measured] or went
    return bool(telling) and all(part.regained for part in telling)


def _vote(parts: Sequence[Part]) -> Change:
    better = sum(part.weight for part in parts if part.change is Change.IMPROVED)
    worse = sum(part.weight for part in parts if part.change is Change.WORSENED)
    total = sum(part.weight for part in parts)
    if total == 0:
        return Change.NO_CLEAR_CHANGE
    if better >= DECIDES * total and better >= DOMINATES * worse:
        return Change.IMPROVED
    if worse >= DECIDES * total and worse >= DOMINATES * better:
        return Change.WORSENED
    return Change.MIXED if min(better, worse) >= BOTH * total else Change.NO_CLEAR_CHANGE


def _gains(parts: Sequence[Part]) -> list[tuple[date, float]]:
    """Per day the average gain in steps over the parts that were observed on it."""
    sums: dict[date, list[tuple[float, float]]] = defaultdict(list)
    for part in parts:
        for day, gain in part.points:
            sums[day].append((part.weight, max(-REACH, min(REACH, gain))))
    return [(day, _average(sums[day])) for day in sorted(sums)]


def _smoothed(gains: Sequence[tuple[date, float]]) -> list[tuple[date, float]]:
    """Each day taken with the one before and the one after it: words alone are coarse."""
    near = [gains[max(0, i - 1) : i + 2] for i in range(len(gains))]
    return [(day, sum(gain for _, gain in around) / len(around)) for (day, _), around in zip(gains, near, strict=True)]


def _after_baseline(gains: Sequence[tuple[date, float]]) -> Sequence[tuple[date, float]]:
    """The first three days make the baseline."""
    return gains[3:] if len(gains) > 5 else gains[1:]


def _held(gains: Sequence[tuple[date, float]]) -> list[Held]:
    """Held once the gain is reached, and until most of it is gone: wavering around one line is neither lost nor regained."""
    observed: list[Held] = []
    held, best = False, 0.0
    for day, gain in gains:
        held = gain >= (min(HELD_AT, max(GONE_AT, best * LEFT_OVER)) if held else HELD_AT)
        best = max(best, gain)
        observed.append(Held(day, held))
    return observed


def _of_latest(gains: Sequence[tuple[date, float]]) -> Change:
    """Where single parts are mentioned too rarely to tell, the last three days of all together can still tell."""
    latest = [gain for _, gain in gains[-FEWEST:]]
    if len(gains) < 2 * FEWEST or min(abs(gain) for gain in latest) < HELD_AT:
        return Change.NO_CLEAR_CHANGE
    mean = sum(latest) / len(latest)
    return Change.IMPROVED if mean >= 1 else Change.WORSENED if mean <= -1 else Change.NO_CLEAR_CHANGE


def _average(weighted: Sequence[tuple[float, float]]) -> float:
    return sum(weight * value for weight, value in weighted) / sum(weight for weight, _ in weighted)


def rests_on(notes: int, scores: int, entries: int = 0) -> str:
    """What a conclusion rests on: "24 notes, 44 scores"."""
    parts = [f"{notes} {'note' if notes == 1 else 'notes'}"]
    if scores:
        parts.append(f"{scores} {'score' if scores == 1 else 'scores'}")
    if entries:
        parts.append(counted(entries, "entry", "entries"))
    return ", ".join(parts)
