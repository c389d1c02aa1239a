"""Mappings of columns, kept by name: another table of the same product need not be explained again."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.imports import deeds
from fullarc.web.imports.models import Import, KeptMapping

SINGLE = ("date", "client", "measure", "score", "scale")
MOST = 50


def by_name(mapping: dict[str, Any], columns: Sequence[str]) -> dict[str, Any]:
    """A stored mapping with names of columns in the place of their numbers."""
    return {
        **{role: None if mapping[role] is None else columns[mapping[role]] for role in SINGLE},
        "fixed_measure": mapping["fixed_measure"],
        "totals": [[columns[index], measure, scale] for index, measure, scale in mapping["totals"]],
        "items": [[[[columns[index], number] for index, number in pairs], measure] for pairs, measure in mapping["items"]],
    }


def by_number(named: dict[str, Any], columns: Sequence[str]) -> dict[str, Any] | None:
    """The same for the columns of a table; None when it lacks one of them, or has one twice."""
    places = {name: index for index, name in enumerate(columns)}
    if any(columns.count(name) != 1 for name in names_in(named)):
        return None
    return {
        **{role: None if named[role] is None else places[named[role]] for role in SINGLE},
        "fixed_measure": named["fixed_measure"],
        "totals": [[places[name], measure, scale] for name, measure, scale in named["totals"]],
        "items": [[[[places[name], number] for name, number in pairs], measure] for pairs, measure in named["items"]],
    }


def names_in(named: dict[str, Any]) -> set[str]:
    single = {named[role] for role in SINGLE if named[role] is not None}
    return single | {name for name, _, _ in named["totals"]} | {name for pairs, _ in named["items"] for name, _ in pairs}


@transaction.atomic
def keep(held: Import, name: str, columns: Sequence[str], *, by: User) -> KeptMapping:
    """Keep the mapping that was decided for an import; one of the same name gives way. The oldest go beyond fifty."""
    for other in KeptMapping.objects.all():
        if other.name.casefold() == name.casefold():
            other.delete()
    kept = KeptMapping(
        name=name,
        columns=by_name(held.choices["mapping"], columns),
        score_order=held.choices.get("score_order") or "",
        kept_by=by,
    )
    kept.save(force_insert=True)
    KeptMapping.objects.filter(pk__in=[row.pk for row in KeptMapping.objects.all()[MOST:]]).delete()
    record(deeds.KEPT_COLUMNS, by=by, on=kept)
    return kept


def offered(columns: Sequence[str]) -> list[KeptMapping]:
    """The kept mappings that fit the columns of a table, the newest first."""
    return [kept for kept in KeptMapping.objects.all() if by_number(kept.columns, columns) is not None]


def choices_of(kept: KeptMapping, columns: Sequence[str]) -> dict[str, Any]:
    """What a kept mapping decides for a table that it fits."""
    return {"mapping": by_number(kept.columns, columns), "score_order": kept.score_order, "kept": kept.name}
