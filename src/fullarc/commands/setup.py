"""`fullarc setup`: make the keys and the database, or bring them up to date."""

import argparse
from typing import Any

from fullarc.commands.refusals import WorkFailed


def add_to(commands: Any) -> None:
    parser = commands.add_parser("setup", help="make or bring up to date keys and database")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Safe to run again: what is there stays."""
    from fullarc.web import start

    try:
        start.prepare()
        done = start.migrate()
    except start.NotReady as refused:
        raise WorkFailed(str(refused)) from None
    print(f"The database is up to date ({done} step(s) done)." if done else "The database was up to date.")
    return 0
