"""`fullarc restore`: a copy made by `fullarc backup` brought back."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fullarc.commands.refusals import WorkFailed


def add_to(commands: Any) -> None:
    parser = commands.add_parser("restore", help="bring a copy of the database back where there is no practice")
    parser.add_argument("file", type=Path, metavar="FILE", help="a file made by: fullarc backup")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Puts the copy in place, brings it up to date, notes it in the audit trail, and says what was found. 1 when not all is in order.

    Refused: no key file (a new one would open nothing), a database that is there, a copy of another kind or of a newer version."""
    from fullarc.web import start
    from fullarc.web.encryption.keys import key_file

    if not key_file().exists():
        raise WorkFailed(
            f"There is no key file {key_file()}. Put your copy of the keys there first: without it the practice opens to nobody."
        )
    try:
        start.prepare()
        from fullarc.web.copies import CopyRefused, bring_back, note_in_the_trail

        start.make_the_data_folder()
        bring_back(arguments.file.absolute())
        start.migrate()
        gone = note_in_the_trail(datetime.now(UTC))
    except (start.NotReady, CopyRefused) as refused:
        raise WorkFailed(str(refused)) from None
    print(f"The practice is as it was when the copy was made; {gone} later event(s) of the trail are gone. Everybody signs in anew.")
    return start.tell([*start.places_in_order(), *start.database_in_order(), start.trail_in_order(), *start.risk_in_order()])
