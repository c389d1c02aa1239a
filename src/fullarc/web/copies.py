"""A copy of the whole database in one file: made while Fullarc runs, brought back where there is no practice. The keys are never in it.

SQLite copies itself page by page; for PostgreSQL its own programs pg_dump and pg_restore are called. What is sealed stays sealed.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from fullarc.web.audit import anchor
from fullarc.web.audit.actions import record
from fullarc.web.audit.deeds import RESTORED
from fullarc.web.audit.models import Event
from fullarc.web.start import refuse_a_database_that_does_not_answer

BEGINS_WITH = {"sqlite": b"SQLite format 3\x00", "postgresql": b"PGDMP"}
NAMED = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


class CopyRefused(RuntimeError):
    """No copy was made or brought back. The message says what was found and what to do."""


def make_copy(file: Path) -> None:
    """Write a copy as of this moment, for its owner only, whole or not at all. Others go on reading and writing meanwhile.

    Refused: a file that is there, a place that cannot be written, a full disk, PostgreSQL's programs missing or older than its server.
    """
    if file.exists():
        raise CopyRefused(f"{file}: is there already; give a new name, so that no older copy is written over.")
    if not file.parent.is_dir():
        raise CopyRefused(f"{file.parent}: there is no such folder; make it first.")
    whole_or_nothing(file, dump if connection.vendor == "postgresql" else copy_pages)


def bring_back(file: Path) -> None:
    """Put a copy in place. Refused: what is no copy, a copy of the other kind of database, a database that is there already."""
    refuse_what_is_no_copy(file)
    if connection.vendor == "postgresql":
        refuse_a_database_that_does_not_answer()
        if tables := len(connection.introspection.table_names()):
            raise CopyRefused(
                f"DATABASE_URL names a database with {tables} tables. Make an empty one (createdb), name that, and run this again."
            )
        run("pg_restore", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", f"--dbname={address()}", str(file))
        return
    target = database_file()
    for each in (target, *(target.with_name(target.name + end) for end in ("-wal", "-shm"))):
        if each.exists():
            raise CopyRefused(f"{each}: is there already. Stop Fullarc, move it aside, and run this again.")
    whole_or_nothing(target, lambda draft: copied_and_checked(file, draft))


def note_in_the_trail(now: datetime) -> int:
    """After a copy was brought back: the trail says so, and how many events since the copy are gone; everybody signs in anew.

    The anchor file has seen those events. It is set aside, to be kept, and the trail that goes on from here has a new one.
    """
    first = Event.objects.order_by("sequence").first()
    if first is None:
        return 0
    seen = anchor.last(first.hash)
    gone = max(0, seen[0] - Event.objects.count()) if seen else 0
    anchor.set_aside(first.hash, now)
    with transaction.atomic():
        Session.objects.all().delete()
        record(RESTORED, by=None, count=gone)
    return gone


def refuse_what_is_no_copy(file: Path) -> None:
    try:
        with file.open("rb") as content:
            head = content.read(16)
    except OSError as problem:
        raise CopyRefused(f"{file}: cannot be read ({problem.strerror}).") from None
    kind = next((vendor for vendor, beginning in BEGINS_WITH.items() if head.startswith(beginning)), None)
    if kind is None:
        raise CopyRefused(
            f"{file}: is no copy made by fullarc backup. (A file made by fullarc export record is brought in by fullarc import.)"
        )
    if kind != connection.vendor:
        here = "DATABASE_URL names PostgreSQL" if connection.vendor == "postgresql" else "DATABASE_URL is not set, which means SQLite"
        raise CopyRefused(f"{file}: is a copy of {NAMED[kind]}, but {here}. Set it as it was where the copy was made.")


def whole_or_nothing(target: Path, write: Callable[[Path], None]) -> None:
    """Let `write` make a file under another name, and give it its own when it lies on the disk."""
    draft = target.with_name(target.name + ".unfinished")
    draft.unlink(missing_ok=True)
    try:
        write(draft)
        draft.chmod(0o600)
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.rename(target)
    except sqlite3.Error as problem:
        raise CopyRefused(f"{target}: cannot be written ({problem}). Look at the disk's room and the folder's rights.") from None
    except OSError as problem:
        raise CopyRefused(f"{target}: cannot be written ({problem.strerror}). Look at the disk's room and the folder's rights.") from None
    finally:
        draft.unlink(missing_ok=True)


def database_file() -> Path:
    return Path(str(settings.DATABASES["default"]["NAME"]))


def copy_pages(draft: Path) -> None:
    with closing(sqlite3.connect(f"{database_file().as_uri()}?mode=ro", uri=True)) as source, closing(sqlite3.connect(draft)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")  # one file, with no log beside it
        refuse_damage(target)


def copied_and_checked(file: Path, draft: Path) -> None:
    shutil.copyfile(file, draft)
    with closing(sqlite3.connect(f"{draft.as_uri()}?mode=ro", uri=True)) as copy:
        refuse_damage(copy)


def refuse_damage(database: sqlite3.Connection) -> None:
    try:
        found = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as problem:
        found = str(problem)
    if found != "ok":
        raise CopyRefused("The database in it is damaged. Take another copy; fullarc doctor looks at the practice in use.")


def dump(draft: Path) -> None:
    run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={draft}", f"--dbname={address()}")
    run("pg_restore", "--list", str(draft))


def address() -> str:
    """Where PostgreSQL is, without the password, which goes by the environment: others on this computer see the words of a call."""
    from psycopg.conninfo import make_conninfo

    options: Any = settings.DATABASES["default"]["OPTIONS"]
    given: dict[str, object] = connection.get_connection_params()
    known = {"dbname", "user", "host", "port", *options}
    return make_conninfo("", **{name: str(value) for name, value in given.items() if name in known and value})


def run(program: str, *words: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise CopyRefused(
            f"{program} was not found. It comes with PostgreSQL's own programs, which must be on this computer (postgresql-client)."
        )
    environment = {**os.environ, "PGPASSWORD": str(settings.DATABASES["default"]["PASSWORD"])}
    ended = subprocess.run([found, *words], env=environment, capture_output=True, text=True)  # noqa: S603 - no shell, our own words
    if ended.returncode:
        lines = ended.stderr.strip().splitlines() or ["no word"]
        said = "; ".join([lines[0], *(line for line in lines[1:] if "server version" in line)])  # other lines may hold values
        raise CopyRefused(f"{program} gave up: {said}. Nothing was kept. It must not be older than the server, and its disk needs room.")
