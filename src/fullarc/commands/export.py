"""`fullarc export KIND`: what is in the application, taken out to a file. Each kind is a module of its own that offers `add_to(kinds)`."""

from importlib import import_module
from typing import Any

# Kinds in the order in which help lists them. A kind adds its subcommand with its own options.
KINDS = (
    "fullarc.commands.export_record",
    "fullarc.commands.export_tables",
    "fullarc.commands.export_fhir",
)


def add_to(commands: Any) -> None:
    add_kinds(commands.add_parser("export", help="take out a record, tables or FHIR"), KINDS)


def add_kinds(parser: Any, kinds: tuple[str, ...]) -> None:
    """Let each kind add its subcommand."""
    subparsers = parser.add_subparsers(metavar="KIND", required=True)
    for name in kinds:
        import_module(name).add_to(subparsers)
