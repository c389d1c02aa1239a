"""`fullarc export fhir` and `fullarc import fhir`."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from tests.cast import NAME, Cast

from fullarc.commands import main
from fullarc.exchange.fhir.checks import faults
from fullarc.exchange.fhir.record import ClientRecord, CourseRecord
from fullarc.exchange.fhir.record_reading import RecordRead
from fullarc.web.clients.models import Client
from fullarc.web.exports.actions import bring_in_client


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


@pytest.mark.parametrize("code", ["../../etc/x", "C-1\n", "", "x" * 21])
def test_a_code_that_could_not_be_typed_is_not_brought_in_either(cast: Cast, code: str):
    value = ClientRecord("p", code, "Paul Elsewhere", None, (CourseRecord("c", date(2024, 3, 1)),))
    client, _, _ = bring_in_client(RecordRead(value, (), (), {}, ()), by=cast.colleague, today=date(2026, 3, 1))
    assert re.fullmatch(r"C-\d{4}", client.code)


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
