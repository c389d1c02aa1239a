"""Settings: read from the environment, refused when wrong, described in docs/settings.md."""

import re
from pathlib import Path

import pytest
from django.conf import settings as current
from django.core.exceptions import ImproperlyConfigured

from fullarc.web import places, settings


def test_every_variable_that_is_read_is_described(repository: Path) -> None:
    source = repository / "src" / "fullarc"
    read = set()
    for file in (source / "web" / "settings.py", source / "web" / "places.py", source / "reading" / "phrases" / "kept_on_disk.py"):
        read |= set(re.findall(r'(?:env_\w+|environ\.get)\("([A-Z_]+)"', file.read_text()))
    described = set(re.findall(r"`([A-Z_]+)`", (repository / "docs" / "settings.md").read_text()))
    assert {"FULLARC_HOME", "DATABASE_URL", "FULLARC_TIME_ZONE"} <= read
    assert read == described


def test_it_is_never_in_debug_mode() -> None:
    assert current.DEBUG is False
    assert "DEBUG = False" in Path(settings.__file__).read_text()


@pytest.mark.parametrize("value", ["0", "61", "ten", "-5", "1.5"])
def test_an_idle_time_out_of_range_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("FULLARC_IDLE_MINUTES", value)
    with pytest.raises(ImproperlyConfigured, match="from 1 to 60"):
        settings.env_number("FULLARC_IDLE_MINUTES", 15, 1, 60)


@pytest.mark.parametrize("value", ["maybe", "2", "on"])
def test_yes_and_no_are_the_only_answers(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("FULLARC_HTTPS", value)
    with pytest.raises(ImproperlyConfigured, match="allowed are yes and no"):
        settings.env_yes("FULLARC_HTTPS")


def test_an_unknown_time_zone_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FULLARC_TIME_ZONE", "Mars/Olympus")
    with pytest.raises(ImproperlyConfigured, match="Europe/Stockholm"):
        settings.env_zone("FULLARC_TIME_ZONE")
    monkeypatch.setenv("FULLARC_TIME_ZONE", "America/New_York")
    assert settings.env_zone("FULLARC_TIME_ZONE") == "America/New_York"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://a/b",
        "postgresql://host",
        "sqlite:///x",
        "postgresql://me:geh#eim@h:5432/n",
        "postgresql://me:geh/eim@h/n",
        "postgresql://[/n",
    ],
)
def test_an_unusable_database_address_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="written with their number: %23 for #") as refusal:
        settings.postgresql(url)
    assert url not in str(refusal.value)
    assert "geh" not in str(refusal.value)


def test_a_database_address_is_taken_apart() -> None:
    given = settings.postgresql("postgresql://me:p%40ss@db.example:5433/practice")
    assert [given[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == ["me", "p@ss", "db.example", "5433", "practice"]
    assert settings.postgresql("postgresql://me@/practice?host=/run/pg")["HOST"] == "/run/pg"
    assert given["CONN_HEALTH_CHECKS"], "a connection that PostgreSQL closed is noticed before it is used"


def test_keys_lie_beside_a_chosen_data_folder_and_never_in_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("FULLARC_KEYS", raising=False)
    monkeypatch.setenv("FULLARC_HOME", str(tmp_path / "practice"))
    assert places.key_home() == tmp_path / "practice-keys"
    monkeypatch.delenv("FULLARC_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert places.data_home() not in [places.key_home(), *places.key_home().parents]
