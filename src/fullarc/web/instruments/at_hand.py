"""The measures and logs at hand in this practice: what ships, and beside it what the practice published.

Pages ask for `catalogue()` many times; what it is made of is read once a request, and made anew only when something was published.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from asgiref.local import Local
from django.core.signals import request_started
from django.db.models import Count, Max
from django.dispatch import receiver

from fullarc.instruments.catalogue import Catalogue, with_own
from fullarc.instruments.catalogue import catalogue as shipped
from fullarc.instruments.definition import Instrument
from fullarc.instruments.finder import usual_first
from fullarc.instruments.log import LogDefinition, LogField
from fullarc.instruments.own_definition import read_own
from fullarc.web.instruments.models import OwnMeasure, OwnVersion

Definition = Instrument | LogDefinition
Stamp = tuple[int, datetime | None]


@dataclass(frozen=True, slots=True)
class AtHand:
    """`newest` counts in the catalogue; `versions` are all that were ever published, by key and version."""

    stamp: Stamp
    catalogue: Catalogue
    versions: Mapping[tuple[str, str], Definition] = field(default_factory=dict)
    retired: frozenset[str] = frozenset()


_this_request = Local()
_made: dict[str, AtHand] = {}


def catalogue() -> Catalogue:
    """Every measure and log that ships or was published here; those out of use are still in it, as their scores must stay readable."""
    return _at_hand().catalogue


def definition_of(measure: str, version: str) -> Instrument | None:
    """The measure as it was in this version, for what was answered by it; a shipped one as it ships. None when nobody knows it."""
    held = _at_hand()
    own = held.versions.get((measure, version))
    return own if isinstance(own, Instrument) else held.catalogue.instruments.get(measure)


def offered() -> list[Instrument]:
    """The measures that may be given now, the common ones first."""
    held = _at_hand()
    return list(usual_first(measure for measure in held.catalogue if measure.id not in held.retired))


def offered_logs() -> list[LogDefinition]:
    """The logs that may be filled in now."""
    held = _at_hand()
    return [log for log in held.catalogue.logs.values() if log.id not in held.retired]


def lines_of(log: LogDefinition) -> tuple[LogField, ...]:
    """The lines of a log, and after them those that only its earlier versions asked: rows were filled in by them."""
    held = _at_hand().versions
    earlier = [one for (key, _), one in held.items() if key == log.id and isinstance(one, LogDefinition)]
    lines: dict[str, LogField] = {}
    for one in (log, *reversed(earlier)):
        for line in one.fields:
            lines.setdefault(line.id, line)
    return tuple(lines.values())


def is_own(definition_id: str) -> bool:
    """Was it published by this practice?"""
    return any(key == definition_id for key, _ in _at_hand().versions)


def look_again() -> None:
    """Something was published or taken out of use in this request."""
    if hasattr(_this_request, "held"):
        del _this_request.held


@receiver(request_started, dispatch_uid="measures at hand are read once a request")
def _a_request_begins(**_: object) -> None:
    look_again()


def _at_hand() -> AtHand:
    held: AtHand | None = getattr(_this_request, "held", None)
    if held is None:
        held = _this_request.held = _read()
    return held


def _read() -> AtHand:
    seen = OwnMeasure.objects.aggregate(count=Count("id"), latest=Max("changed_at"))
    stamp: Stamp = (seen["count"], seen["latest"])
    last = _made.get("last")
    if last is None or last.stamp != stamp:
        last = _made["last"] = _build(stamp)
    return last


def _build(stamp: Stamp) -> AtHand:
    if not stamp[0]:
        return AtHand(stamp, shipped())
    rows = list(OwnVersion.objects.select_related("measure").order_by("published_at"))
    versions = {(row.measure.key, row.version): read_own(row.text, row.measure.key).definition for row in rows}
    newest = {key: definition for (key, _), definition in versions.items()}
    retired = frozenset(row.measure.key for row in rows if row.measure.retired_at is not None)
    return AtHand(stamp, with_own(shipped(), _measures(newest.values()), _logs(newest.values())), versions, retired)


def _measures(definitions: Iterable[Definition]) -> list[Instrument]:
    return [one for one in definitions if isinstance(one, Instrument)]


def _logs(definitions: Iterable[Definition]) -> list[LogDefinition]:
    return [one for one in definitions if isinstance(one, LogDefinition)]
