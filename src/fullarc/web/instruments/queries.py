"""Reading the practice's own measures, logs and drafts."""

from dataclasses import dataclass

from fullarc.instruments.log import LogDefinition
from fullarc.instruments.own_definition import OwnDefinition, read_own
from fullarc.web.instruments.models import MeasureDraft, OwnMeasure, OwnVersion


@dataclass(frozen=True, slots=True)
class Published:
    """An own measure or log with its newest version."""

    measure: OwnMeasure
    newest: OwnVersion
    own: OwnDefinition

    @property
    def name(self) -> str:
        held = self.own.definition
        return held.name if isinstance(held, LogDefinition) else held.short_name

    @property
    def count(self) -> int:
        held = self.own.definition
        return len(held.fields) if isinstance(held, LogDefinition) else len(held.items)


def published() -> list[Published]:
    """All own measures and logs, by name."""
    rows = OwnVersion.objects.select_related("measure").order_by("published_at")
    newest = {row.measure_id: row for row in rows}
    out = [Published(row.measure, row, read_own(row.text, row.measure.key)) for row in newest.values()]
    return sorted(out, key=lambda one: one.name.casefold())


def drafts() -> list[MeasureDraft]:
    return list(MeasureDraft.objects.select_related("begun_by", "measure"))


@dataclass(frozen=True, slots=True)
class VersionTold:
    """A version with whether scores under it may be compared with the one before."""

    row: OwnVersion
    begins_anew: bool


def versions_of(measure: OwnMeasure) -> list[VersionTold]:
    """All versions, the newest first."""
    rows = list(measure.versions.select_related("published_by"))
    editions = [row.version.partition(".")[0] for row in rows]
    told = [VersionTold(row, place > 0 and editions[place] != editions[place - 1]) for place, row in enumerate(rows)]
    return told[::-1]
