"""Reads one measure's definition file into its frozen values. Checks what the values must agree on."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from fullarc.instruments.definition import (
    Band,
    Bands,
    Better,
    Cutoff,
    Fact,
    Gate,
    Instrument,
    Item,
    MissingRule,
    Option,
    Pattern,
    PatternPart,
    RiskItem,
    Scale,
    Verdict,
)
from fullarc.instruments.definition_table import BrokenDefinition, Table, short_path

DOMAINS = ("symptom_burden", "functional_capacity", "stability", "risk_profile", "overall_presentation")


def read_toml(path: Path) -> tuple[dict[str, Any], str]:
    """The content of a TOML file and its SHA-256. Refused when it is not UTF-8 TOML."""
    raw = path.read_bytes()
    try:
        return tomllib.loads(raw.decode("utf-8")), hashlib.sha256(raw).hexdigest()
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BrokenDefinition(short_path(path), "(whole file)", f"text that is not TOML ({error})", "TOML in UTF-8") from error


def read_instrument(path: Path) -> Instrument:
    """One measure. Raises BrokenDefinition, which names file and key, for anything missing, unknown or contradictory."""
    data, fingerprint = read_toml(path)
    table = Table(data, short_path(path))
    options = table.many("options", _option)
    items = tuple(_item(row, options) for row in table.tables("items"))
    rights = table.table("rights")
    scored = tuple(item.number for item in items if item.scored)
    instrument = Instrument(
        id=table.text("id"),
        version=table.text("version"),
        name=table.text("name"),
        short_name=table.text("short_name"),
        about=table.text("about"),
        recall=table.text("recall"),
        better=table.one_of("better", Better, tuple(Better)),
        verdict=rights.one_of("verdict", Verdict, tuple(Verdict)),
        licence=rights.text("licence"),
        licence_source=rights.text("source"),
        attribution=rights.text("attribution", ""),
        source=table.text("source"),
        tracker=table.flag("tracker"),
        speaks_to=table.texts("speaks_to"),
        items=items,
        total=_closed_scale(table.table("total"), "total", scored),
        subscales=tuple(_closed_scale(row, "", ()) for row in table.tables("subscales")),
        missing=_missing(table.table("missing")),
        risk_items=table.many("risk_items", _risk_item),
        instruction=table.text("instruction", ""),
        code=table.text("code", ""),
        aliases=table.texts("aliases"),
        domain=table.one_of("domain", str, DOMAINS) if table.has("domain") else "",
        patterns=table.many("patterns", _pattern),
        gate=table.maybe("gate", _gate),
        notes=table.texts("notes"),
        fingerprint=fingerprint,
    )
    rights.close()
    table.close()
    _agrees(instrument, table)
    return instrument


def _option(table: Table) -> Option:
    return Option(table.whole("value"), table.text("label"), table.text("code", ""))


def _item(table: Table, shared: tuple[Option, ...]) -> Item:
    own = table.many("options", _option)
    item = Item(
        number=table.whole("number"),
        text=table.text("text"),
        options=own or shared,
        reverse=table.flag("reverse", False),
        scored=table.flag("scored", True),
        code=table.text("code", ""),
    )
    if not item.options:
        raise table.broken("options", "nothing", "answer options here or for the whole form")
    table.close()
    return item


def _fact(table: Table) -> Fact:
    confidence = table.number("confidence") if table.has("confidence") else None
    return Fact(table.number("value"), table.text("source"), table.flag("verified"), table.text("note", ""), confidence)


def _band(table: Table) -> Band:
    return Band(table.number("low"), table.number("high"), table.text("label"))


def _cutoff(table: Table) -> Cutoff:
    return Cutoff(table.number("at"), table.flag("inclusive"), table.text("meaning"), table.text("source"), table.flag("verified"))


def _missing(table: Table) -> MissingRule:
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


def _closed_scale(table: Table, scale_id: str, default_items: tuple[int, ...]) -> Scale:
    scale = Scale(
        id=scale_id or table.text("id"),
        name=table.text("name", "Total" if scale_id else None),
        items=table.wholes("items") or default_items,
        low=table.number("low"),
        high=table.number("high"),
        multiply=table.number("multiply", 1.0),
        bands=table.many("bands", _band),
        bands_from=table.maybe("bands_from", lambda row: Bands(row.text("source"), row.flag("verified"))),
        cutoffs=table.many("cutoffs", _cutoff),
        reliable_change=table.many("reliable_change", _fact),
        reliability=table.many("reliability", _fact),
        clinical_mean=table.maybe("clinical_mean", _fact),
        clinical_sd=table.maybe("clinical_sd", _fact),
        functional_mean=table.maybe("functional_mean", _fact),
        functional_sd=table.maybe("functional_sd", _fact),
        meaningful_change=table.maybe("meaningful_change", _fact),
        code=table.text("code", ""),
        missing=table.maybe("missing", _missing),
        decimals=table.whole("decimals", 0),
    )
    table.close()
    _check_bands(scale, table)
    return scale


def _check_bands(scale: Scale, table: Table) -> None:
    if not scale.low < scale.high:
        raise table.broken("high", scale.high, f"a number above low ({scale.low})")
    if not scale.bands:
        return
    if scale.bands_from is None:
        raise table.broken("bands_from", "nothing", "the source of the bands and whether it was verified")
    if scale.bands[0].low != scale.low or scale.bands[-1].high != scale.high:
        raise table.broken("bands", f"{scale.bands[0].low} to {scale.bands[-1].high}", f"bands from {scale.low} to {scale.high}")
    for before, after in zip(scale.bands, scale.bands[1:], strict=False):
        if not before.low <= before.high < after.low:
            raise table.broken("bands", f"{before.high} before {after.low}", "bands in rising order that do not overlap")


def _risk_item(table: Table) -> RiskItem:
    return RiskItem(
        number=table.whole("number"),
        at_least=table.whole("at_least"),
        about=table.text("about"),
        high=table.whole("high"),
        source=table.text("source"),
        verified=table.flag("verified"),
    )


def _part(table: Table) -> PatternPart:
    items = table.wholes("items")
    exceptions = table.many("exceptions", lambda row: (row.whole("item"), row.whole("at_least")))
    return PatternPart(
        table.text("name"), items, table.whole("at_least"), table.whole("count"), table.whole("at_most", len(items)), exceptions
    )


def _pattern(table: Table) -> Pattern:
    return Pattern(table.text("id"), table.text("name"), table.many("parts", _part), table.text("source"), table.flag("verified"))


def _gate(table: Table) -> Gate:
    options = table.many("options", _option)
    if not options:
        raise table.broken("options", "nothing", "the answers to the question before the items")
    return Gate(Item(0, table.text("text"), options, scored=False), table.whole("skips_on"))


def _agrees(instrument: Instrument, table: Table) -> None:
    """What no single key can show: item numbers, ranges and rights agree with each other."""
    numbers = [item.number for item in instrument.items]
    if numbers != list(range(1, len(numbers) + 1)):
        raise table.broken("items", f"numbers {numbers}", "items numbered from 1 without gaps, in printed order")
    if instrument.items and instrument.verdict is Verdict.TOTAL_ONLY:
        raise table.broken("items", f"{len(numbers)} items", "none, as the rights allow only totals")
    if not instrument.items and instrument.verdict is not Verdict.TOTAL_ONLY:
        raise table.broken("items", "nothing", "the items, or the verdict total_only")
    for scale in instrument.scales:
        _scale_agrees(instrument, scale, table)
    for risk in instrument.risk_items:
        if instrument.items and (risk.number not in numbers or instrument.items[risk.number - 1].high != risk.high):
            raise table.broken("risk_items", f"item {risk.number} up to {risk.high}", "an item of this form with its highest answer")


def _scale_agrees(instrument: Instrument, scale: Scale, table: Table) -> None:
    if not instrument.items:
        return
    by_number = {item.number: item for item in instrument.items}
    strangers = [number for number in scale.items if number not in by_number or not by_number[number].scored]
    if strangers or not scale.items:
        raise table.broken(f"{scale.id}.items", strangers or "nothing", "numbers of scored items")
    low = sum(by_number[number].low for number in scale.items) * scale.multiply
    high = sum(by_number[number].high for number in scale.items) * scale.multiply
    if (low, high) != (scale.low, scale.high):
        raise table.broken(f"{scale.id}.low/high", f"{scale.low} to {scale.high}", f"{low:g} to {high:g}, as the items give")
