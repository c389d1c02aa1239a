"""Getting the web application ready outside a web server: for commands and their checks."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import DatabaseError

# Any fixed number, another one than that of the audit trail; it only has to be the same in all processes.
MIGRATION_LOCK = 0x46554C4D


class NotReady(RuntimeError):
    """The application cannot start. The message says what was found and what to do."""


def prepare() -> None:
    """Load settings and apps. Files made from here on are for their owner only."""
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fullarc.web.settings")
    from django.core.exceptions import ImproperlyConfigured

    from fullarc.web.encryption.keys import KeyFileRefused, keyring

    try:
        django.setup()
        keyring()
    except (ImproperlyConfigured, KeyFileRefused) as refused:
        raise NotReady(str(refused)) from None


def migrate() -> int:
    """Make the data folder and bring the database up to date, once the key file is known to fit it. Gives the number of migrations run.

    Of several that start at once one does it, and the others wait. Refused: a database that cannot be used, or that a newer version made.
    """
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import DatabaseError

    make_the_data_folder()
    try:
        with one_at_a_time():
            executor = MigrationExecutor(connection)
            refuse_a_newer_database(executor)
            plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
            refuse_a_wrong_key()
            if plan:
                call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as refused:
        raise NotReady(unusable(refused)) from None
    return len(plan)


def make_the_data_folder() -> None:
    """For SQLite's file. PostgreSQL keeps its data in a place of its own."""
    from django.conf import settings
    from django.db import connection

    from fullarc.web import places

    if connection.vendor == "sqlite":
        places.make_private(settings.HOME)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold what brings a database of PostgreSQL up to date: its web server and its background work start at once."""
    from django.db import connection

    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
    try:
        yield
    finally:
        with suppress(Exception), connection.cursor() as cursor:  # a connection that broke holds it no more
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])


def refuse_a_newer_database(executor: "MigrationExecutor") -> None:
    """Stop before an older version reads or writes what it does not know."""
    from django.apps import apps

    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("fullarc.web.")}
    unknown = [key for key in executor.loader.applied_migrations if key[0] in ours and key not in executor.loader.disk_migrations]
    if unknown:
        raise NotReady(
            f"A newer version of Fullarc has worked with this database: {len(unknown)} of its steps are not known here, such as"
            f" {'.'.join(min(unknown))}. Start that version, or bring back a copy of before it: fullarc restore."
        )


def unusable(refused: "DatabaseError") -> str:
    """What the database said, in one line (those below may hold values), and what to do."""
    from django.conf import settings
    from django.db import connection

    said = (str(refused).strip().splitlines() or [type(refused).__name__])[0].rstrip(".")
    if connection.vendor == "sqlite":
        file = settings.DATABASES["default"]["NAME"]
        return (
            f"The database {file} cannot be used: {said}. Check that the folder is yours and its disk has room; where the file is damaged,"
            " set it aside and bring back a copy: fullarc restore."
        )
    return f"The database cannot be used: {said}. Check that PostgreSQL runs, DATABASE_URL, and that its user owns the database."


def refuse_a_database_that_does_not_answer() -> None:
    from django.db import connection
    from django.db.utils import DatabaseError

    try:
        connection.introspection.table_names()
    except DatabaseError as refused:
        raise NotReady(unusable(refused)) from None


def refuse_when_nothing_is_here() -> None:
    """Stop when there is no database yet: there is nothing to look at."""
    from django.conf import settings
    from django.db import connection

    if connection.vendor == "sqlite" and not Path(str(settings.DATABASES["default"]["NAME"])).exists():
        raise NotReady(f"There is no practice in {settings.HOME} yet. Begin one with ./run, or set FULLARC_HOME to where one is.")


def refuse_a_wrong_key() -> None:
    """Stop before the first write when the key file does not fit the database, which may still be that of an earlier version."""
    from django.db import connection

    from fullarc.web.accounts.models import Practice
    from fullarc.web.encryption.cipher import SealBroken

    if Practice._meta.db_table not in connection.introspection.table_names():
        return
    practice = Practice.objects.only("name").first()
    try:
        if practice is not None:
            _ = practice.name
    except SealBroken as refused:
        raise NotReady(f"The key file does not fit this database. {refused}") from None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: whether it is in order, and what was found."""

    fine: bool
    what: str


def tell(found: list[Finding]) -> int:
    """Print a line for each. 0 when all are in order, 1 otherwise."""
    for finding in found:
        print(("in order   " if finding.fine else "NOT SO     ") + finding.what)
    return 0 if all(finding.fine for finding in found) else 1


def findings() -> list[Finding]:
    """Look at keys, folder, database settings, migrations, audit trail, background work and versions. Changes nothing."""
    return [*places_in_order(), *database_in_order(), trail_in_order(), *risk_in_order(), background_work(), *versions()]


def places_in_order() -> list[Finding]:
    from django.conf import settings

    from fullarc.web.encryption.keys import key_file, keyring

    ring = keyring()
    found = [Finding(True, f"keys: {key_file()}, readable by its owner only, {len(ring.fields)} field key(s), {ring.current} in use")]
    file = Path(str(settings.DATABASES["default"]["NAME"]))
    if file.is_absolute() and file.exists() and os.name != "nt":
        private = not file.stat().st_mode & 0o077
        found.append(
            Finding(private, f"data: {file}" + ("" if private else f" can be read by others on this computer. Run: chmod 600 '{file}'"))
        )
    return found


def database_in_order() -> list[Finding]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    up_to_date = "up to date" if not waiting else f"{len(waiting)} migration(s) are waiting. Run: fullarc setup"
    found = [Finding(not waiting, f"database: {connection.vendor}, {up_to_date}")]
    try:
        refuse_a_newer_database(executor)
    except NotReady as refused:
        found = [Finding(False, f"database: {connection.vendor}. {refused}")]
    if connection.vendor == "sqlite":
        expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "integrity_check": "ok"}
        for pragma, right in expected.items():
            with connection.cursor() as cursor:
                value = cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
            found.append(Finding(value == right, f"{pragma}: {value}" + ("" if value == right else f", expected {right}")))
    return found


def trail_in_order() -> Finding:
    from django.db.utils import DatabaseError

    from fullarc.web.audit.verify import verify

    try:
        verdict = verify()
    except DatabaseError:
        return Finding(False, "audit trail: there is no database yet. Run: fullarc setup")
    return Finding(verdict.whole, f"audit trail: {verdict.count} events, " + ("whole" if verdict.whole else verdict.reason))


def background_work() -> Finding:
    from django.db.utils import DatabaseError

    from fullarc.web.work.queries import work_state

    try:
        state = work_state()
    except DatabaseError:
        return Finding(False, "background work: there is no database yet. Run: fullarc setup")
    return Finding(state.fine, f"background work: {state.sentence}")


def risk_in_order() -> list[Finding]:
    """As many positive answers to risk items as signals. Nothing is said where there is no database yet: that is said elsewhere."""
    from django.db.utils import DatabaseError

    from fullarc.web.measurements.risk_invariant import count_risk

    try:
        counted = count_risk()
    except DatabaseError:
        return []
    return [Finding(counted.holds, f"risk: {counted.in_words}")]


def versions() -> list[Finding]:
    from fullarc.web.version import VERSION

    parts = ", ".join(f"{name} {metadata.version(name)}" for name in ("django", "cryptography", "waitress"))
    return [Finding(True, f"versions: fullarc {VERSION}, {parts}")]
