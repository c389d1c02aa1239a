"""The numbers that a client's pictures are drawn from, with the words of their ends and points."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from statistics import mean

from fullarc.course.assessment import CourseAssessment, ScoreCourse
from fullarc.course.days import number_in_words
from fullarc.narrative.client_notes import COUNTABLE
from fullarc.narrative.client_scores import told_series, valid_points, words_of
from fullarc.narrative.client_words import ClientWords, subject_of_indicator
from fullarc.reading.finding import Status

PER_WEEK = {"per_day": 7.0, "per_week": 1.0, "per_month": 7 / 30}
FEWEST_MONTHS = 2
MOST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class ToldSeries:
    """One measure for a client's chart; fields as of charts.client_lines.ClientLine."""

    key: str
    name: str
    points: tuple[tuple[date, float, str], ...]
    low: float
    high: float
    top: str
    bottom: str
    label: str
    missing: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class ToldCount:
    """How often something happened in a week, by month; None for a month in which no note says."""

    key: str
    name: str
    months: tuple[tuple[date, float | None], ...]


def client_series(seen: CourseAssessment, words: ClientWords) -> tuple[ToldSeries, ...]:
    """The series of own answers with at least two points, the longest first."""
    told = [series for series in told_series(seen) if len(valid_points(series)) > 1]
    return tuple(_series(series, words) for series in sorted(told, key=lambda one: -len(one.points)))


def _series(series: ScoreCourse, words: ClientWords) -> ToldSeries:
    name = words_of(series, "chart_names", words)
    lower = series.better != "higher"
    ends = [words.say("charts", key) for key in (("much", "little") if lower else ("good", "poor"))]
    points = [(point.date, point.value) for point in valid_points(series) if point.value is not None]
    first, last = points[0], points[-1]
    label = words.say(
        "charts", "line", name=name, start=words.day(first[0]), end=words.day(last[0]), points=len(points),
        first=number_in_words(first[1]), last=number_in_words(last[1]), low=number_in_words(series.low), high=number_in_words(series.high),
    )  # fmt: skip
    of = words.table["charts"]["point"]
    return ToldSeries(
        key=f"score:{series.measure}",
        name=name,
        points=tuple((day, value, of.format(day=words.day(day), value=f"{value:g}", high=f"{series.high:g}")) for day, value in points),
        low=series.low,
        high=series.high,
        top=ends[0],
        bottom=ends[1],
        label=label,
        missing=series.not_given,
    )


def client_counts(seen: CourseAssessment, words: ClientWords) -> tuple[ToldCount, ...]:
    """What notes count (attacks, nightmares), as times a week by month, of the last twelve months. A month that denies it is zero."""
    found: dict[str, dict[date, list[float]]] = defaultdict(lambda: defaultdict(list))
    for noted in seen.timeline.findings:
        finding, month = noted.finding, noted.date.replace(day=1)
        subject = subject_of_indicator(finding.indicator)
        if subject not in COUNTABLE:
            continue
        if finding.status is Status.DENIED:
            found[subject][month].append(0.0)
        elif finding.status is Status.PRESENT and finding.value is not None and finding.unit in PER_WEEK:
            value = finding.value if isinstance(finding.value, int | float) else sum(finding.value) / 2
            found[subject][month].append(value * PER_WEEK[finding.unit])
    counted = {subject: months for subject, months in found.items() if len(months) >= FEWEST_MONTHS and any(map(any, months.values()))}
    return tuple(ToldCount(f"count:{s}", words.say("count_names", s), _by_month(months)) for s, months in counted.items())


def _by_month(months: Mapping[date, list[float]]) -> tuple[tuple[date, float | None], ...]:
    first, last = min(months), max(months)
    span = (last.year - first.year) * 12 + last.month - first.month
    every = [date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(span + 1)]
    return tuple((month, round(mean(months[month]), 1) if month in months else None) for month in every[-MOST_MONTHS:])
