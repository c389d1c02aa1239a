"""`fullarc export record`: one client or the whole practice in one sealed file."""

import argparse
import hashlib
from pathlib import Path
from typing import Any

from fullarc.commands.application import passphrase_from, ready, write_new
from fullarc.commands.refusals import CallWasWrong

LEAST = 12  # characters of a passphrase
REASONS = ("access", "order", "transfer", "keeping")  # as in web/records/handing_out.py


def add_to(kinds: Any) -> None:
    parser = kinds.add_parser("record", help="one client or the practice, to be brought in elsewhere")
    parser.add_argument("file", type=Path, metavar="FILE", help="the file to write (sealed with a passphrase, age)")
    parser.add_argument("--client", metavar="CODE", help="one client by code; without it the whole practice")
    parser.add_argument("--process-notes", choices=REASONS, help="take psychotherapy notes along, and why; the trail keeps the reason")
    parser.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help="its first line seals the file; without it one is made and shown"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Writes the file and prints its passphrase if one was made. Refused: an unknown client, a file that is there, a short passphrase."""
    given = passphrase_from(arguments.passphrase_file) if arguments.passphrase_file else ""
    if arguments.passphrase_file and len(given) < LEAST:
        raise CallWasWrong(f"--passphrase-file: found {len(given)} characters, expected at least {LEAST}")
    if arguments.file.exists():
        raise CallWasWrong(f"{arguments.file}: is there already; give a new name, so that nothing is written over")
    ready()
    from fullarc.web.records.handing_out import export_of
    from fullarc.web.records.sealed import new_passphrase, sealed

    passphrase = given or new_passphrase()
    content = export_of(arguments.client, process_notes=arguments.process_notes or "")
    if content is None:
        raise CallWasWrong(f"--client: there is no client with the code {arguments.client[:20]!r}")
    data = sealed(content, passphrase)
    write_new(arguments.file, data)
    print(f"{arguments.file}: {len(data):,} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}")
    if not given:
        print(f"Its passphrase, shown once and kept nowhere: {passphrase}")
    return 0
