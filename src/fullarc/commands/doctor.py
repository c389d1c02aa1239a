"""`fullarc doctor`: look at keys, database, audit trail and versions; change nothing."""

import argparse
from typing import Any

from fullarc.commands.refusals import WorkFailed


def add_to(commands: Any) -> None:
    parser = commands.add_parser("doctor", help="check keys, database, audit trail and versions")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints a line for each thing looked at. 0 when all are in order, 1 otherwise."""
    from fullarc.web import start

    try:
        start.prepare()
        start.refuse_when_nothing_is_here()
        start.refuse_a_database_that_does_not_answer()
        start.refuse_a_wrong_key()
    except start.NotReady as refused:
        raise WorkFailed(str(refused)) from None
    return start.tell(start.findings())
