"""Answers in, scores out. The order is fixed: check, risk items, reverse, missing items, subscales, total, bands, cut-off."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.definition import Better, Cutoff, Instrument, Item, MissingRule, RiskItem, Scale, Verdict
from fullarc.instruments.patterns import judge_patterns
from fullarc.instruments.scored_form import RiskAnswer, RiskState, ScaleScore, ScoredForm

Answers = Mapping[int, int | None]


class AnswerRefused(ValueError):
    """An answer does not belong to this form. The sentence says which item, what was found and what is expected."""


def score(measure: Instrument | str, answers: Mapping[int, object]) -> ScoredForm:
    """Score one filled form of a measure, named by its definition or by its id ("phq-9").

    `answers` maps item numbers (as printed, from 1; 0 for a question before the items) to whole numbers, or None when
    unanswered; an item left out is unanswered. Refused (AnswerRefused): an item the form does not have, a value that is not
    whole, a value outside the item's options, and forms whose wording is not shipped (use `enter_totals`).
    """
    instrument = catalogue().get(measure) if isinstance(measure, str) else measure
    if instrument.verdict is Verdict.TOTAL_ONLY:
        raise AnswerRefused(f"{instrument.short_name}: found answers to items, expected a total; enter the total of the licensed form")
    checked = checked_answers(instrument, answers)
    risk = tuple(_risk_answer(item, checked.get(item.number)) for item in instrument.risk_items)
    contradiction = _contradicts_gate(instrument, checked)
    counted = _counted(instrument, checked)
    scores = [_scale_score(instrument, scale, counted, contradiction) for scale in instrument.scales]
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


def enter_totals(measure: Instrument | str, values: Mapping[str, float | None], risk_answers: Answers | None = None) -> ScoredForm:
    """Take totals as somebody else scored them: scale id ("total", or a subscale's) to value.

    A risk item of the licensed form may be given by its number in `risk_answers`; without it the item counts as unanswered.
    Refused (AnswerRefused): an unknown scale, a value outside the scale's range or finer than the scale allows.
    """
    instrument = catalogue().get(measure) if isinstance(measure, str) else measure
    known = {scale.id for scale in instrument.scales}
    for scale_id in values:
        if scale_id not in known:
            raise AnswerRefused(f"{instrument.short_name}: found a scale {scale_id!r}, expected one of: {', '.join(sorted(known))}")
    given = risk_answers or {}
    risk = tuple(_entered_risk(instrument, item, given.get(item.number)) for item in instrument.risk_items)
    scores = [_entered_scale(instrument, scale, values.get(scale.id)) for scale in instrument.scales]
    return ScoredForm(instrument.id, instrument.version, instrument.fingerprint, {}, risk, scores[0], tuple(scores[1:]))


def is_clinical(value: float, cutoff: Cutoff, better: Better) -> bool:
    """Is the value on the clinical side of the cut-off?"""
    if value == cutoff.at:
        return cutoff.inclusive
    return value > cutoff.at if better is Better.LOWER else value < cutoff.at


def band_of(scale: Scale, value: float) -> str:
    """The band a value lies in. A pro-rated value between two bands (14.4) belongs to the lower one until the next begins."""
    label = ""
    for band in scale.bands:
        if value >= band.low:
            label = band.label
    return label


def checked_answers(instrument: Instrument, answers: Mapping[int, object]) -> dict[int, int | None]:
    """Every item of the form with its answer or None. Refused (AnswerRefused): what the form could not have been filled in with."""
    items = {item.number: item for item in instrument.items}
    if instrument.gate is not None:
        items = {0: instrument.gate.item, **items}
    strangers = [number for number in answers if number not in items or isinstance(number, bool)]
    if strangers:
        last = instrument.items[-1].number
        raise AnswerRefused(f"{instrument.short_name}: found an answer to item {strangers[0]}; items run from {min(items)} to {last}")
    return {number: _checked_answer(instrument, item, answers.get(number)) for number, item in items.items()}


def _checked_answer(instrument: Instrument, item: Item, answer: object) -> int | None:
    if answer is None:
        return None
    place = f"{instrument.short_name}, {f'item {item.number}' if item.number else 'the question before the items'}"
    expected = f"answers run from {item.low} to {item.high}"
    if isinstance(answer, bool) or not isinstance(answer, int):
        shown = f"{answer:g}" if isinstance(answer, float) else "not a number"
        raise AnswerRefused(f"{place}: the answer was {shown}; {expected}, in whole numbers.")
    if all(answer != option.value for option in item.options):
        raise AnswerRefused(f"{place}: the answer was {answer}; {expected}.")
    return answer


def _risk_answer(item: RiskItem, answer: int | None) -> RiskAnswer:
    if answer is None:
        return RiskAnswer(item.number, item.about, None, RiskState.UNANSWERED)
    state = RiskState.RAISED if answer >= item.at_least else RiskState.NOT_RAISED
    return RiskAnswer(item.number, item.about, answer, state)


def _gate_is_shut(instrument: Instrument, answers: Answers) -> bool:
    return instrument.gate is not None and answers.get(0) == instrument.gate.skips_on


def _contradicts_gate(instrument: Instrument, answers: Answers) -> str:
    if _gate_is_shut(instrument, answers) and any(answers.get(item.number) for item in instrument.items):
        return "the question before the items was answered no, yet an item was answered yes; ask again"
    return ""


def _counted(instrument: Instrument, answers: Answers) -> Answers:
    """The answers as they count: behind a shut gate every unanswered item is 0, as the form says."""
    if not _gate_is_shut(instrument, answers):
        return answers
    return {number: 0 if value is None else value for number, value in answers.items()}


def _scale_score(instrument: Instrument, scale: Scale, answers: Answers, contradiction: str) -> ScaleScore:
    items = [instrument.items[number - 1] for number in scale.items]
    given = [points(item, value) for item in items if (value := answers.get(item.number)) is not None]
    missing = [item.number for item in items if answers.get(item.number) is None]
    rule = scale.missing or instrument.missing
    reason = contradiction or _why_not(instrument, rule, missing, len(items))
    if reason:
        return ScaleScore(scale.id, scale.name, None, reason, len(given), len(items))
    total = prorated_sum(given, len(items), rule) * scale.multiply
    return _judged(instrument, scale, total, len(given), len(items), bool(missing))


def points(item: Item, answer: int) -> int:
    """What an answer adds to the sum: itself, or its mirror image on a reversed item."""
    return item.low + item.high - answer if item.reverse else answer


def _why_not(instrument: Instrument, rule: MissingRule, missing: list[int], of: int) -> str:
    """The sentence that says why a scale has no value; empty when it has one."""
    if not missing:
        return ""
    listed = f"{'item' if len(missing) == 1 else 'items'} {', '.join(map(str, missing))}"
    if len(missing) > rule.allowed or len(missing) == of:
        allowed = "none may be missing" if rule.allowed == 0 else f"at most {rule.allowed} may be missing"
        return f"{len(missing)} of {of} items were not answered ({listed}); {allowed}"
    risky = [item.number for item in instrument.risk_items if item.number in missing]
    if risky:
        return f"item {risky[0]}, which asks about risk, was not answered; a missing risk item is never filled in"
    return ""


def prorated_sum(given: list[int], of: int, rule: MissingRule) -> float:
    """Sum of the answers, missing ones filled in with the mean of the rest: sum x of / answered.

    With rounding "half_up" the result is a whole number (14.5 gives 15), with "none" it keeps its decimals.
    """
    if len(given) == of:
        return float(sum(given))
    exact = Fraction(sum(given) * of, len(given))
    if rule.rounding == "none":
        return float(exact)
    return float((Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(1), ROUND_HALF_UP))


def _judged(instrument: Instrument, scale: Scale, value: float, answered: int, of: int, prorated: bool) -> ScaleScore:
    clinical = is_clinical(value, scale.cutoffs[0], instrument.better) if scale.cutoffs else None
    return ScaleScore(scale.id, scale.name, value, "", answered, of, prorated, band_of(scale, value), clinical)


def _entered_scale(instrument: Instrument, scale: Scale, value: float | None) -> ScaleScore:
    if value is None:
        return ScaleScore(scale.id, scale.name, None, "no value was entered", 0, 0)
    place = f"{instrument.short_name}, {scale.name}"
    if isinstance(value, bool) or not isinstance(value, int | float) or not scale.low <= value <= scale.high:
        shown = f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else "not a number"
        raise AnswerRefused(f"{place}: the score was {shown}; scores run from {scale.low:g} to {scale.high:g}.")
    if abs(value - round(value, scale.decimals)) > 1e-9:
        finest = "whole numbers" if scale.decimals == 0 else f"at most {scale.decimals} decimal"
        raise AnswerRefused(f"{place}: the score was {value:g}; scores have {finest}.")
    return _judged(instrument, scale, float(value), 0, 0, prorated=False)


def _entered_risk(instrument: Instrument, item: RiskItem, answer: int | None) -> RiskAnswer:
    if answer is not None and (isinstance(answer, bool) or not isinstance(answer, int) or not 0 <= answer <= item.high):
        raise AnswerRefused(f"{instrument.short_name}, item {item.number}: found another answer than 0 to {item.high}; enter one of these")
    return _risk_answer(item, answer)
