"""The scoring rule of a practice's own measure: from the choices of its maker into the content of its definition, and back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fullarc.instruments.definition import Item
from fullarc.instruments.definition_file import items_of
from fullarc.instruments.definition_table import Table

Content = dict[str, Any]
OURS = "decided by this practice"
FIGURES = ("bands", "bands_from", "cutoffs", "reliable_change")


@dataclass(frozen=True, slots=True)
class Part:
    """A subscale: its name and the numbers of its items."""

    name: str
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """How answers become scores. `allowed` items may be missing in the total, `allowed_in_parts` in each subscale.

    Figures stand with their source: `bands` as (low, high, label), `cutoff` the first value of the clinical side, `reliable_change`
    the smallest difference counted as real; None where the practice has no such figure.
    """

    mean: bool = False
    reverse: tuple[int, ...] = ()
    unscored: tuple[int, ...] = ()
    parts: tuple[Part, ...] = ()
    allowed: int = 0
    allowed_in_parts: int = 0
    missing_source: str = OURS
    bands: tuple[tuple[float, float, str], ...] = ()
    cutoff: float | None = None
    reliable_change: float | None = None
    figures_source: str = ""


def with_rule(data: Content, rule: ScoringRule) -> Content:
    """The content with this rule: reversed and unscored items marked, total and subscales with the range that their items give.

    Missing items are filled in with the mean of the rest; a sum is then rounded half up to whole points, a mean is not rounded.
    """
    rows = [_marked(row, rule) for row in data.get("items", [])]
    out = {**data, "items": rows}
    items = {item.number: item for item in items_of(Table(out, "definition"))}
    scored = [item for item in items.values() if item.scored]
    out["total"] = {**_kept(data.get("total", {})), **_scale(scored, rule), **_figures(rule)}
    out["subscales"] = [_subscale(number, part, items, rule) for number, part in enumerate(rule.parts, start=1)]
    if not rule.parts:
        del out["subscales"]
    out["missing"] = _missing(rule.allowed, rule)
    return out


def rule_of(data: Content) -> ScoringRule:
    """The rule that a content holds, as far as this builder knows it."""
    total, rows = data.get("total", {}), data.get("items", [])
    parts = data.get("subscales", [])
    missing = data.get("missing", {})
    return ScoringRule(
        mean=bool(total.get("average_times")),
        reverse=tuple(row["number"] for row in rows if row.get("reverse")),
        unscored=tuple(row["number"] for row in rows if row.get("scored") is False),
        parts=tuple(Part(part["name"], tuple(part.get("items", ()))) for part in parts),
        allowed=missing.get("allowed", 0),
        allowed_in_parts=max((part.get("missing", missing).get("allowed", 0) for part in parts), default=0),
        missing_source=missing.get("source", OURS),
        bands=tuple((band["low"], band["high"], band["label"]) for band in total.get("bands", [])),
        cutoff=next((cutoff["at"] for cutoff in total.get("cutoffs", [])), None),
        reliable_change=next((fact["value"] for fact in total.get("reliable_change", [])), None),
        figures_source=_source_of(total),
    )


def beyond_the_builder(data: Content) -> str:
    """What the builder would lose of a definition that came as a file; empty when it may be edited here."""
    total, parts = data.get("total", {}), data.get("subscales", [])
    scales = [total, *parts]
    for key, what in (("sum_of", "scales that are sums of others"), ("levels", "levels of a triage"), ("groups", "figures by group")):
        if any(key in scale for scale in scales):
            return what
    if any(scale.get("multiply", 1) != 1 or scale.get("average_times", 1) != 1 for scale in scales):
        return "a factor of its own"
    if any(key in part for part in parts for key in FIGURES) or any(len(total.get(key, [])) > 1 for key in ("cutoffs", "reliable_change")):
        return "several figures, or figures of subscales"
    return "items without wording" if "numbered_items" in data else ""


def _marked(row: Content, rule: ScoringRule) -> Content:
    plain = {key: value for key, value in row.items() if key not in ("reverse", "scored")}
    if row["number"] in rule.reverse:
        plain["reverse"] = True
    if row["number"] in rule.unscored:
        plain["scored"] = False
    return plain


def _kept(scale: Content) -> Content:
    return {key: scale[key] for key in ("name", "code", "reliability") if key in scale}


def _scale(items: Sequence[Item], rule: ScoringRule) -> Content:
    count = len(items) if rule.mean and items else 1
    low, high = sum(item.least for item in items) / count, sum(item.most for item in items) / count
    return {"low": low, "high": high} | ({"average_times": 1.0, "decimals": 2} if rule.mean else {})


def _subscale(number: int, part: Part, items: dict[int, Item], rule: ScoringRule) -> Content:
    unknown = [one for one in part.items if one not in items or not items[one].scored]
    if unknown or not part.items:
        found = f"item {unknown[0]}, which is not scored here" if unknown else "no items"
        raise Table({}, "definition").broken(f"subscales[{number}].items", found, f"numbers of scored items for {part.name}")
    shown = {"id": f"part-{number}", "name": part.name, "items": list(part.items)}
    return {**shown, **_scale([items[one] for one in part.items], rule), "missing": _missing(rule.allowed_in_parts, rule)}


def _missing(allowed: int, rule: ScoringRule) -> Content:
    rounding = "none" if rule.mean else "half_up"
    return {"allowed": allowed, "prorate": allowed > 0, "rounding": rounding, "source": rule.missing_source, "verified": False}


def _figures(rule: ScoringRule) -> Content:
    source, out = rule.figures_source, dict[str, Any]()
    if rule.bands:
        out["bands"] = [{"low": low, "high": high, "label": label} for low, high, label in rule.bands]
        out["bands_from"] = {"source": source, "verified": False}
    if rule.cutoff is not None:
        out["cutoffs"] = [{"at": rule.cutoff, "inclusive": True, "meaning": "clinical side", "source": source, "verified": False}]
    if rule.reliable_change is not None:
        out["reliable_change"] = [{"value": rule.reliable_change, "source": source, "verified": False}]
    return out


def _source_of(total: Content) -> str:
    rows = [total.get("bands_from", {}), *total.get("cutoffs", []), *total.get("reliable_change", [])]
    return next((str(row["source"]) for row in rows if "source" in row), "")
