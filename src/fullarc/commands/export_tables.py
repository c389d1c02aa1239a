"""`fullarc export tables` and `fullarc export research`: scores, findings, ratings, entries and sessions as CSV and Parquet."""

import argparse
from pathlib import Path
from typing import Any

from fullarc.commands.application import ready, write_new
from fullarc.commands.refusals import CallWasWrong


def add_to(kinds: Any) -> None:
    tables = kinds.add_parser("tables", help="scores, findings, ratings, entries and sessions as CSV and Parquet")
    tables.add_argument("file", type=Path, metavar="FILE.zip", help="the file to write; it is not encrypted")
    tables.add_argument("--client", metavar="CODE", help="one client by code; without it all clients")
    tables.set_defaults(run=run_tables)
    research = kinds.add_parser("research", help="the same tables de-identified, with a report of what was removed")
    research.add_argument("file", type=Path, metavar="FILE.zip", help="the file to write; it is not encrypted")
    research.add_argument("--scrub", action="store_true", help="keep words of notes and logs, scrubbed; without it they are left out")
    research.add_argument("--names", type=Path, metavar="FILE", help="with --scrub: further names that must go, one a line")
    research.set_defaults(run=run_research)


def run_tables(arguments: argparse.Namespace) -> int:
    """Writes the zip. Refused: an unknown client, a file that is there."""
    ready()
    from fullarc.web.clients.models import Client
    from fullarc.web.records.handing_out import tables_of

    clients = Client.objects.filter(code=arguments.client) if arguments.client else Client.objects.all()
    if arguments.client and not clients:
        raise CallWasWrong(f"--client: there is no client with the code {arguments.client[:20]!r}")
    write_new(arguments.file, tables_of(clients, by=None, client=clients[0] if arguments.client else None))
    print(f"{arguments.file} holds the tables, each as CSV and Parquet; dictionary.md says what every column is. Keep it safe.")
    return 0


def run_research(arguments: argparse.Namespace) -> int:
    """Writes the zip. Refused: a list of names that cannot be read, a file that is there."""
    try:
        names = arguments.names.read_text(encoding="utf-8").splitlines() if arguments.names else []
    except (OSError, UnicodeError):
        raise CallWasWrong(f"--names: {arguments.names} cannot be read as text in UTF-8") from None
    ready()
    from fullarc.web.records.handing_out import research_tables

    write_new(arguments.file, research_tables(by=None, scrubbed=arguments.scrub, names=names))
    print(f"{arguments.file} holds de-identified tables; removed.md says what was removed. Look at them before you pass them on.")
    return 0
