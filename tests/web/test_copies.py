"""A copy of the database, and the practice brought back from it, by the commands that an administrator types."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests.fresh_database import put_into

# Begins a practice where there is none, and does as many things that the trail keeps as asked for.
ACT = """
import sys
from fullarc.web import start
start.prepare(); start.migrate()
from fullarc.web.accounts.actions import begin_practice, let_in_again
from fullarc.web.accounts.models import User
if not User.objects.exists():
    begin_practice("Practice at the River", owner_name="Olga Owens", email="olga@example.org", password="seven green lamps hum")
for _ in range(int(sys.argv[1])):
    let_in_again(User.objects.get())
"""
TRAIL = """
import json
from fullarc.web import start
start.prepare()
from fullarc.web.accounts.models import Practice
from fullarc.web.audit.models import Event
from fullarc.web.audit.verify import verify
events = list(Event.objects.order_by("sequence").values_list("action", "count"))
print(json.dumps({"practice": Practice.objects.get().name, "whole": verify().whole, "events": events}))
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A practice whose trail has three events."""
    put_into(tmp_path / "home")
    python(tmp_path / "home", ACT, "2")
    return tmp_path / "home"


def run(home: Path, command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, "FULLARC_HOME": str(home), "FULLARC_KEYS": str(home.with_name("keys")), **environment}
    return subprocess.run([sys.executable, *command], env=given, capture_output=True, text=True)


def python(home: Path, program: str, *words: str) -> str:
    ended = run(home, ["-c", program, *words])
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def fullarc(home: Path, *words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return run(home, ["-m", "fullarc", *map(str, words)], **environment)


def test_the_practice_comes_back_and_the_trail_says_how_much_of_it_is_gone(home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "monday.copy"
    with closing(sqlite3.connect(home / "fullarc.sqlite3", isolation_level=None)) as somebody:
        somebody.execute("BEGIN IMMEDIATE")  # a save is under way meanwhile
        made = fullarc(home, "backup", copy)
        somebody.execute("ROLLBACK")
    assert made.returncode == 0, made.stderr
    assert f"Keep a copy of {tmp_path / 'keys' / 'keys.json'} in another place" in made.stdout
    assert copy.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.glob("monday.copy?*")) == [], "one file, with nothing beside it"

    python(home, ACT, "3")
    refused = fullarc(home, "restore", copy)
    assert refused.returncode == 1
    assert f"{home / 'fullarc.sqlite3'}: is there already. Stop Fullarc, move it aside" in refused.stderr
    home.rename(tmp_path / "aside")
    back = fullarc(home, "restore", copy)
    assert back.returncode == 0, back.stdout + back.stderr
    assert "3 later event(s) of the trail are gone" in back.stdout
    found = json.loads(python(home, TRAIL))
    assert (found["practice"], found["whole"]) == ("Practice at the River", True)
    assert [action for action, _ in found["events"]] == ["practice.begun", "account.let_in", "account.let_in", "practice.restored"]
    assert found["events"][-1][1] == 3
    [kept] = (tmp_path / "keys").glob("audit-anchor-*-until-*.txt")
    assert len(kept.read_text().splitlines()) == 6, "what the trail had seen is kept beside the new anchor"


def test_what_cannot_be_copied_or_brought_back_is_told(home: Path, tmp_path: Path) -> None:
    copy, other = tmp_path / "monday.copy", tmp_path / "elsewhere"
    nowhere = fullarc(home, "backup", tmp_path / "no" / "folder.copy")
    assert (nowhere.returncode, "there is no such folder; make it first" in nowhere.stderr) == (1, True)
    assert fullarc(home, "backup", copy).returncode == 0
    content = copy.read_bytes()
    again = fullarc(home, "backup", copy)
    assert (again.returncode, "is there already; give a new name" in again.stderr) == (1, True)

    without_keys = fullarc(other, "restore", copy, FULLARC_KEYS=str(tmp_path / "new-keys"))
    assert "Put your copy of the keys there first" in without_keys.stderr
    assert not (tmp_path / "new-keys").exists(), "no key file is made that would open nothing"
    elsewhere = fullarc(other, "restore", copy, DATABASE_URL="postgresql://me@127.0.0.1:9/practice")
    assert "is a copy of SQLite, but DATABASE_URL names PostgreSQL" in elsewhere.stderr

    copy.write_bytes(content[:4096] + bytes(4096) * 3 + content[16384:])
    assert "is damaged. Take another copy" in fullarc(other, "restore", copy).stderr
    copy.write_text("Dear colleague")
    strange = fullarc(other, "restore", copy)
    assert strange.returncode == 1
    assert "is no copy made by fullarc backup" in strange.stderr
    assert list(other.glob("*")) == []
