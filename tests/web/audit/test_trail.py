"""The audit trail: whole or found out, unchangeable, without content."""

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from tests.cast import Cast
from tests.fresh_database import put_into

from fullarc.web.audit import anchor
from fullarc.web.audit.actions import record
from fullarc.web.audit.deeds import LISTED, OPENED, deed, known
from fullarc.web.audit.models import Event
from fullarc.web.audit.protected import EVENTS
from fullarc.web.audit.verify import Verdict, verify


@pytest.fixture(autouse=True)
def _own_anchor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anchor.places, "key_home", lambda: tmp_path)


OTHER = {"at": "2001-01-01 00:00:00", "actor": "0" * 32, "client": "0" * 32}


def write(count: int) -> None:
    for number in range(count):
        record(OPENED, by=None, object_id=number)


def tamper(statement: str, *values: object) -> None:
    """Change the trail as somebody would who can reach the database file and drop its triggers."""
    EVENTS.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    EVENTS.install(connection)


@pytest.mark.django_db
def test_an_untouched_trail_is_whole() -> None:
    write(20)
    assert verify().whole
    assert verify().count == 20


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event", "UPDATE audit_event SET hash = '' WHERE sequence = 2"]
)
def test_the_database_itself_refuses_to_change_or_delete_an_event(statement: str) -> None:
    write(3)
    with pytest.raises(DatabaseError, match="cannot be changed or deleted"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify() == Verdict(True, 3)


@pytest.mark.django_db
@pytest.mark.parametrize("column", [field.column for field in Event._meta.fields if field.column != "sequence"])
def test_a_change_of_any_column_is_found(column: str) -> None:
    write(5)
    tamper(f'UPDATE audit_event SET "{column}" = %s WHERE sequence = 3', OTHER.get(column, "7"))
    assert verify().bad in (3, 4)


@pytest.mark.django_db
def test_a_hundred_random_tampers_are_found_at_their_place() -> None:
    write(40)
    dice = random.Random(7)
    for _ in range(100):
        sequence = dice.randint(1, 39)
        with_rollback = transaction.atomic()
        with_rollback.__enter__()
        kind = dice.choice(["edit", "delete", "renumber", "swap"])
        if kind == "edit":
            tamper("UPDATE audit_event SET object_id = 'other' WHERE sequence = %s", sequence)
        elif kind == "delete":
            tamper("DELETE FROM audit_event WHERE sequence = %s", sequence)
        elif kind == "renumber":
            tamper("UPDATE audit_event SET sequence = sequence + 1000 WHERE sequence = %s", sequence)
        else:
            tamper("UPDATE audit_event SET object_id = CAST(1000 + sequence AS text) WHERE sequence IN (%s, %s)", sequence, sequence + 1)
        found = verify()
        assert not found.whole, kind
        assert found.bad == sequence, kind
        transaction.set_rollback(True)
        with_rollback.__exit__(None, None, None)
    assert verify().whole


@pytest.mark.django_db
def test_an_event_that_was_written_without_the_key_is_found() -> None:
    write(3)
    last = Event.objects.get(sequence=3)
    Event.objects.create(sequence=4, at=last.at, action="forged", version="0", previous=last.hash, hash="0" * 64)
    assert verify().bad == 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("cut", [1, 2, 10, 29])
def test_a_trail_that_was_cut_at_its_end_is_found_by_the_anchor(cut: int) -> None:
    write(30)
    tamper("DELETE FROM audit_event WHERE sequence > %s", 30 - cut)
    found = verify()
    assert not found.whole
    assert "the anchor file has seen event 30" in found.reason


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_takes_its_event_along(tmp_path: Path) -> None:
    write(2)
    with transaction.atomic():
        record(LISTED, by=None)
        transaction.set_rollback(True)
    assert Event.objects.count() == 2
    [file] = tmp_path.glob("audit-anchor-*.txt")
    assert len(file.read_text().splitlines()) == 2


WRITER = """
from fullarc.web import start
start.prepare()
from django.db import transaction
from fullarc.web.audit.actions import record
from fullarc.web.audit.deeds import OPENED
for number in range(15):
    with transaction.atomic():
        record(OPENED, by=None, object_id=number)
"""


def test_processes_that_write_at_the_same_time_make_one_unbroken_chain(tmp_path: Path) -> None:
    environment = {**os.environ, "FULLARC_HOME": str(tmp_path / "home"), "FULLARC_KEYS": str(tmp_path / "keys")}
    put_into(tmp_path / "home")
    fullarc = [sys.executable, "-m", "fullarc"]
    subprocess.run([*fullarc, "setup"], env=environment, check=True, capture_output=True)
    before = int(
        re.findall(
            r"audit trail: (\d+) events", subprocess.run([*fullarc, "doctor"], env=environment, capture_output=True, text=True).stdout
        )[0]
    )
    writers = [subprocess.Popen([sys.executable, "-c", WRITER], env=environment) for _ in range(4)]
    assert [writer.wait(600) for writer in writers] == [0, 0, 0, 0]
    said = subprocess.run([*fullarc, "doctor"], env=environment, capture_output=True, text=True)
    assert f"audit trail: {before + 60} events, whole" in said.stdout


def test_the_event_says_who_what_and_on_which_record_but_no_content(cast: Cast) -> None:
    event = record(OPENED, by=cast.mira, client=cast.client, on=cast.course, fields=["presenting_problem"], count=3)
    assert (event.actor, event.roles, event.client) == (cast.mira.id, "clinician", cast.client.id)
    assert (event.object_type, event.object_id, event.fields, event.count) == (
        "clients.courseofcare",
        str(cast.course.id),
        "presenting_problem",
        3,
    )
    assert all("canary" not in str(getattr(event, field.attname)).lower() for field in Event._meta.fields)


def test_a_deed_is_named_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        deed("record.opened", "again")
    assert all(each.sentence and not each.sentence.endswith(".") for each in known().values())
