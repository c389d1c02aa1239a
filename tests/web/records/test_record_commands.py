"""`fullarc export record`, `fullarc import record`, `fullarc export tables` and `research`: what they write, say and refuse."""

import zipfile
from pathlib import Path

import pytest
from tests.cast import Cast
from tests.web.records.emptying import empty_installation
from tests.web.records.full_record import fill

from fullarc.commands import export_record, export_tables, import_record, main
from fullarc.exchange.record.record_file import unpack
from fullarc.web.accounts.actions import begin_practice
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import Client
from fullarc.web.records import sealed
from fullarc.web.records.taking_out import practice_record

PASSPHRASE = "a passphrase of our own"


@pytest.fixture(autouse=True)
def _the_application_is_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own database; and a seal that takes no second on purpose."""
    for command in (export_record, export_tables, import_record):
        monkeypatch.setattr(command, "ready", lambda **_: None)
    monkeypatch.setattr(sealed, "sealed", lambda content, passphrase: passphrase.encode() + b"\n" + content)
    monkeypatch.setattr(sealed, "opened", lambda data, passphrase: data.removeprefix(passphrase.encode() + b"\n"))


@pytest.fixture
def words(tmp_path: Path) -> str:
    file = tmp_path / "passphrase.txt"
    file.write_text(PASSPHRASE + "\n")
    return str(file)


def test_a_practice_goes_out_and_comes_back_and_its_owner_gets_a_code(
    cast: Cast, tmp_path: Path, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(cast)
    file = str(tmp_path / "practice.age")
    assert main(["export", "record", file, "--passphrase-file", words]) == 0
    before = practice_record(made_at=cast.client.added_at)
    empty_installation()
    assert main(["import", "record", file, "--passphrase-file", words]) == 0
    assert practice_record(made_at=cast.client.added_at) == before
    told = capsys.readouterr().out
    assert "the record of a practice" in told
    assert "Olga Owens joins with the code " in told


def test_a_client_goes_to_a_clinician_of_another_practice(
    cast: Cast, tmp_path: Path, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(cast)
    file = str(tmp_path / "nora.age")
    assert main(["export", "record", file, "--client", "C-0417", "--passphrase-file", words]) == 0
    empty_installation()
    owner = begin_practice("Another", owner_name="Paula", email="paula@example.org", password="x" * 20)
    assert main(["import", "record", file, "--passphrase-file", words, "--clinician", "paula@example.org"]) == 0
    assert Client.objects.get().care_team.filter(user=owner).exists()
    assert "Paula is in the care team from today." in capsys.readouterr().out


def test_checking_stores_nothing(cast: Cast, tmp_path: Path, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(tmp_path / "nora.age")
    assert main(["export", "record", file, "--client", "C-0417", "--passphrase-file", words]) == 0
    people = User.objects.count()
    assert main(["import", "record", file, "--passphrase-file", words, "--check"]) == 0
    assert "whole" in capsys.readouterr().out
    assert User.objects.count() == people


def test_a_passphrase_is_made_and_shown_when_none_is_given(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "nora.age"
    assert main(["export", "record", str(file), "--client", "C-0417"]) == 0
    shown = capsys.readouterr().out.rsplit(": ", 1)[1].strip()
    assert unpack(file.read_bytes().removeprefix(shown.encode() + b"\n")).scope == "client"
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [(["--client", "nobody"], "no client with the code"), (["--passphrase-file", "missing.txt"], "cannot be read")],
)
def test_a_wrong_call_is_refused_in_words(
    cast: Cast, tmp_path: Path, options: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "record", str(tmp_path / "x.age"), *options]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "x.age").exists()


def test_no_file_is_written_over(cast: Cast, tmp_path: Path, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.zip"
    file.write_text("mine")
    assert main(["export", "tables", str(file)]) == 2
    assert main(["export", "record", str(file), "--passphrase-file", words]) == 2
    assert "is there already" in capsys.readouterr().err
    assert file.read_text() == "mine"


def test_a_changed_file_fails_and_names_its_part(cast: Cast, tmp_path: Path, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "nora.age"
    assert main(["export", "record", str(file), "--client", "C-0417", "--passphrase-file", words]) == 0
    file.write_bytes(file.read_bytes()[:-40])
    assert main(["import", "record", str(file), "--passphrase-file", words]) == 1
    assert "no record file of Fullarc, or it was cut" in capsys.readouterr().err


def test_tables_and_research_tables_are_written(cast: Cast, tmp_path: Path) -> None:
    fill(cast)
    names = tmp_path / "names.txt"
    names.write_text("tram\n")
    assert main(["export", "tables", str(tmp_path / "t.zip"), "--client", "C-0417"]) == 0
    assert main(["export", "research", str(tmp_path / "r.zip"), "--scrub", "--names", str(names)]) == 0
    with zipfile.ZipFile(tmp_path / "t.zip") as tables, zipfile.ZipFile(tmp_path / "r.zip") as research:
        assert "C-0417" in tables.read("sessions.csv").decode()
        assert "tram" not in research.read("ratings.csv").decode()
        assert "removed.md" in research.namelist()
