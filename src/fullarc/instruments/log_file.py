"""Reads one client log's definition file."""

from pathlib import Path
from typing import Any

from fullarc.instruments.definition import Better, Option
from fullarc.instruments.definition_file import read_toml
from fullarc.instruments.definition_table import BrokenDefinition, Table, short_path
from fullarc.instruments.log import LogDefinition, LogField, LogKind


def read_log(path: Path) -> LogDefinition:
    """One log. Raises BrokenDefinition, which names file and key."""
    log = log_of(*read_toml(path), short_path(path))
    if path.stem != log.id:
        raise BrokenDefinition(short_path(path), "id", repr(log.id), "the file's own name")
    return log


def log_of(data: dict[str, Any], fingerprint: str, file: str) -> LogDefinition:
    """One log from the content of its definition; `file` is how a refusal names it. Raises BrokenDefinition."""
    table = Table(data, file)
    log = LogDefinition(
        id=table.text("id"),
        version=table.text("version"),
        name=table.text("name"),
        about=table.text("about"),
        instruction=table.text("instruction"),
        every=table.one_of("every", str, ("day", "occasion")),
        source=table.text("source"),
        licence=table.text("licence"),
        fields=table.many("fields", _field),
        notes=table.texts("notes"),
        fingerprint=fingerprint,
    )
    table.close()
    ids = [field.id for field in log.fields]
    if not ids or len(set(ids)) != len(ids):
        raise table.broken("fields", ids, "at least one line, each with its own id")
    return log


def _field(table: Table) -> LogField:
    kind = table.one_of("kind", LogKind, tuple(LogKind))
    measured = kind in (LogKind.SCALE, LogKind.ORDINAL, LogKind.NUMBER, LogKind.ANALOGUE)
    field = LogField(
        id=table.text("id"),
        label=table.text("label"),
        kind=kind,
        low=table.number("low") if measured else 0.0,
        high=table.number("high") if measured else 1.0,
        step=table.number("step", 1.0),
        unit=table.text("unit", ""),
        better=table.one_of("better", Better, tuple(Better)) if table.has("better") else None,
        low_label=table.text("low_label", ""),
        high_label=table.text("high_label", ""),
        options=table.many("options", lambda row: Option(row.whole("value"), row.text("label"))),
        speaks_to=table.texts("speaks_to"),
        risk_at_least=table.number("risk_at_least") if table.has("risk_at_least") else None,
        risk_about=table.text("risk_about", ""),
    )
    if not field.low < field.high or field.step <= 0:
        raise table.broken("low/high/step", f"{field.low:g}, {field.high:g}, {field.step:g}", "low below high and a step above 0")
    if (field.risk_at_least is None) != (not field.risk_about):
        raise table.broken("risk_about", repr(field.risk_about), "an indicator id whenever risk_at_least is given, and only then")
    levels = [option.value for option in field.options]
    if kind is LogKind.ORDINAL and levels != list(range(int(field.low), int(field.high) + 1)):
        raise table.broken("options", levels, "one named level for each value from low to high")
    return field
