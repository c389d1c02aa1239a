"""For the tests of taking out and bringing in: courses of the demo, and an installation that is empty."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction

from fullarc.demo.simulate import simulate
from fullarc.exchange.fhir.record import ClientRecord
from fullarc.exchange.fhir.record_reading import read_record
from fullarc.web.accounts.actions import add_person
from fullarc.web.accounts.models import Practice, User
from fullarc.web.accounts.roles import Role
from fullarc.web.clients.models import Client
from fullarc.web.demo.actions import ACTIVE, SEED, add_course
from fullarc.web.exports.records import measures, record_of


def practice() -> User:
    """An installation with nobody in it but one clinician."""
    Practice(name="Practice elsewhere").save()
    return add_person("Eva Elsewhere", "eva@example.org", [Role.CLINICIAN])


@contextmanager
def another_installation() -> Iterator[User]:
    """What happens inside is gone afterwards."""
    with transaction.atomic():
        yield practice()
        transaction.set_rollback(True)


def demo_records(numbers: range, of: int, today: date) -> list[tuple[ClientRecord, bytes]]:
    """Courses of the demo practice with their FHIR files, made in an installation that is gone afterwards."""
    from fullarc.web.exports.taking_out import take_out

    made = []
    with another_installation() as clinician:
        for number, simulated in enumerate(simulate(SEED, of, until=today, active_share=ACTIVE)):
            if number in numbers:
                client = add_course(simulated, clinician).client
                value = record_of(client, client.courses.all(), by=clinician)
                made.append((value, take_out(client, list(client.courses.all()), by=clinician).content))
    return made


def brought_in(content: bytes, by: User, today: date) -> Client:
    from fullarc.web.exports.actions import bring_in_client

    client, _, refused = bring_in_client(read_record(content, measures()), by=by, today=today)
    assert refused == []
    return client


def resources(content: bytes, kind: str) -> list[dict[str, object]]:
    return [entry["resource"] for entry in json.loads(content)["entry"] if entry["resource"]["resourceType"] == kind]
