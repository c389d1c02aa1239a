"""A score as somebody entered it, a total or the answers to the items, as a ScoreRecord."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fullarc.course.timeline import RiskAnswer, ScoreRecord
from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.definition import Verdict
from fullarc.instruments.scored_form import RiskState
from fullarc.instruments.scoring import AnswerRefused, score


class RefusedScore(ValueError):
    """A score or answer outside its measure; says found, expected, what to do."""


def score_entered(
    day: date, measure: str, source: str, *, value: float | None = None, answers: Sequence[Any] | Mapping[str, Any] | None = None
) -> ScoreRecord:
    """One administration. `answers` lists the items in their order (None when unanswered) or maps their numbers to answers.

    Answers are scored and their risk items judged; a total is checked against the measure's range. A measure that the
    catalogue does not know is taken as it is.
    """
    if measure not in catalogue():
        if value is None:
            raise RefusedScore(f"{source}: found answers for the measure {measure[:30]!r}, which nobody knows; enter its total")
        return ScoreRecord(day, measure, value, source=source)
    instrument = catalogue().get(measure)
    if answers is None or instrument.verdict is Verdict.TOTAL_ONLY:
        low, high = instrument.total.low, instrument.total.high
        if value is None or not low <= value <= high:
            found = "no total" if value is None else f"{value:g}"
            raise RefusedScore(f"{source}: {instrument.short_name}: found {found}; totals run from {low:g} to {high:g}")
        return ScoreRecord(day, instrument.id, value, source=source)
    return _from_answers(day, instrument.id, source, _numbered(answers))


def _numbered(answers: Sequence[Any] | Mapping[str, Any]) -> dict[int, Any]:
    if isinstance(answers, Mapping):
        return {int(number): answer for number, answer in answers.items()}
    return dict(enumerate(answers, 1))


def _from_answers(day: date, measure: str, source: str, answers: dict[int, Any]) -> ScoreRecord:
    try:
        form = score(measure, answers)
    except AnswerRefused as refusal:
        raise RefusedScore(f"{source}: {refusal}") from None
    positive = tuple(RiskAnswer(one.item, one.answer or 0, one.about) for one in form.risk_raised)
    asked = tuple(one.about for one in form.risk if one.state is RiskState.NOT_RAISED)
    return ScoreRecord(day, measure, form.total.value, not_scored=form.total.not_scored, source=source, risk=positive, risk_asked=asked)
