"""Reads one measure's definition file into its frozen values."""

import hashlib
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from fullarc.instruments.definition import (
    Better,
    Gate,
    Instrument,
    Item,
    Option,
    Pattern,
    PatternPart,
    RiskItem,
    Scale,
    Skip,
    Use,
    Verdict,
)
from fullarc.instruments.definition_checks import check_agreement
from fullarc.instruments.definition_scales import provenance, read_missing, read_scale
from fullarc.instruments.definition_table import BrokenDefinition, Table, short_path
from fullarc.instruments.finder import ANSWERED_BY, PROBLEMS

DOMAINS = ("symptom_burden", "functional_capacity", "stability", "risk_profile", "overall_presentation")
ANSWERED_ANYWAY = ("refused", "counts", "zero")
AS_PRINTED = "as printed on the form"


def read_toml(path: Path) -> tuple[dict[str, Any], str]:
    """The content of a TOML file and its SHA-256. Refused when it is not UTF-8 TOML."""
    raw = path.read_bytes()
    try:
        return tomllib.loads(raw.decode("utf-8")), hashlib.sha256(raw).hexdigest()
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BrokenDefinition(short_path(path), "(whole file)", f"text that is not TOML ({error})", "TOML in UTF-8") from error


def read_instrument(path: Path) -> Instrument:
    """One measure. Raises BrokenDefinition, which names file and key, for anything missing, unknown or contradictory."""
    return instrument_of(*read_toml(path), short_path(path))


def instrument_of(data: dict[str, Any], fingerprint: str, file: str) -> Instrument:
    """One measure from the content of its definition; `file` is how a refusal names it. Raises BrokenDefinition."""
    table = Table(data, file)
    items = items_of(table)
    rights = table.table("rights")
    scored = tuple(item.number for item in items if item.scored)
    subscales = tuple(read_scale(row, "", ()) for row in table.tables("subscales"))
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
        total=_with_parts(read_scale(table.table("total"), "total", scored), subscales, table),
        subscales=tuple(_with_parts(scale, subscales, table) for scale in subscales),
        missing=read_missing(table.table("missing")),
        risk_items=table.many("risk_items", _risk_item),
        use=_use(table.table("use")),
        instruction=table.text("instruction", ""),
        code=table.text("code", ""),
        aliases=table.texts("aliases"),
        domain=table.one_of("domain", str, DOMAINS) if table.has("domain") else "",
        patterns=table.many("patterns", _pattern),
        gate=table.maybe("gate", _gate),
        skips=table.many("skips", _skip),
        notes=table.texts("notes"),
        fingerprint=fingerprint,
    )
    rights.close()
    table.close()
    check_agreement(instrument, table)
    return instrument


def _with_parts(scale: Scale, subscales: tuple[Scale, ...], table: Table) -> Scale:
    """A scale that is the sum of others has their items. Refused: a part that does not exist or is itself a sum."""
    by_id = {one.id: one for one in subscales if not one.sum_of}
    unknown = [part for part in scale.sum_of if part not in by_id]
    if unknown:
        raise table.broken(f"{scale.id}.sum_of", repr(unknown[0]), f"ids of subscales that are no sums: {', '.join(by_id)}")
    parts = tuple(number for part in scale.sum_of for number in by_id[part].items)
    return replace(scale, items=parts) if scale.sum_of else scale


def items_of(table: Table) -> tuple[Item, ...]:
    """Numbered items without wording first, then the items that the file spells out."""
    shared = table.many("options", _option)
    numbered = table.maybe("numbered_items", _numbered_items) or ()
    return (*numbered, *(_item(row, shared) for row in table.tables("items")))


def _numbered_items(table: Table) -> tuple[Item, ...]:
    count, low, high = table.whole("count"), table.whole("low"), table.whole("high")
    reverse, labels = table.wholes("reverse"), table.texts("labels")
    if count < 1 or low >= high:
        raise table.broken("count", f"{count} items from {low} to {high}", "at least one item, and a low below the high")
    if labels and len(labels) != count:
        raise table.broken("labels", f"{len(labels)} labels", f"{count}, one an item, in our own words")
    if any(not 1 <= number <= count for number in reverse):
        raise table.broken("reverse", list(reverse), f"numbers from 1 to {count}")
    options = tuple(Option(value, "") for value in range(low, high + 1))
    texts = labels or (AS_PRINTED,) * count
    return tuple(Item(number, text, options, reverse=number in reverse) for number, text in enumerate(texts, start=1))


def _option(table: Table) -> Option:
    points = table.whole("points") if table.has("points") else None
    return Option(table.whole("value"), table.text("label", ""), table.text("code", ""), points)


def _item(table: Table, shared: tuple[Option, ...]) -> Item:
    own = table.many("options", _option)
    item = Item(
        number=table.whole("number"),
        text=table.text("text"),
        options=own or shared,
        reverse=table.flag("reverse", False),
        scored=table.flag("scored", True),
        code=table.text("code", ""),
        heading=table.text("heading", ""),
        help=table.text("help", ""),
        link=table.text("link", ""),
    )
    if not item.options:
        raise table.broken("options", "nothing", "answer options here or for the whole form")
    table.close()
    return item


def _use(table: Table) -> Use:
    use = Use(
        problems=table.texts("problems"),
        from_age=table.whole("from_age"),
        to_age=table.whole("to_age") if table.has("to_age") else None,
        ages_from=provenance(table.table("ages_from")),
        answered_by=table.texts("answered_by"),
        items_printed=table.whole("items_printed", 0),
    )
    for key, found, known in (("problems", use.problems, tuple(PROBLEMS)), ("answered_by", use.answered_by, ANSWERED_BY)):
        if not found or any(one not in known for one in found):
            raise table.broken(key, list(found), f"one or more of {', '.join(known)}")
    if use.to_age is not None and use.to_age < use.from_age:
        raise table.broken("to_age", use.to_age, f"an age from {use.from_age} on")
    table.close()
    return use


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
    return Pattern(
        id=table.text("id"),
        name=table.text("name"),
        parts=table.many("parts", _part),
        source=table.text("source"),
        verified=table.flag("verified"),
        when_settled=table.flag("when_settled", False),
    )


def _gate(table: Table) -> Gate:
    options = table.many("options", _option)
    if not options:
        raise table.broken("options", "nothing", "the answers to the question before the items")
    return Gate(Item(0, table.text("text"), options, scored=False), table.whole("skips_on"))


def _skip(table: Table) -> Skip:
    return Skip(
        item=table.whole("item"),
        on=table.whole("on"),
        items=table.wholes("items"),
        answered_anyway=table.one_of("answered_anyway", str, ANSWERED_ANYWAY),
        source=table.text("source"),
        verified=table.flag("verified"),
    )
