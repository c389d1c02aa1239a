"""What one score says beside the one before it, in the words in which the course page tells change."""

from collections.abc import Sequence
from datetime import date

from fullarc.course.days import day_in_words, number_in_words
from fullarc.course.score_series import by_edition
from fullarc.course.score_statements import NOT_PUBLISHED, WITHIN_ERROR
from fullarc.course.thresholds import reliable_step, scale_of
from fullarc.course.timeline import ScoreRecord
from fullarc.instruments.catalogue import Catalogue
from fullarc.instruments.definition import Better


def last_step(records: Sequence[ScoreRecord], source: str, name: str, measures: Catalogue, as_of: date) -> str:
    """A sentence about the score with this source and the valid one before it; empty when there is nothing to compare.

    Only the newest score is what is so "now"; an older one is told of its own day.

    `records` are those of one measure, scale and informant in order of date. Scores of two editions of a measure are not compared, and a
    step is judged by the reliable change of the scale (docs/methods/reliable-change.md), from one score to the next.
    """
    until = [one for one in records if one.value is not None]
    at = next((place for place, one in enumerate(until) if one.source == source), None)
    if at is None:
        return ""
    _, here, _ = by_edition(until[: at + 1])
    newest = at == len(until) - 1
    if len(here) < 2:
        first = f"It is the first score of {name}"
        return "" if at else f"{first}; change needs a second one." if newest else f"{first}."
    before, now = here[-2:]
    return _in_words(before, now, name, measures, as_of, newest=newest)


def _in_words(before: ScoreRecord, now: ScoreRecord, name: str, measures: Catalogue, as_of: date, *, newest: bool) -> str:
    old, new = before.value or 0.0, now.value or 0.0
    still = "is {} now" if newest else f"was still {{}} on {day_in_words(now.date, as_of)}"
    since = f"Since {day_in_words(before.date, as_of)}: {name}"
    went = (
        f"was {number_in_words(old)} and {still.format(number_in_words(new))}"
        if old == new
        else f"went from {number_in_words(old)} to {number_in_words(new)}"
    )
    instrument = measures.get(now.measure) if now.measure in measures else None
    scale = scale_of(instrument, now.scale) if instrument else None
    step = reliable_step(scale) if scale else None
    if instrument is None or step is None:
        return f"{since} {went}; {NOT_PUBLISHED}."
    reached = step.reached_by(old - new if instrument.better is Better.LOWER else new - old)
    if not reached:
        return f"{since} {went}, {WITHIN_ERROR if old != new else 'no reliable change'}."
    verb = "fell" if new < old else "rose"
    worse = ", a change for the worse" if reached < 0 else ""
    return f"{since} {verb} reliably from {number_in_words(old)} to {number_in_words(new)}{worse}."
