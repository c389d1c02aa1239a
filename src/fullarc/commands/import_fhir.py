"""`fullarc import fhir`: a client from a FHIR Bundle, with all courses of care in it."""

import argparse
from pathlib import Path
from typing import Any

from fullarc.commands.application import ready
from fullarc.commands.refusals import CallWasWrong, WorkFailed


def add_to(kinds: Any) -> None:
    parser = kinds.add_parser("fhir", help="a client from a FHIR R4 Bundle, as a new client here")
    parser.add_argument("file", type=Path, metavar="FILE", help="FHIR R4 as JSON, opened if it was sealed")
    parser.add_argument("--clinician", required=True, metavar="E-MAIL", help="who brings it in and is the client's care team")
    parser.add_argument("--subject", default="", metavar="ID", help="whose entries, when the file is about several people")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """All that can be taken is stored, or nothing; what was refused is listed with its place. Refused: a file that is no FHIR."""
    try:
        raw = arguments.file.read_bytes()
    except OSError as problem:
        raise CallWasWrong(f"{arguments.file}: cannot be read ({problem.strerror})") from None
    ready()
    from django.utils import timezone

    from fullarc.exchange.fhir.json_reading import FhirRefused
    from fullarc.exchange.fhir.record_reading import read_record
    from fullarc.web.accounts.models import User
    from fullarc.web.exports.actions import NothingToBringIn, bring_in_client
    from fullarc.web.exports.records import measures

    person = User.objects.filter(email=arguments.clinician.strip().lower(), is_active=True, roles__role="clinician").first()
    if person is None:
        raise CallWasWrong("--clinician: no clinician here has this e-mail address; invite the person first")
    try:
        read = read_record(raw, measures(), subject=arguments.subject)
        client, stored, refused = bring_in_client(read, by=person, today=timezone.localdate())
    except (FhirRefused, NothingToBringIn) as problem:
        raise WorkFailed(f"{arguments.file}: {problem}") from None
    print(f"{client.code}: {', '.join(f'{words}: {count}' for words, count in stored.items()) or 'nothing'}")
    for where, why in refused:
        print(f"  not taken: {where}: {why}")
    return 0
