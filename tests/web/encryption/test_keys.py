"""The key file: made once, for its owner only, apart from the data; a wrong one stops the start before anything is written."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.fresh_database import put_into

from fullarc.web.encryption import keys


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FULLARC_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("FULLARC_KEYS", str(tmp_path / "keys"))
    return tmp_path


def test_the_key_file_is_made_once_and_for_its_owner_only(places: Path) -> None:
    ring = keys.keyring()
    file = places / "keys" / "keys.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    keys.load.cache_clear()
    assert keys.keyring() == ring
    assert [path.name for path in file.parent.iterdir()] == ["keys.json"]


def test_a_key_file_that_others_can_read_is_refused(places: Path) -> None:
    keys.keyring()
    (places / "keys" / "keys.json").chmod(0o644)
    keys.load.cache_clear()
    with pytest.raises(keys.KeyFileRefused, match="chmod 600"):
        keys.keyring()


def test_keys_inside_the_data_folder_are_refused(places: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FULLARC_KEYS", str(places / "data" / "keys"))
    with pytest.raises(keys.KeyFileRefused, match="apart from the data"):
        keys.keyring()


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", '{"format": 2}', '{"format": 1, "secret": "x", "audit": "AA==", "fields": {}, "current": "k1"}']
)
def test_what_is_not_a_key_file_is_refused_and_left_as_it_is(places: Path, content: str) -> None:
    file = places / "keys" / "keys.json"
    file.parent.mkdir()
    file.write_text(content)
    file.chmod(0o600)
    with pytest.raises(keys.KeyFileRefused, match="not a key file"):
        keys.keyring()
    assert file.read_text() == content


def fullarc(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "FULLARC_HOME": str(home), "FULLARC_KEYS": str(home) + "-keys"}
    return subprocess.run([sys.executable, "-m", "fullarc", *arguments], capture_output=True, text=True, env=environment)


WRITE = """
from fullarc.web import start
start.prepare(); start.migrate()
from datetime import date
from fullarc.web.accounts.actions import begin_practice
from fullarc.web.clients.actions import add_client, begin_course
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.plans.actions import enter_diagnosis
from fullarc.web.plans.models import Diagnosis
from fullarc.web.signals.actions import raise_signal, acknowledge
owner = begin_practice("Canary practice", owner_name="O", email="o@example.org", password="canary words of a password")
client = add_client(by=owner, today=date(2026, 1, 1), name="Canary name", contact="Canary contact", born=date(1987, 6, 5))
course = CourseOfCare(began=date(2026, 1, 1), presenting_problem="Canary problem")
begin_course(client, course, by=owner)
enter_diagnosis(course, Diagnosis(code="F41.0", wording="Canary wording"), by=owner)
signal = raise_signal(client, kind="self_harm", reason="Canary reason", source=course, on=date(2026, 1, 1))
acknowledge(signal, what_was_done="Canary deed", by=owner)
"""


@pytest.fixture
def installation(tmp_path: Path) -> Path:
    """A practice on disk, written by a process that has ended."""
    home = tmp_path / "home"
    put_into(home)
    environment = {**os.environ, "FULLARC_HOME": str(home), "FULLARC_KEYS": str(home) + "-keys"}
    subprocess.run([sys.executable, "-c", WRITE], env=environment, check=True, capture_output=True)
    return home


def test_no_clinical_word_and_no_password_lies_readable_on_the_disk(installation: Path) -> None:
    files = [path for path in installation.parent.rglob("*") if path.is_file()]
    assert any(path.name == "fullarc.sqlite3" for path in files)
    for path in files:
        content = path.read_bytes().lower()
        assert b"canary" not in content, path.name
        assert b"1987-06-05" not in content, path.name
        assert not path.stat().st_mode & 0o077, path.name


def test_with_another_key_the_start_stops_before_the_first_write(installation: Path) -> None:
    database = installation / "fullarc.sqlite3"
    file = installation.with_name("home-keys") / "keys.json"
    content = json.loads(file.read_text())
    content["fields"]["k1"] = keys.encoded(os.urandom(32))
    file.write_text(json.dumps(content))
    before = database.read_bytes()
    for command in ("setup", "doctor", "serve"):
        done = fullarc(installation, command)
        assert done.returncode == 1
        assert "key file does not fit this database" in done.stderr
        assert "Traceback" not in done.stderr
    assert database.read_bytes() == before


def test_doctor_says_when_there_is_nothing_to_look_at(tmp_path: Path) -> None:
    environment = os.environ | {"FULLARC_HOME": str(tmp_path / "none"), "FULLARC_KEYS": str(tmp_path / "keys")}
    said = subprocess.run([sys.executable, "-m", "fullarc", "doctor"], env=environment, capture_output=True, text=True)
    assert said.returncode == 1
    assert "There is no practice in" in said.stderr
    assert "Traceback" not in said.stderr


def test_doctor_finds_a_new_installation_in_order(installation: Path) -> None:
    done = fullarc(installation, "doctor")
    assert done.returncode == 0, done.stdout
    assert "NOT SO" not in done.stdout
    assert "journal_mode: wal" in done.stdout
    assert "synchronous: 2" in done.stdout


def test_a_wrong_setting_stops_the_start_and_says_what_is_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FULLARC_IDLE_MINUTES", "500")
    done = fullarc(tmp_path / "home", "setup")
    assert done.returncode == 1
    assert "FULLARC_IDLE_MINUTES: found '500'; allowed are whole numbers from 1 to 60" in done.stderr


@pytest.mark.django_db
def test_before_the_database_is_brought_up_to_date_only_what_every_version_has_is_asked_for() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from fullarc.web.accounts.models import Practice
    from fullarc.web.start import refuse_a_wrong_key

    Practice(name="Practice at the River").save()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        refuse_a_wrong_key()
    [of_the_practice] = [query["sql"] for query in asked if 'FROM "accounts_practice"' in query["sql"]]
    columns = of_the_practice.split(" FROM ")[0].removeprefix("SELECT ").split(", ")
    assert columns == ['"accounts_practice"."id"', '"accounts_practice"."name"']
