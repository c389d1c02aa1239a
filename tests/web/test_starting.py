"""What stands in the way of a start is told in a sentence: what was found, and what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from fullarc.web import start


def fullarc(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, "FULLARC_HOME": str(home), "FULLARC_KEYS": f"{home}-keys", **environment}
    return subprocess.run([sys.executable, "-m", "fullarc", *words], env=given, capture_output=True, text=True)


@pytest.mark.django_db
def test_a_database_that_a_newer_version_worked_with_is_refused() -> None:
    start.refuse_a_newer_database(MigrationExecutor(connection))
    MigrationRecorder(connection).record_applied("clients", "9999_of_a_newer_version")
    with pytest.raises(start.NotReady, match=r"A newer version .* clients\.9999_of_a_newer_version\. Start that version"):
        start.refuse_a_newer_database(MigrationExecutor(connection))
    told = start.database_in_order()[0]
    assert not told.fine
    assert "A newer version" in told.what


@pytest.mark.django_db
def test_steps_of_a_package_that_joined_its_own_are_no_newer_version() -> None:
    MigrationRecorder(connection).record_applied("axes", "0001_joined_later")
    start.refuse_a_newer_database(MigrationExecutor(connection))


@pytest.mark.parametrize("words", [("doctor",), ("setup",), ("serve",), ("work", "--once")])
def test_a_damaged_file_is_named_and_nothing_is_written_over_it(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "home").mkdir()
    file = tmp_path / "home" / "fullarc.sqlite3"
    file.write_bytes(b"damaged " * 1000)
    ended = fullarc(tmp_path / "home", *words)
    assert ended.returncode == 1
    assert ended.stderr.splitlines() == [
        f"fullarc: The database {file} cannot be used: file is not a database. Check that the folder is yours and its disk has room; where"
        " the file is damaged, set it aside and bring back a copy: fullarc restore."
    ]
    assert file.read_bytes() == b"damaged " * 1000


@pytest.mark.parametrize("words", [("doctor",), ("setup",), ("work", "--once")])
def test_a_postgresql_that_does_not_answer_is_told_in_one_line(tmp_path: Path, words: tuple[str, ...]) -> None:
    ended = fullarc(tmp_path / "home", *words, DATABASE_URL="postgresql://me:geheim@127.0.0.1:9/practice")
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "Connection refused. Check that PostgreSQL runs, DATABASE_URL" in ended.stderr
    assert "geheim" not in ended.stderr
