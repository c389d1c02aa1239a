"""`fullarc backup`: a copy of the whole database in one file."""

import argparse
import hashlib
from pathlib import Path
from typing import Any

from fullarc.commands.refusals import WorkFailed


def add_to(commands: Any) -> None:
    parser = commands.add_parser("backup", help="a copy of the whole database in one file, also while Fullarc runs")
    parser.add_argument("file", type=Path, metavar="FILE", help="the file to write; what is encrypted in the database is so in it")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Writes the file and says what it holds and where the keys are, without which nobody can read it."""
    from fullarc.web import start

    try:
        start.prepare()
        start.refuse_when_nothing_is_here()
        start.refuse_a_database_that_does_not_answer()
        start.refuse_a_wrong_key()
    except start.NotReady as refused:
        raise WorkFailed(str(refused)) from None
    from fullarc.web.copies import CopyRefused, make_copy
    from fullarc.web.encryption.keys import key_file

    file = arguments.file.absolute()
    try:
        make_copy(file)
    except CopyRefused as refused:
        raise WorkFailed(str(refused)) from None
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    print(f"{file}: {file.stat().st_size:,} bytes, SHA-256 {digest}")
    print(f"The keys are not in it. Keep a copy of {key_file()} in another place: without it nobody can read this file.")
    return 0
