"""Reads the scales of a definition file: how items combine, and every figure with its source."""

from itertools import pairwise

from fullarc.instruments.definition import Band, Cutoff, Fact, GroupFigures, Level, MissingRule, Provenance, Scale
from fullarc.instruments.definition_table import Table


def read_scale(table: Table, scale_id: str, default_items: tuple[int, ...]) -> Scale:
    """The total (`scale_id` "total") or a subscale, which names itself. Refused by key: anything missing, unknown or contradictory."""
    sum_of = table.texts("sum_of")
    scale = Scale(
        id=scale_id or table.text("id"),
        name=table.text("name", "Total" if scale_id else None),
        items=table.wholes("items") or (() if sum_of else default_items),
        items_from=table.maybe("items_from", provenance),
        low=table.number("low"),
        high=table.number("high"),
        multiply=table.number("multiply", 1.0),
        average_times=table.number("average_times", 0.0),
        sum_of=sum_of,
        levels=table.many("levels", _level),
        bands=table.many("bands", _band),
        bands_from=table.maybe("bands_from", provenance),
        cutoffs=table.many("cutoffs", _cutoff),
        reliable_change=table.many("reliable_change", _fact),
        reliability=table.many("reliability", _fact),
        clinical_mean=table.maybe("clinical_mean", _fact),
        clinical_sd=table.maybe("clinical_sd", _fact),
        functional_mean=table.maybe("functional_mean", _fact),
        functional_sd=table.maybe("functional_sd", _fact),
        meaningful_change=table.maybe("meaningful_change", _fact),
        code=table.text("code", ""),
        missing=table.maybe("missing", read_missing),
        decimals=table.whole("decimals", 0),
        groups=table.many("groups", _group),
    )
    table.close()
    _check(scale, table)
    return scale


def provenance(table: Table) -> Provenance:
    """Source and whether it was read."""
    return Provenance(table.text("source"), table.flag("verified"))


def read_missing(table: Table) -> MissingRule:
    """The missing rule of a form or a scale."""
    rule = MissingRule(
        allowed=table.whole("allowed"),
        prorate=table.flag("prorate"),
        rounding=table.one_of("rounding", str, ("half_up", "none")),
        source=table.text("source"),
        verified=table.flag("verified"),
    )
    if rule.prorate != (rule.allowed > 0):
        raise table.broken("prorate", rule.prorate, "true when items may be missing, false when none may")
    table.close()
    return rule


def _fact(table: Table) -> Fact:
    confidence = table.number("confidence") if table.has("confidence") else None
    return Fact(table.number("value"), table.text("source"), table.flag("verified"), table.text("note", ""), confidence)


def _band(table: Table) -> Band:
    return Band(table.number("low"), table.number("high"), table.text("label"))


def _cutoff(table: Table) -> Cutoff:
    return Cutoff(table.number("at"), table.flag("inclusive"), table.text("meaning"), table.text("source"), table.flag("verified"))


def _level(table: Table) -> Level:
    met = table.many("any_of", lambda row: (row.whole("item"), row.whole("at_least")))
    return Level(table.whole("value"), table.text("label"), met, table.text("source"), table.flag("verified"))


def _group(table: Table) -> GroupFigures:
    return GroupFigures(
        id=table.text("id"),
        who=table.text("who"),
        bands=table.many("bands", _band),
        bands_from=table.maybe("bands_from", provenance),
        cutoffs=table.many("cutoffs", _cutoff),
        reliable_change=table.many("reliable_change", _fact),
    )


def _check(scale: Scale, table: Table) -> None:
    if not scale.low < scale.high:
        raise table.broken("high", scale.high, f"a number above low ({scale.low})")
    ways = [bool(scale.average_times), bool(scale.sum_of), bool(scale.levels), scale.multiply != 1]
    if sum(ways) > 1:
        raise table.broken("average_times", "several ways to combine items", "one of multiply, average_times, sum_of, levels")
    if scale.average_times < 0:
        raise table.broken("average_times", scale.average_times, "a number above 0")
    if scale.levels:
        _check_levels(scale, table)
    _check_bands(scale.bands, scale.bands_from, scale, table, "bands")
    seen: set[str] = set()
    for group in scale.groups:
        key = f"groups.{group.id}"
        if group.id in seen or not (group.bands or group.cutoffs or group.reliable_change):
            raise table.broken(key, "a group named twice, or without figures", "each group once, with bands, cutoffs or reliable_change")
        seen.add(group.id)
        _check_bands(group.bands, group.bands_from, scale, table, f"{key}.bands")


def _check_levels(scale: Scale, table: Table) -> None:
    values = [level.value for level in scale.levels]
    if values != sorted(values, reverse=True) or len(set(values)) != len(values):
        raise table.broken("levels", values, "levels from the highest value to the lowest")
    if [bool(level.any_of) for level in scale.levels] != [True] * (len(values) - 1) + [False]:
        raise table.broken("levels", "a condition missing, or one on the lowest level", "any_of on each level but the lowest")
    if (values[-1], values[0]) != (scale.low, scale.high) or scale.bands:
        raise table.broken(
            "levels", f"{values[-1]} to {values[0]}", f"levels from {scale.low:g} to {scale.high:g}, and no bands beside them"
        )


def _check_bands(bands: tuple[Band, ...], come_from: Provenance | None, scale: Scale, table: Table, key: str) -> None:
    if not bands:
        return
    if come_from is None:
        raise table.broken(f"{key}_from", "nothing", "the source of the bands and whether it was verified")
    if bands[0].low != scale.low or bands[-1].high != scale.high:
        raise table.broken(key, f"{bands[0].low} to {bands[-1].high}", f"bands from {scale.low} to {scale.high}")
    for before, after in pairwise(bands):
        if not before.low <= before.high < after.low:
            raise table.broken(key, f"{before.high} before {after.low}", "bands in rising order that do not overlap")
