"""Which tables a file holds and which it does not: a client's, or the practice's. No row that goes out names a row that stays."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models

from fullarc.web.accounts.models import User
from fullarc.web.instruments.models import OwnMeasure, OwnVersion
from fullarc.web.records.left_out import LEFT_OUT_OF_A_CLIENT, OWNERS_ALONE, why_left_out
from fullarc.web.records.tables_of_record import references, tables, tables_of_client, target_of

CLIENT, PRACTICE = "client", "practice"
Model = type[models.Model]
REFERRED: tuple[Model, ...] = (User, OwnMeasure, OwnVersion)  # go along with a client's record as far as it names them


@dataclass(frozen=True, slots=True)
class Scope:
    """`kept` tables go out. `left_out` says why others do not. Columns go out empty that name a row which stays (`cut`) or that only
    the owners of the practice see (`owners_alone`)."""

    kept: tuple[Model, ...]
    left_out: Mapping[str, str]
    cut: Mapping[str, frozenset[str]]
    owners_alone: Mapping[str, frozenset[str]]

    def empty(self, table: str) -> frozenset[str]:
        """The columns of a table that go out empty."""
        return self.cut.get(table, frozenset()) | self.owners_alone.get(table, frozenset())


def scope_of(what: str, *, process_notes: bool) -> Scope:
    """The tables of a client's record or of the practice's, found from the models."""
    wanted = tables_of_client() if what == CLIENT else tables()
    why = {model._meta.label_lower: why_left_out(model, process_notes=process_notes) for model in wanted}
    why |= LEFT_OUT_OF_A_CLIENT if what == CLIENT else {}
    kept = [model for model in wanted if not why[model._meta.label_lower]]
    referred = REFERRED if what == CLIENT else ()
    while strays := [(model, target) for model in kept if (target := stays(model, kept, referred)) is not None]:
        for model, target in strays:
            why[model._meta.label_lower] = f"Its rows belong to {target._meta.label_lower}, which is not in this file."
            kept.remove(model)
    cut = {
        model._meta.label_lower: frozenset(f.attname for f in references(model) if target_of(f) not in (*kept, *referred)) for model in kept
    }
    return Scope(
        tuple(kept),
        {table: reason for table, reason in why.items() if reason},
        {table: names for table, names in cut.items() if names},
        OWNERS_ALONE if what == CLIENT else {},
    )


def stays(model: Model, kept: list[Model], referred: tuple[Model, ...]) -> Model | None:
    """The table that a row cannot do without and that is not in the file."""
    needed = (target_of(field) for field in references(model) if not field.null)
    return next((target for target in needed if target not in kept and target not in referred), None)
