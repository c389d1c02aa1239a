"""One empty database with every migration applied, made once and copied: a hundred migrations from nothing take longer than most files.

It lies in the folder of pytest's cache under the name of everything that it was made from. What migrates in earnest: making it, the first
start in `tests/web/test_serve.py`, the change to one's own practice, and the run on PostgreSQL.
"""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".pytest_cache" / "fresh"
NAME = "fullarc.sqlite3"
A_DAY = 86400  # seconds; an older file is of sources that are no more


def fresh_database() -> Path:
    """The file; it is made when there is none for the migrations as they stand."""
    file = KEPT / f"{stamp()}.sqlite3"
    if not file.exists():
        make(file)
    return file


def put_into(home: Path) -> None:
    """Give an installation that has not started yet its database, as the first start would leave it."""
    home.mkdir(mode=0o700, parents=True)
    shutil.copyfile(fresh_database(), home / NAME)
    (home / NAME).chmod(0o600)


def stamp() -> str:
    """Of what the tables and triggers come from: the migrations, what they call, and the versions that it runs on."""
    web, found = ROOT / "src" / "fullarc" / "web", hashlib.sha256(sys.version.encode())
    for file in [
        ROOT / "requirements" / "test.lock",
        web / "settings.py",
        web / "audit" / "triggers.py",
        *sorted(web.glob("*/migrations/*.py")),
    ]:
        found.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return found.hexdigest()[:32]


def make(file: Path) -> None:
    """By a process of its own, as at a first start. Two that make it at once each put a whole one in place."""
    file.parent.mkdir(parents=True, exist_ok=True)
    for older in file.parent.glob("*.sqlite3"):
        if older.stat().st_mtime < time.time() - A_DAY:
            older.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        environment = {**os.environ, "FULLARC_HOME": f"{folder}/home", "FULLARC_KEYS": f"{folder}/keys"}
        environment.pop("DATABASE_URL", None)
        program = "from fullarc.web import start; start.prepare(); start.migrate()"
        subprocess.run([sys.executable, "-c", program], env=environment, check=True, capture_output=True)
        with closing(sqlite3.connect(f"{folder}/home/{NAME}")) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        Path(folder, "home", NAME).replace(file)


@contextmanager
def copied_instead_of_migrated() -> Iterator[None]:
    """While Django sets up the database of the tests on SQLite, `migrate` copies the one that is migrated already."""
    from django.core import management
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    migrate = management.call_command

    def copy(name: str, *words: Any, **options: Any) -> Any:
        if name != "migrate" or connection.vendor != "sqlite":
            return migrate(name, *words, **options)
        connection.ensure_connection()
        with closing(sqlite3.connect(f"{fresh_database().as_uri()}?immutable=1", uri=True)) as source:
            source.backup(connection.connection)
        executor = MigrationExecutor(connection)  # it loads them all, which makes the protected tables known
        assert not executor.migration_plan(executor.loader.graph.leaf_nodes())
        return None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(management, "call_command", copy)
        yield
