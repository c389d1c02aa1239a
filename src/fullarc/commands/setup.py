"""`fullarc setup`: make the keys and the database, or bring them up to date; leave the demo for one's own practice."""

import argparse
from typing import Any

from fullarc.commands.refusals import WorkFailed


def add_to(commands: Any) -> None:
    parser = commands.add_parser("setup", help="make or bring up to date keys and database")
    parser.add_argument("--own", action="store_true", help="after the demo: move the invented practice aside, to begin one's own")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Safe to run again: what is there stays, an invented practice too, which --own only renames. Refused with --own: a real practice."""
    from fullarc.web import start

    try:
        start.prepare()
        done = start.migrate()
        if arguments.own:
            move_aside()
            done = start.migrate()
    except start.NotReady as refused:
        raise WorkFailed(str(refused)) from None
    print(f"The database is up to date ({done} step(s) done)." if done else "The database was up to date.")
    return 0


def move_aside() -> None:
    from django.utils import timezone

    from fullarc.web.own_practice import NotMoved, move_demo_aside

    try:
        target = move_demo_aside(timezone.localtime())
    except NotMoved as refused:
        raise WorkFailed(str(refused)) from None
    print(f"The invented practice lies in {target} now. Run ./run and start your own practice on the first page.")
