"""The value of one scale from the answers as they count: sum, mean, sum of other scales, or level of a triage; or the reason why not."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from fullarc.instruments.answers import Answers
from fullarc.instruments.definition import Better, Cutoff, GroupFigures, Instrument, Item, MissingRule, Scale
from fullarc.instruments.scored_form import ScaleScore


def scale_scores(instrument: Instrument, counted: Answers, refused: Mapping[int, str], group: str = "") -> tuple[ScaleScore, ...]:
    """Every scale in the order of the definition. `refused` names the items whose answers contradict the form."""
    plain = {scale.id: _scale_score(instrument, scale, counted, refused, group) for scale in instrument.scales if not scale.sum_of}
    return tuple(
        _sum_of_scales(instrument, scale, [plain[part] for part in scale.sum_of], group) if scale.sum_of else plain[scale.id]
        for scale in instrument.scales
    )


def judged(instrument: Instrument, scale: Scale, value: float, answered: int, of: int, *, prorated: bool, group: str = "") -> ScaleScore:
    """A value with its band and its side of the first cut-off, by the figures of the named group where the scale has such."""
    figures: GroupFigures | Scale = next((one for one in scale.groups if one.id == group), scale)
    clinical = is_clinical(value, figures.cutoffs[0], instrument.better) if figures.cutoffs else None
    band = next((level.label for level in scale.levels if level.value == value), "") or band_of(figures, value)
    return ScaleScore(scale.id, scale.name, value, "", answered, of, prorated, band, clinical)


def is_clinical(value: float, cutoff: Cutoff, better: Better) -> bool:
    """Is the value on the clinical side of the cut-off?"""
    worse_by = value - cutoff.at if better is Better.LOWER else cutoff.at - value
    return worse_by > 0 or (cutoff.inclusive and worse_by == 0)


def band_of(scale: Scale | GroupFigures, value: float) -> str:
    """The band a value lies in. A pro-rated value between two bands (14.4) belongs to the lower one until the next begins."""
    label = ""
    for band in scale.bands:
        if value >= band.low:
            label = band.label
    return label


def points(item: Item, answer: int) -> int:
    """What an answer adds to the sum: its points, or its mirror image on a reversed item."""
    if item.reverse:
        return item.low + item.high - answer
    return next(option.counts for option in item.options if option.value == answer)


def prorated_sum(given: list[int], of: int, rule: MissingRule) -> float:
    """Sum of the answers, missing ones filled in with the mean of the rest: sum x of / answered.

    With rounding "half_up" the result is a whole number (14.5 gives 15), with "none" it keeps its decimals.
    """
    return float(_filled_in(given, of, rule))


def _filled_in(given: list[int], of: int, rule: MissingRule) -> Fraction:
    exact = Fraction(sum(given) * of, len(given))
    if len(given) == of or rule.rounding == "none":
        return exact
    return Fraction((Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(1), ROUND_HALF_UP))


def _scale_score(instrument: Instrument, scale: Scale, counted: Answers, refused: Mapping[int, str], group: str) -> ScaleScore:
    items = [instrument.items[number - 1] for number in scale.items]
    given = [points(item, answer) for item in items if (answer := counted.get(item.number)) is not None]
    missing = [item.number for item in items if counted.get(item.number) is None]
    refusal = next((refused[number] for number in scale.items if number in refused), "")
    if scale.levels:
        level, open_level = _level(scale, counted)
        value, reason = float(level), refusal or open_level
    else:
        rule = scale.missing or instrument.missing
        reason = refusal or _why_not(instrument, rule, missing, len(items))
        value = 0.0 if reason else _combined(scale, _filled_in(given, len(items), rule))
    if reason:
        return ScaleScore(scale.id, scale.name, None, reason, len(given), len(items))
    return judged(instrument, scale, value, len(given), len(items), prorated=bool(missing) and not scale.levels, group=group)


def _combined(scale: Scale, filled_in: Fraction) -> float:
    if scale.average_times:
        return float(filled_in * Fraction(scale.average_times) / len(scale.items))
    return float(filled_in) * scale.multiply


def _sum_of_scales(instrument: Instrument, scale: Scale, parts: list[ScaleScore], group: str) -> ScaleScore:
    answered, of = sum(part.answered for part in parts), sum(part.of for part in parts)
    total, open_parts = 0.0, []
    for part in parts:
        if part.value is None:
            open_parts.append(part)
        else:
            total += part.value
    if open_parts:
        reason = f"{open_parts[0].name.lower()} is part of it and was not scored: {open_parts[0].not_scored}"
        return ScaleScore(scale.id, scale.name, None, reason, answered, of)
    return judged(instrument, scale, total, answered, of, prorated=any(part.prorated for part in parts), group=group)


def _level(scale: Scale, counted: Answers) -> tuple[int, str]:
    """The highest level that is met, and the sentence that says so when an answer still missing could raise it."""
    unanswered: set[int] = set()
    for level in scale.levels:
        if not level.any_of or any((counted.get(number) or 0) >= least for number, least in level.any_of):
            if not unanswered:
                return level.value, ""
            numbers = ", ".join(map(str, sorted(unanswered)))
            listed = f"{'item' if len(unanswered) == 1 else 'items'} {numbers}"
            return level.value, f"{listed} not answered, which could raise the level above “{level.label}”"
        unanswered |= {number for number, _ in level.any_of if counted.get(number) is None}
    raise ValueError(f"{scale.name}: found a triage whose lowest level has a condition; expected one that always fits")


def _why_not(instrument: Instrument, rule: MissingRule, missing: list[int], of: int) -> str:
    """The sentence that says why a scale has no value; empty when it has one."""
    listed = f"{'item' if len(missing) == 1 else 'items'} {', '.join(map(str, missing))}"
    if len(missing) > rule.allowed or len(missing) == of:
        allowed = "none may be missing" if rule.allowed == 0 else f"at most {rule.allowed} may be missing"
        return f"{len(missing)} of {of} items were not answered ({listed}); {allowed}"
    risky = [item.number for item in instrument.risk_items if item.number in missing]
    return f"item {risky[0]}, which asks about risk, was not answered; a missing risk item is never filled in" if risky else ""
