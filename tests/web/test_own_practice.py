"""From the demo to one's own practice: only an invented practice is moved aside, only while nobody uses it, and nothing of it is lost."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests.fresh_database import put_into

REAL = """
from fullarc.web import start
start.prepare(); start.migrate()
from fullarc.web.accounts.actions import begin_practice
begin_practice("Harbour", owner_name="Olga Owens", email="olga@example.org", password="seven green lamps hum", invented={invented})
"""


@pytest.fixture
def homes(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "FULLARC_HOME": str(tmp_path / "home"), "FULLARC_KEYS": str(tmp_path / "keys")}


def practice(homes: dict[str, str], *, invented: bool) -> Path:
    put_into(Path(homes["FULLARC_HOME"]))
    subprocess.run([sys.executable, "-c", REAL.format(invented=invented)], env=homes, check=True, capture_output=True)
    return Path(homes["FULLARC_HOME"]) / "fullarc.sqlite3"


def setup_own(homes: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "fullarc", "setup", "--own"], env=homes, capture_output=True, text=True)


def people(file: Path) -> int:
    with closing(sqlite3.connect(file)) as database:
        return int(database.execute("SELECT count(*) FROM accounts_user").fetchone()[0])


def test_the_demo_is_moved_aside_and_the_first_start_begins_anew(homes: dict[str, str]) -> None:
    file = practice(homes, invented=True)
    done = setup_own(homes)
    assert done.returncode == 0, done.stderr
    [aside] = file.parent.glob("demo-*.sqlite3")
    assert str(aside) in done.stdout
    assert (people(aside), people(file)) == (1, 0)


def test_a_real_practice_stays_where_it_is(homes: dict[str, str]) -> None:
    file = practice(homes, invented=False)
    refused = setup_own(homes)
    assert refused.returncode != 0
    assert "not an invented one" in refused.stderr
    assert people(file) == 1


def test_a_demo_that_is_open_is_not_moved(homes: dict[str, str]) -> None:
    file = practice(homes, invented=True)
    with closing(sqlite3.connect(file)) as application:
        application.execute("SELECT count(*) FROM accounts_user").fetchone()
        refused = setup_own(homes)
    assert refused.returncode != 0
    assert "Stop it" in refused.stderr
    assert people(file) == 1
    assert not list(file.parent.glob("demo-*.sqlite3"))


def test_without_a_practice_there_is_nothing_to_move(homes: dict[str, str]) -> None:
    put_into(Path(homes["FULLARC_HOME"]))
    refused = setup_own(homes)
    assert refused.returncode != 0
    assert "no practice yet" in refused.stderr
