"""Answers in, scores out. The order is fixed: check, risk items, reverse, missing items, subscales, total, bands, cut-off."""

from collections.abc import Mapping
from numbers import Real

from fullarc.instruments.answers import AnswerRefused, Answers, as_whole, checked_answers, contradictions, counted_answers, is_missing
from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.definition import Instrument, RiskItem, Scale, Verdict
from fullarc.instruments.patterns import judge_patterns
from fullarc.instruments.scale_scores import band_of, is_clinical, judged, points, prorated_sum, scale_scores
from fullarc.instruments.scored_form import RiskAnswer, RiskState, ScaleScore, ScoredForm

__all__ = ["AnswerRefused", "band_of", "checked_answers", "enter_totals", "is_clinical", "points", "prorated_sum", "score"]


def score(measure: Instrument | str, answers: Mapping[int, object], *, group: str = "") -> ScoredForm:
    """Score one filled form of a measure, named by its definition or by its id ("phq-9").

    `answers` maps item numbers (as printed, from 1; 0 for a question before the items) to whole numbers of any kind (NumPy's too), or
    to None, NaN or NA when unanswered; an item left out is unanswered. `group` names the people whose bands and cut-offs are to be used
    ("parent" for the SDQ), where the measure has figures by group; it is never guessed. Refused (AnswerRefused): an item the form does
    not have, a value that is not whole, a value outside the item's options, a group the measure does not know, and forms of which only
    totals are entered (use `enter_totals`).
    """
    instrument = catalogue().get(measure) if isinstance(measure, str) else measure
    if instrument.verdict is Verdict.TOTAL_ONLY:
        raise AnswerRefused(f"{instrument.short_name}: found answers to items, expected a total; enter the total of the licensed form")
    _check_group(instrument, group)
    checked = checked_answers(instrument, answers)
    counted = counted_answers(instrument, checked)
    risk = tuple(_risk_answer(item, _asked(checked, counted, item.number)) for item in instrument.risk_items)
    scores = scale_scores(instrument, counted, contradictions(instrument, counted), group)
    return ScoredForm(
        instrument=instrument.id,
        version=instrument.version,
        fingerprint=instrument.fingerprint,
        answers=checked,
        risk=risk,
        total=scores[0],
        subscales=tuple(scores[1:]),
        patterns=judge_patterns(instrument, counted),
    )


def enter_totals(
    measure: Instrument | str, values: Mapping[str, float | None], risk_answers: Answers | None = None, *, group: str = ""
) -> ScoredForm:
    """Take totals as somebody else scored them: scale id ("total", or a subscale's) to value.

    A risk item of the licensed form may be given by its number in `risk_answers`; without it the item counts as unanswered.
    Refused (AnswerRefused): an unknown scale, a value outside the scale's range or finer than the scale allows.
    """
    instrument = catalogue().get(measure) if isinstance(measure, str) else measure
    _check_group(instrument, group)
    known = {scale.id for scale in instrument.scales}
    for scale_id in values:
        if scale_id not in known:
            raise AnswerRefused(f"{instrument.short_name}: found a scale {scale_id!r}, expected one of: {', '.join(sorted(known))}")
    given = risk_answers or {}
    risk = tuple(_entered_risk(instrument, item, given.get(item.number)) for item in instrument.risk_items)
    scores = [_entered_scale(instrument, scale, values.get(scale.id), group) for scale in instrument.scales]
    return ScoredForm(instrument.id, instrument.version, instrument.fingerprint, {}, risk, scores[0], tuple(scores[1:]))


def _check_group(instrument: Instrument, group: str) -> None:
    known = dict.fromkeys(one.id for scale in instrument.scales for one in scale.groups)
    if group and group not in known:
        expected = f"one of: {', '.join(known)}" if known else "none, as it has no figures by group"
        raise AnswerRefused(f"{instrument.short_name}: found a group {group!r}, expected {expected}")


def _asked(checked: Answers, counted: Answers, number: int) -> int | None:
    """The answer to a risk item; one that an earlier answer skipped was not asked and counts 0, an answer given always stands."""
    given = checked.get(number)
    return counted.get(number) if given is None else given


def _risk_answer(item: RiskItem, answer: int | None) -> RiskAnswer:
    if answer is None:
        return RiskAnswer(item.number, item.about, None, RiskState.UNANSWERED)
    state = RiskState.RAISED if answer >= item.at_least else RiskState.NOT_RAISED
    return RiskAnswer(item.number, item.about, answer, state)


def _entered_scale(instrument: Instrument, scale: Scale, value: float | None, group: str) -> ScaleScore:
    if value is None or is_missing(value):
        return ScaleScore(scale.id, scale.name, None, "no value was entered", 0, 0)
    place = f"{instrument.short_name}, {scale.name}"
    if isinstance(value, bool) or not isinstance(value, Real) or not scale.low <= value <= scale.high:
        shown = f"{value:g}" if isinstance(value, Real) and not isinstance(value, bool) else "not a number"
        raise AnswerRefused(f"{place}: the score was {shown}; scores run from {scale.low:g} to {scale.high:g}.")
    if abs(value - round(value, scale.decimals)) > 1e-9:
        finest = "whole numbers" if scale.decimals == 0 else f"at most {scale.decimals} decimal"
        raise AnswerRefused(f"{place}: the score was {value:g}; scores have {finest}.")
    return judged(instrument, scale, float(value), 0, 0, prorated=False, group=group)


def _entered_risk(instrument: Instrument, item: RiskItem, answer: int | None) -> RiskAnswer:
    if answer is None or is_missing(answer):
        return _risk_answer(item, None)
    whole = as_whole(answer) if isinstance(answer, Real) and not isinstance(answer, bool) else None
    if whole is None or not 0 <= whole <= item.high:
        raise AnswerRefused(f"{instrument.short_name}, item {item.number}: found another answer than 0 to {item.high}; enter one of these")
    return _risk_answer(item, whole)
