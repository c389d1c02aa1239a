"""`fullarc import record`: a whole record brought into this installation."""

import argparse
import hashlib
from pathlib import Path
from typing import Any

from fullarc.commands.application import passphrase_from, ready
from fullarc.commands.refusals import CallWasWrong, WorkFailed


def add_to(kinds: Any) -> None:
    parser = kinds.add_parser("record", help="a practice into an empty installation, or one client into a practice")
    parser.add_argument("file", type=Path, metavar="FILE", help="a file made by: fullarc export record")
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help="its first line opens the file; without it you are asked")
    parser.add_argument("--clinician", metavar="E-MAIL", help="who takes over the client: joins the care team from today")
    parser.add_argument("--check", action="store_true", help="open and check the file, say what it holds, store nothing")
    parser.add_argument("--up-to", type=float, default=1.0, metavar="GB", help="how large the file may be when it is unpacked (1 GB)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """All of the record is stored, or nothing. Prints what was; after a practice, the codes with which its owners join."""
    try:
        data = arguments.file.read_bytes()
    except OSError as problem:
        raise CallWasWrong(f"{arguments.file}: cannot be read ({problem.strerror})") from None
    passphrase = passphrase_from(arguments.passphrase_file)
    if not passphrase:
        raise CallWasWrong("found no passphrase; give --passphrase-file FILE")
    ready(may_be_new=True)
    from fullarc.exchange.record.record_file import RecordRefused, unpack
    from fullarc.web.records.sealed import opened

    try:
        taken = unpack(opened(data, passphrase), limit=int(arguments.up_to * 1024**3))
        print(f"{arguments.file}: the record of a {taken.scope}, {taken.rows:,} rows in {len(taken.parts)} parts, whole")
        if arguments.check:
            return 0
        for line in stored(taken, hashlib.sha256(data).hexdigest(), arguments.clinician):
            print(line)
    except RecordRefused as refused:
        raise WorkFailed(f"{arguments.file}: {refused}") from None
    return 0


def stored(taken: Any, file_hash: str, clinician: str | None) -> list[str]:
    from fullarc.web.accounts.models import User
    from fullarc.web.records.bringing_in import bring_in
    from fullarc.web.records.taking_over import join_care_team, owners_codes, unlike_their_signature

    person = User.objects.filter(email=clinician.strip().lower(), is_active=True).first() if clinician else None
    if clinician and person is None:
        raise CallWasWrong("--clinician: nobody here has this e-mail address; invite the person first")
    done = bring_in(taken, file_hash=file_hash)
    lines = [f"Stored: {sum(done.rows.values()):,} rows, {done.clients} client(s)."]
    if done.known_people:
        lines.append(f"{done.known_people} of the people named in it were here already.")
    if person is not None:
        join_care_team(taken, person)
        lines.append(f"{person.name} is in the care team from today.")
    changed = unlike_their_signature(taken)
    if changed:
        lines.append(f"{changed} signed document(s) are not what was signed, and were not so in the file either. Look at the audit pack.")
    lines += [f"{name} joins with the code {code}" for name, code in owners_codes(taken)]
    return lines
