"""Against a FHIR server that is not ours. Needs node and three packages of npm; docs/exchange/fhir.md says how to get them.

The server runs on this computer, in memory, and validates what is written.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from django.utils import timezone
from tests.cast import Cast, assemble
from tests.exchange.fhir.whole_record import MEASURES, the_bundle, the_record
from tests.web.exports.travel import demo_records

from fullarc.exchange.fhir.record_reading import read_record
from fullarc.web.ehr.models import Destination, EhrPatient, Sending
from fullarc.web.ehr.queue import ask_for_forms, ask_for_note, run_pending
from fullarc.web.exports.records import measures
from fullarc.web.measurements.actions import enter_answers
from fullarc.web.notes.actions import add_addendum, begin_note, save_draft, sign_note

HERE = Path(__file__).parent / "fhir_peer"
MODULES = Path(os.environ.get("FULLARC_FHIR_PEER", HERE))
NODE = shutil.which("node")
pytestmark = [
    pytest.mark.skipif(NODE is None, reason="node is not on this computer"),
    pytest.mark.skipif(
        not (MODULES / "node_modules" / "@medplum" / "fhir-router").is_dir(),
        reason="the FHIR server's packages are not here: see docs/exchange/fhir.md, set FULLARC_FHIR_PEER to their folder",
    ),
]


@pytest.fixture(scope="module")
def peer() -> Iterator[str]:
    """The address of the running server."""
    assert NODE is not None
    process = subprocess.Popen([NODE, str(HERE / "server.mjs"), str(MODULES)], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}/fhir"
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


def put_all(peer: str, bundle: dict[str, object]) -> dict[str, object]:
    """Every resource put under its own id, and the whole read back as a Bundle."""
    entries = []
    with httpx.Client(base_url=peer, trust_env=False, timeout=30) as http:
        for entry in bundle["entry"]:
            resource = entry["resource"]
            where = f"{resource['resourceType']}/{resource['id']}"
            answer = http.put(where, json=resource)
            assert answer.status_code in (200, 201), answer.text
            back = http.get(where).json()
            back.pop("meta", None)
            assert back == resource
            entries.append({"resource": back})
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def test_a_record_in_which_everything_occurs_is_taken_and_read_back_equal(peer: str):
    back = put_all(peer, the_bundle())
    read = read_record(json.dumps(back).encode(), MEASURES)
    assert (read.refused, read.client) == ((), the_record())


@pytest.mark.django_db
def test_a_course_of_the_demo_is_taken_and_read_back_equal(peer: str):
    [(record, content)] = demo_records(range(1, 2), 40, timezone.localdate())
    back = put_all(peer, json.loads(content))
    assert read_record(json.dumps(back).encode(), measures()).client == record


@pytest.mark.parametrize("writes", ["own_id", "conditional"])
def test_notes_and_scores_arrive_once_and_amended_ones_take_their_place(peer: str, cast: Cast, writes: str):
    with httpx.Client(base_url=peer, trust_env=False) as http:
        there = http.post("Patient", json={"resourceType": "Patient", "name": [{"text": "Nora"}]}).json()["id"]
        Destination(address=peer, bearer_token="t", in_use=True, writes=writes).save()
        EhrPatient(client=cast.client, patient=there, linked_by=cast.mira).save()
        note = begin_note(cast.session, by=cast.mira, format_key="soap")
        save_draft(note, parts={"client_report": "Slept badly."}, format_key="soap", started_from=1, by=cast.mira)
        sign_note(note, by=cast.mira, started_from=note.version)
        answers: dict[int, int | None] = dict.fromkeys(range(1, 8), 2)
        form = enter_answers(cast.course, measure="gad-7", answers=answers, on=cast.session.date, by=cast.mira, mode="staff")
        ask_for_note(note, by=cast.mira)
        ask_for_forms(cast.client, [form], by=cast.mira)
        assert run_pending() == 2
        for each in Sending.objects.all():  # as if the answers had been lost
            each.state, each.there, each.next_try_at = Sending.State.WAITING, "", each.asked_at
            each.save()
        assert run_pending() == 2
        add_addendum(note, kind="addendum", reason="later", text="And walked.", by=cast.mira)
        assert run_pending() == 1
        found = {kind: http.get(f"{kind}?subject=Patient/{there}").json().get("entry", []) for kind in ("DocumentReference", "Observation")}
    assert {kind: len(entries) for kind, entries in found.items()} == {"DocumentReference": 1, "Observation": 1}
    assert found["DocumentReference"][0]["resource"]["docStatus"] == "amended"
    assert found["Observation"][0]["resource"]["valueQuantity"]["value"] == 14
