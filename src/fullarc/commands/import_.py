"""`fullarc import KIND`: what another installation or system has handed out, brought in. Each kind is a module of its own."""

from typing import Any

from fullarc.commands.export import add_kinds

KINDS = (
    "fullarc.commands.import_record",
    "fullarc.commands.import_fhir",
)


def add_to(commands: Any) -> None:
    add_kinds(commands.add_parser("import", help="bring in a record or FHIR"), KINDS)
