"""Making, publishing and retiring a practice's own measures and logs. A published version never changes."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from fullarc.instruments.catalogue import plain
from fullarc.instruments.definition import Instrument
from fullarc.instruments.own_definition import OwnDefinition, content_of, read_own, version_after
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.instruments import deeds
from fullarc.web.instruments.at_hand import Definition, catalogue, look_again
from fullarc.web.instruments.models import MeasureDraft, OwnMeasure, OwnVersion
from fullarc.web.instruments.readiness import definition_from, what_is_missing, written

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
MOST_DRAFTS = 50


class CannotPublish(ValueError):
    """A draft may not be used yet. `reasons` are sentences that say what to do."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = tuple(reasons)


@transaction.atomic
def begin(content: dict[str, Any], *, came_from: str, by: User, is_log: bool, remarks: Sequence[str] = ()) -> MeasureDraft:
    """Begin a draft. Refused (CannotPublish): more drafts than anybody works on."""
    if MeasureDraft.objects.count() >= MOST_DRAFTS:
        raise CannotPublish([f"There are {MOST_DRAFTS} drafts already. Publish or discard some first."])
    kept = {key: value for key, value in content.items() if key not in ("id", "version")}
    draft = MeasureDraft.objects.create(content=kept, remarks=list(remarks), came_from=came_from, is_log=is_log, begun_by=by)
    record(deeds.BEGAN, by=by, on=draft)
    return draft


@transaction.atomic
def begin_version(measure: OwnMeasure, *, by: User) -> MeasureDraft:
    """A draft of the next version, from the newest. There is one at a time: a second call gives the same."""
    OwnMeasure.objects.select_for_update().get(pk=measure.pk)
    held = MeasureDraft.objects.filter(measure=measure).first()
    if held is not None:
        return held
    newest = measure.versions.latest("published_at")
    content = {key: value for key, value in content_of_version(newest).items() if key not in ("id", "version")}
    draft = MeasureDraft.objects.create(
        measure=measure, content=content, came_from=MeasureDraft.From.VERSION, is_log=measure.is_log, begun_by=by
    )
    record(deeds.BEGAN, by=by, on=draft)
    return draft


@transaction.atomic
def change(draft: MeasureDraft, content: dict[str, Any], *, by: User, started_from: int) -> None:
    """Keep the content of a draft. Raises EditedMeanwhile."""
    draft.claim(started_from)
    draft.content = content
    draft.save()
    record(deeds.CHANGED, by=by, on=draft)


@transaction.atomic
def discard(draft: MeasureDraft, *, by: User) -> None:
    record(deeds.DISCARDED, by=by, on=draft)
    draft.delete()


@transaction.atomic
def publish(draft: MeasureDraft, *, by: User) -> OwnVersion:
    """Take a draft into use. Refused (CannotPublish): anything missing, filled forms that fail, a name that is taken, nothing changed."""
    draft = MeasureDraft.objects.select_for_update().get(pk=draft.pk)
    look_again()
    reasons = [*what_is_missing(draft.content)] or [*taken_names(draft)]
    if reasons:
        raise CannotPublish(reasons)
    measure = draft.measure or OwnMeasure(key=new_key(), is_log=draft.is_log)
    version = _next_version(measure, draft)
    measure.save()  # a new stamp: every process reads the measures anew
    text, own = written(draft.content, measure.key, version)
    row = OwnVersion.objects.create(measure=measure, version=version, text=text, fingerprint=own.definition.fingerprint, published_by=by)
    record(deeds.PUBLISHED, by=by, on=row)
    draft.delete()
    look_again()
    return row


@transaction.atomic
def set_in_use(measure: OwnMeasure, *, in_use: bool, by: User) -> None:
    """Offer it or offer it no more. What was answered stays as it is."""
    current = OwnMeasure.objects.select_for_update().get(pk=measure.pk)
    if (current.retired_at is None) == in_use:
        return
    current.retired_at = None if in_use else timezone.now()
    current.save()
    record(deeds.REINSTATED if in_use else deeds.RETIRED, by=by, on=current)
    look_again()


def content_of_version(version: OwnVersion) -> dict[str, Any]:
    return content_of(version.text, version.version)


def new_key() -> str:
    """An id that tells nothing and was never given out."""
    while True:
        key = "own-" + "".join(secrets.choice(LETTERS) for _ in range(6))
        if not OwnMeasure.objects.filter(key=key).exists():
            return key


def _next_version(measure: OwnMeasure, draft: MeasureDraft) -> str:
    if draft.measure is None:
        return "1"
    newest = measure.versions.latest("published_at")
    before = read_own(newest.text, measure.key)
    now = definition_from(draft.content, measure.key, newest.version)
    if _is_same(before, now):
        raise CannotPublish(["Nothing differs from the version in use. Change something, or discard the draft."])
    if loosened := risk_loosened(before.definition, now.definition):
        raise CannotPublish(loosened)
    return version_after(before, now)


def risk_loosened(before: Definition, now: Definition) -> list[str]:
    """A sentence for each risk item of the version in use that the next one would no longer heed, or only from a higher answer on."""
    if not isinstance(before, Instrument) or not isinstance(now, Instrument):
        return []
    heeded = {item.number: item.at_least for item in now.risk_items}
    lost = [item.number for item in before.risk_items if heeded.get(item.number, item.at_least + 1) > item.at_least]
    say = "Item {} asks for attention in the version in use; that is not taken out or set higher. Retire the measure, make another."
    return [say.format(number) for number in lost]


def _is_same(before: OwnDefinition, now: OwnDefinition) -> bool:
    return replace(before.definition, fingerprint="") == replace(now.definition, fingerprint="") and before.vectors == now.vectors


def taken_names(draft: MeasureDraft) -> list[str]:
    """Names under which another measure is known: a score written under one must never land at the other."""
    own = definition_from(draft.content, draft.measure.key if draft.measure else "own-draft", "1").definition
    known = catalogue()
    if not isinstance(own, Instrument):
        taken = [log.name for log in known.logs.values() if log.id != own.id and plain(log.name) == plain(own.name)]
    else:
        names = (own.short_name, *own.aliases)
        taken = [name for name in names if known.names.get(plain(name), own.id) != own.id or not plain(name)]
    return [f"Another one is called {name!r} already. Choose another name under About." for name in taken]
