"""Reads one client log's definition file."""

from pathlib import Path

from fullarc.instruments.definition import Better, Option
from fullarc.instruments.definition_file import read_toml
from fullarc.instruments.definition_table import Table, short_path
from fullarc.instruments.log import LogDefinition, LogField, LogKind


def read_log(path: Path) -> LogDefinition:
    """One log. Raises BrokenDefinition, which names file and key."""
    data, fingerprint = read_toml(path)
    table = Table(data, short_path(path))
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
    if not ids or len(set(ids)) != len(ids) or path.stem != log.id:
        raise table.broken("fields", ids, "at least one line, each with its own id, in a file named after the log")
    return log


def _field(table: Table) -> LogField:
    kind = table.one_of("kind", LogKind, tuple(LogKind))
    measured = kind in (LogKind.SCALE, LogKind.ORDINAL, LogKind.NUMBER)
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
