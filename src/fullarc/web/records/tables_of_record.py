"""Which tables belong to a record: found from the models themselves, by their paths to the client."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.db.models import Q

from fullarc.web.accounts.models import User
from fullarc.web.clients.models import Client

OURS = "fullarc.web."


def tables() -> list[type[models.Model]]:
    """Every table of our own apps, those that Django makes for many-to-many fields too, in order of name."""
    found = [model for model in apps.get_models(include_auto_created=True) if is_ours(model)]
    return sorted(found, key=lambda model: model._meta.label_lower)


def is_ours(model: type[models.Model]) -> bool:
    kept = model._meta.managed and not model._meta.proxy
    return kept and (apps.get_app_config(model._meta.app_label).name + ".").startswith(OURS)


def tables_of_client() -> list[type[models.Model]]:
    """The client's own table and every table with a path to it."""
    return [model for model in tables() if model is Client or paths_to_client(model)]


def paths_to_client(model: type[models.Model]) -> list[str]:
    """The ways from a table up to the client, as lookups: `note__session__course__client`. Shortest first; never through a person."""
    return sorted(_paths(model, frozenset({model})), key=lambda path: (path.count("__"), path))


def _paths(model: type[models.Model], seen: frozenset[type[models.Model]]) -> Iterator[str]:
    for field in references(model):
        target = target_of(field)
        if target is Client:
            yield field.name
        elif target not in seen and target is not User and is_ours(target):
            yield from (f"{field.name}__{rest}" for rest in _paths(target, seen | {target}))


def below(model: type[models.Model], client: Client) -> Q:
    """The condition that a row hangs below this client, by whichever way."""
    if model is Client:
        return Q(pk=client.pk)
    condition = Q()
    for path in paths_to_client(model):
        condition |= Q(**{path: client.pk})
    return condition


def references(model: type[models.Model]) -> list[models.ForeignKey[models.Model, models.Model]]:
    """The columns that name a row of another table."""
    return [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]


def target_of(field: models.ForeignKey[models.Model, models.Model]) -> type[models.Model]:
    related = field.related_model
    assert isinstance(related, type)  # noqa: S101 - all models are loaded
    return related
