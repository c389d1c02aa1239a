"""Where scores and notes tell different stories over the same stretch. A prompt to look, not a verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fullarc.course.assessment import IndicatorCourse, Level
from fullarc.course.change import mean_level
from fullarc.course.score_series import JudgedSeries
from fullarc.course.statement import Change
from fullarc.course.timeline import Note, ScoreRecord

FEWEST_SCORES = 4
FEWEST_NOTES = 3
LONG_ENOUGH = 3  # scores in the stretch: once or twice is measurement error or a bad week
BEST_OF = 3  # scores averaged to say how good it had been
LIGHT = 1.0  # mean level: notes at or below it tell of mild trouble or none
FEWEST_MENTIONS = 6  # before notes are said to read worse than the scores


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The series, the stretch, and how the notes differ: "silent" or "otherwise"; `worse` is what the scores say."""

    series: JudgedSeries
    best: ScoreRecord
    stretch: tuple[ScoreRecord, ...]
    notes: tuple[Note, ...]
    indicators: tuple[str, ...]
    levels: tuple[Level, ...]
    last_mention: Level | None
    worse: bool

    @property
    def silent(self) -> bool:
        return not self.levels

    @property
    def begin(self) -> date:
        return self.stretch[0].date


def contradiction(series: JudgedSeries, notes: Sequence[Note], indicators: Mapping[str, IndicatorCourse]) -> Contradiction | None:
    """Scores reliably worse than they were while the notes are silent or tell otherwise; or reliably better while the notes read worse."""
    if series.step is None or not series.speaks_to or len(series.valid) < FEWEST_SCORES:
        return None
    about = tuple(indicator for indicator in series.speaks_to if indicator in indicators)
    return _rising(series, notes, indicators, about) or _notes_worse(series, notes, indicators, about)


def _worse(series: JudgedSeries, record: ScoreRecord) -> float:
    return (1 if series.course.better == "lower" else -1) * (record.value or 0.0)


def _turn(series: JudgedSeries) -> int | None:
    """Index of the last score of the best three after which the last two scores are reliably worse; None when there is none."""
    values = [_worse(series, record) for record in series.valid]
    step = series.step
    width = min(BEST_OF, len(values) - LONG_ENOUGH)
    windows = [sum(values[i - width + 1 : i + 1]) / width for i in range(width - 1, len(values) - 2)]
    if step is None or not windows:
        return None
    best = min(windows)
    at = len(windows) - 1 - windows[::-1].index(best) + width - 1
    now = (values[-1] + values[-2]) / 2
    if step.reached_by(best - now) >= 0 or min(values[-2:]) - best < step.points / 2:
        return None
    return at


def _rising(
    series: JudgedSeries, notes: Sequence[Note], indicators: Mapping[str, IndicatorCourse], about: tuple[str, ...]
) -> Contradiction | None:
    at = _turn(series)
    if at is None:
        return None
    best, stretch = series.valid[at], _worse_stretch(series, at)
    if len(stretch) < LONG_ENOUGH:
        return None
    within = tuple(note for note in notes if stretch[0].date <= note.date <= stretch[-1].date)
    if len(within) < FEWEST_NOTES:
        return None
    said = _levels(indicators, about, best.date, stretch[-1].date)
    said = tuple(level for level in said if level.date >= stretch[0].date)
    if said and mean_level(said) > LIGHT:
        return None
    last = max(
        (level for one in about for level in indicators[one].levels if level.date < stretch[0].date), key=lambda one: one.date, default=None
    )
    return Contradiction(series, best, stretch, within, about or series.speaks_to, said, last, worse=True)


def _worse_stretch(series: JudgedSeries, at: int) -> tuple[ScoreRecord, ...]:
    """The unbroken run of scores up to the latest that are worse than the best by half the reliable change or more."""
    half = (series.step.points if series.step else 0.0) / 2
    best = _worse(series, series.valid[at])
    first = len(series.valid)
    while first > at + 1 and _worse(series, series.valid[first - 1]) - best >= half:
        first -= 1
    return series.valid[first:]


def _notes_worse(
    series: JudgedSeries, notes: Sequence[Note], indicators: Mapping[str, IndicatorCourse], about: tuple[str, ...]
) -> Contradiction | None:
    against = tuple(one for one in about if indicators[one].change is Change.WORSENED)
    with_it = [one for one in about if indicators[one].change is Change.IMPROVED]
    if series.course.change is not Change.IMPROVED or not against or len(with_it) >= len(against) or series.baseline_record is None:
        return None
    end = series.valid[-1].date
    said = _levels(indicators, against, series.baseline_record.date, end)
    if len(said) < FEWEST_MENTIONS:
        return None
    within = tuple(note for note in notes if series.baseline_record.date < note.date <= end)
    return Contradiction(series, series.baseline_record, series.valid[1:], within, against, said[-6:], None, worse=False) if said else None


def _levels(indicators: Mapping[str, IndicatorCourse], about: Sequence[str], after: date, until: date) -> tuple[Level, ...]:
    found = [level for one in about for level in indicators[one].levels if after < level.date <= until]
    return tuple(sorted(found, key=lambda level: level.date))
