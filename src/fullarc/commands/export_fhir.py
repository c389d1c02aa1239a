"""`fullarc export fhir`: one client's record as a FHIR R4 Bundle."""

import argparse
from pathlib import Path
from typing import Any

from fullarc.commands.application import passphrase_from, ready, write_new
from fullarc.commands.refusals import CallWasWrong, WorkFailed


def add_to(kinds: Any) -> None:
    parser = kinds.add_parser("fhir", help="one client as a FHIR R4 Bundle, for other systems")
    parser.add_argument("file", type=Path, metavar="FILE", help="the file to write")
    parser.add_argument("--client", required=True, metavar="CODE", help="the client's code")
    parser.add_argument("--pseudonym", action="store_true", help="without the client's name, code and birth date")
    parser.add_argument("--without-notes", action="store_true", help="without the text of notes")
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help="seal the file (age) with the passphrase in its first line")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Writes the Bundle and says what is in it. Refused: an unknown client, a file that is there already."""
    if arguments.file.exists():
        raise CallWasWrong(f"{arguments.file}: is there already; give a new name, so that nothing is written over")
    ready()
    from fullarc.web.clients.models import Client
    from fullarc.web.exports.taking_out import NotValid, take_out
    from fullarc.web.records.sealed import sealed

    client = Client.objects.filter(code=arguments.client).first()
    if client is None:
        raise CallWasWrong(f"--client: there is no client with the code {arguments.client[:20]!r}")
    try:
        made = take_out(client, list(client.courses.all()), by=None, named=not arguments.pseudonym, notes=not arguments.without_notes)
    except NotValid as refused:
        raise WorkFailed(str(refused)) from None
    passphrase = passphrase_from(arguments.passphrase_file) if arguments.passphrase_file else ""
    write_new(arguments.file, sealed(made.content, passphrase) if passphrase else made.content)
    print(f"{arguments.file}: {', '.join(f'{count} {kind}' for kind, count in made.counts)}")
    print(f"SHA-256 of the content {made.digest}" + ("" if passphrase else "; the file is not encrypted"))
    return 0
