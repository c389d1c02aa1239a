"""From the demo to one's own practice: the invented database is moved aside, so that the first start begins anew."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path


class NotMoved(RuntimeError):
    """The database stays where it is. The message says what was found and what to do."""


def move_demo_aside(now: datetime) -> Path:
    """Rename the database of the invented practice; gives its new place. The keys stay, so that it can still be opened.

    Refused: a database that is not SQLite, no practice, a practice that is not invented, a database that something still uses.
    """
    from django.conf import settings
    from django.db import connection

    from fullarc.web.accounts.models import Practice

    if connection.vendor != "sqlite":
        raise NotMoved("The data lie in PostgreSQL. Give DATABASE_URL another, empty database for your own practice.")
    practice = Practice.objects.first()
    if practice is None:
        raise NotMoved("There is no practice yet. Run ./run and start your own on the first page.")
    if not practice.invented:
        raise NotMoved("This practice is your own and not an invented one. Nothing was moved.")
    connection.close()
    file = Path(str(settings.DATABASES["default"]["NAME"]))
    fold_in_the_log(file)
    target = file.with_name(f"demo-{now:%Y%m%d-%H%M%S}.sqlite3")
    file.rename(target)
    return target


def fold_in_the_log(file: Path) -> None:
    """Bring the write-ahead log into the file. SQLite allows it only while nobody else has the database open."""
    try:
        with closing(sqlite3.connect(file, timeout=1)) as database:
            mode = database.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    except sqlite3.OperationalError:
        mode = "in use"
    if mode != "delete":
        raise NotMoved("Fullarc is still running with this database. Stop it with Ctrl+C in its window and run this again.")
