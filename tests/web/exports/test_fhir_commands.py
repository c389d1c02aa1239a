"""`fullarc export fhir` and `fullarc import fhir`."""

import json
from pathlib import Path

import pytest
from django.db import transaction
from tests.cast import NAME, Cast

from fullarc.commands import main
from fullarc.exchange.fhir.checks import faults
from fullarc.web.clients.models import Client


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test database is migrated already."""
    for name in ("export_fhir", "import_fhir"):
        monkeypatch.setattr(f"fullarc.commands.{name}.ready", lambda: None)


@pytest.mark.usefixtures("ready")
def test_a_client_is_taken_out_and_is_no_second_one_where_they_are_already(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "client.json"
    assert main(["export", "fhir", str(file), "--client", cast.client.code]) == 0
    assert "1 Patient" in capsys.readouterr().out
    assert faults(json.loads(file.read_text())) == []
    assert NAME in file.read_text()
    assert main(["import", "fhir", str(file), "--clinician", "tom@example.org"]) == 1
    assert "here already" in capsys.readouterr().err


@pytest.mark.usefixtures("ready")
def test_a_client_from_elsewhere_becomes_a_client_here(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    condition = {"resourceType": "Condition", "id": "c", "subject": {"reference": "Patient/p"}, "onsetDateTime": "2024-03-01"}
    condition["code"] = {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F32.1"}]}
    patient = {"resourceType": "Patient", "id": "p", "name": [{"text": "Paul Elsewhere"}]}
    file = tmp_path / "elsewhere.json"
    file.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": [{"resource": patient}, {"resource": condition}]}))
    with transaction.atomic():
        assert main(["import", "fhir", str(file), "--clinician", "tom@example.org"]) == 0
    assert "diagnosis: 1" in capsys.readouterr().out
    [client] = [one for one in Client.objects.all() if one.name == "Paul Elsewhere"]
    assert client.care_team.get().user == cast.colleague


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize(
    "words",
    [
        ["export", "fhir", "{file}", "--client", "nobody"],
        ["import", "fhir", "{file}", "--clinician", "nobody@example.org"],
        ["export", "fhir"],
    ],
    ids=["unknown client", "unknown clinician", "nothing said"],
)
def test_a_wrong_call_is_told_and_writes_nothing(cast: Cast, tmp_path: Path, words: list[str]):
    file = tmp_path / "x.json"
    assert main([word.format(file=file) for word in words]) == 2
    assert not file.exists()
