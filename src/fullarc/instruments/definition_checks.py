"""What no single key of a definition file can show: item numbers, ranges and rights agree with each other."""

from fullarc.instruments.definition import Instrument, Scale, Verdict
from fullarc.instruments.definition_table import Table


def check_agreement(instrument: Instrument, table: Table) -> None:
    """Raises BrokenDefinition by the key that does not agree with the rest."""
    numbers = [item.number for item in instrument.items]
    if numbers != list(range(1, len(numbers) + 1)):
        raise table.broken("items", f"numbers {numbers}", "items numbered from 1 without gaps, in printed order")
    _check_rights(instrument, table)
    for scale in instrument.scales:
        _check_scale(instrument, scale, table)
    for risk in instrument.risk_items:
        if instrument.items and (risk.number not in numbers or instrument.items[risk.number - 1].high != risk.high):
            raise table.broken("risk_items", f"item {risk.number} up to {risk.high}", "an item of this form with its highest answer")
    for pattern in instrument.patterns:
        strangers = {number for part in pattern.parts for number in part.items} - set(numbers)
        if strangers:
            raise table.broken(f"patterns.{pattern.id}", f"item {min(strangers)}", "numbers of items of this form")
    _check_skips(instrument, table)


def _check_rights(instrument: Instrument, table: Table) -> None:
    if instrument.items and instrument.verdict is Verdict.TOTAL_ONLY:
        raise table.broken("items", f"{len(instrument.items)} items", "none, as the rights allow only totals")
    if not instrument.items and instrument.verdict is not Verdict.TOTAL_ONLY:
        raise table.broken("items", "nothing", "the items, or the verdict total_only")
    unnamed = [item.number for item in instrument.items if any(not option.label for option in item.options)]
    if unnamed and instrument.has_wording:
        raise table.broken(
            "options", f"answers without a label (item {unnamed[0]})", "a label for every answer, as the form is shown to clients"
        )
    if table.has("numbered_items") and instrument.has_wording:
        raise table.broken("numbered_items", "items without wording", "[[items]] with their wording, or the verdict scoring")


def _check_skips(instrument: Instrument, table: Table) -> None:
    items = {item.number: item for item in instrument.items}
    for place, skip in enumerate(instrument.skips, start=1):
        key = f"skips[{place}]"
        if skip.item not in items or all(option.value != skip.on for option in items[skip.item].options):
            raise table.broken(f"{key}.on", f"item {skip.item} answered {skip.on}", "an item of this form and one of its answers")
        if not skip.items or any(number not in items or number == skip.item for number in skip.items):
            raise table.broken(f"{key}.items", list(skip.items), "numbers of other items of this form")
        if any(all(option.value != 0 for option in items[number].options) for number in skip.items):
            raise table.broken(f"{key}.items", list(skip.items), "items with an answer of 0, which is what a skipped item counts")


def _check_scale(instrument: Instrument, scale: Scale, table: Table) -> None:
    if not instrument.items:
        return
    by_number = {item.number: item for item in instrument.items}
    strangers = [number for number in scale.items if number not in by_number or not by_number[number].scored]
    if strangers or not scale.items:
        raise table.broken(f"{scale.id}.items", strangers or "nothing", "numbers of scored items")
    unknown = {number for level in scale.levels for number, _ in level.any_of} - set(scale.items)
    if unknown:
        raise table.broken(f"{scale.id}.levels", f"item {min(unknown)}", "numbers of items of this scale")
    if any(by_number[number].reverse and any(option.points is not None for option in by_number[number].options) for number in scale.items):
        raise table.broken(f"{scale.id}.items", "a reversed item whose options have points", "one of the two")
    low, high = _range(instrument, scale)
    if abs(low - scale.low) > 1e-9 or abs(high - scale.high) > 1e-9:
        raise table.broken(f"{scale.id}.low/high", f"{scale.low} to {scale.high}", f"{low:g} to {high:g}, as the items give")


def _range(instrument: Instrument, scale: Scale) -> tuple[float, float]:
    """The lowest and highest value the items allow."""
    if scale.levels:
        return float(scale.levels[-1].value), float(scale.levels[0].value)
    if scale.sum_of:
        parts = [instrument.scale(part) for part in scale.sum_of]
        return sum(part.low for part in parts), sum(part.high for part in parts)
    items = [instrument.items[number - 1] for number in scale.items]
    times = scale.average_times / len(items) if scale.average_times else scale.multiply
    return sum(item.least for item in items) * times, sum(item.most for item in items) * times
