"""A signed note and scores on their way to another system: once, whatever happens, and what did not go says why."""

import base64
import json
from datetime import timedelta

import httpx
import jwt
import pytest
from django.core import serializers
from django.db import connection
from django.utils import timezone
from tests.cast import Cast
from tests.web.ehr.fake_server import FakeServer

from fullarc.exchange.fhir.checks import faults_of
from fullarc.web.audit.models import Event
from fullarc.web.ehr import line
from fullarc.web.ehr.actions import look_up, set_up, try_connection
from fullarc.web.ehr.line import public_keys
from fullarc.web.ehr.models import Destination, EhrPatient, Sending
from fullarc.web.ehr.queue import CannotSend, again, ask_for_forms, ask_for_note, claim, run_pending
from fullarc.web.measurements.actions import withdraw
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.actions import add_addendum, begin_note
from fullarc.web.notes.models import Note

BOTH = pytest.mark.parametrize("writes", ["own_id", "conditional"])


def text_in(document):
    return base64.b64decode(document["content"][0]["attachment"]["data"]).decode()


def writing(to, writes):
    Destination.objects.update(writes=writes)
    return to


@BOTH
def test_a_signed_note_arrives_as_a_document_with_its_headings(cast: Cast, server: FakeServer, to: Destination, note: Note, writes: str):
    writing(to, writes)
    ask_for_note(note, by=cast.mira)
    assert run_pending() == 1
    [document] = server.of("DocumentReference")
    assert faults_of(document) == []
    assert document["subject"] == {"reference": "Patient/p1"}
    assert document["docStatus"] == "final"
    assert document["author"] == [{"display": "Mira Lind"}]
    text = text_in(document)
    assert "Subjective" in text
    assert "Slept badly." in text
    assert server.headers[0]["Authorization"] == "Bearer fixed-token"
    sending = Sending.objects.get()
    assert (sending.state, sending.times_sent) == ("sent", 1)
    assert Event.objects.filter(action="ehr.sent", client=cast.client.pk).count() == 1


@BOTH
def test_scores_arrive_as_observations_and_are_marked_when_the_form_is_withdrawn(
    cast: Cast, server: FakeServer, to: Destination, form: Administration, writes: str
):
    writing(to, writes)
    ask_for_forms(cast.client, [form], by=cast.mira)
    assert run_pending() == 1
    [score] = server.of("Observation")
    assert faults_of(score) == []
    assert score["valueQuantity"]["value"] == 7
    assert "derivedFrom" not in score
    withdraw(form, because="another client's", by=cast.mira)
    assert run_pending(timezone.now() + timedelta(minutes=1)) == 1
    [score] = server.of("Observation")
    assert score["status"] == "entered-in-error"


@BOTH
def test_an_amended_note_takes_the_place_of_the_first(cast: Cast, server: FakeServer, to: Destination, note: Note, writes: str):
    writing(to, writes)
    ask_for_note(note, by=cast.mira)
    run_pending()
    add_addendum(note, kind="correction", reason="misheard", text="Slept well.", by=cast.mira, passage="Slept badly.")
    assert run_pending(timezone.now() + timedelta(minutes=1)) == 1
    [document] = server.of("DocumentReference")
    assert document["docStatus"] == "amended"
    assert "Slept well." in text_in(document)
    assert list(server.versions.values()) == [2]
    assert run_pending(timezone.now() + timedelta(hours=1)) == 0


@BOTH
@pytest.mark.parametrize("fault", ["gone_before", "gone_after", "slow_after", "half", "500", "503", "429", "401", "403", "409", "html"])
def test_what_did_not_go_waits_says_why_and_goes_later_once(
    cast: Cast, server: FakeServer, to: Destination, note: Note, monkeypatch: pytest.MonkeyPatch, writes: str, fault: str
):
    if fault == "slow_after":
        monkeypatch.setattr(line, "TIMEOUT", httpx.Timeout(0.15))
    writing(to, writes)
    server.reset(plan=(fault,))
    ask_for_note(note, by=cast.mira)
    now = timezone.now()
    assert run_pending(now) == 0
    waiting = Sending.objects.get()
    assert waiting.state == "waiting"
    assert waiting.told
    assert waiting.next_try_at > now
    assert run_pending(now + timedelta(seconds=1)) == 0
    monkeypatch.setattr(line, "TIMEOUT", httpx.Timeout(60.0))
    assert run_pending(now + timedelta(hours=1)) == 1
    assert len(server.of("DocumentReference")) == 1


@pytest.mark.parametrize(
    ("fault", "words"), [("422", "holds it against its rules"), ("redirect", "not followed"), ("404", "no such place")]
)
def test_what_the_server_refuses_is_explained_and_not_tried_again(
    cast: Cast, server: FakeServer, to: Destination, note: Note, fault: str, words: str
):
    server.reset(plan=(fault,))
    sending = ask_for_note(note, by=cast.mira)
    assert run_pending() == 0
    sending.refresh_from_db()
    assert sending.state == "refused"
    assert words in sending.told
    assert run_pending(timezone.now() + timedelta(days=1)) == 0
    again(sending, by=cast.mira)
    assert run_pending() == 1


def test_a_redirect_is_not_followed_and_no_other_host_is_called(cast: Cast, server: FakeServer, to: Destination):
    to.token_address = ""
    with line.Line(to) as held, pytest.raises(line.NoAnswer):
        held.call("GET", "http://127.0.0.1:1/elsewhere", None, {})
    assert server.asked == []


def test_asking_twice_is_one_row_and_a_server_that_is_not_there_costs_nothing(cast: Cast, to: Destination, note: Note):
    to.address = "http://127.0.0.1:9/fhir"
    to.save()
    first, second = ask_for_note(note, by=cast.mira), ask_for_note(note, by=cast.mira)
    assert first.pk == second.pk
    assert run_pending() == 0
    assert Sending.objects.get().told == "The server could not be reached."


def test_of_two_workers_one_gets_the_row(cast: Cast, server: FakeServer, to: Destination, note: Note):
    sending, now = ask_for_note(note, by=cast.mira), timezone.now()
    assert [claim(sending.pk, now), claim(sending.pk, now)] == [True, False]


def test_a_draft_and_a_client_whom_nobody_has_named_there_are_not_sent(cast: Cast, to: Destination, note: Note):
    draft = begin_note(cast.client.sessions.last(), by=cast.mira, format_key="soap")
    with pytest.raises(CannotSend, match="Sign"):
        ask_for_note(draft, by=cast.mira)
    EhrPatient.objects.all().delete()
    with pytest.raises(CannotSend, match="who this client is"):
        ask_for_note(note, by=cast.mira)


@pytest.mark.parametrize("algorithm", ["ES384", "RS384"])
def test_a_signed_request_gets_a_token_that_the_public_key_proves(
    cast: Cast, server: FakeServer, to: Destination, note: Note, algorithm: str
):
    to.sign_in, to.algorithm, to.known_as, to.token_address = "backend", algorithm, "fullarc-here", f"{server.base}/token"
    set_up(to, by=cast.owner, started_from=to.version, fields=["sign_in"])
    ask_for_note(note, by=cast.mira)
    assert run_pending() == 1
    [asked] = server.tokens
    [key] = public_keys(to)["keys"]
    assert "d" not in key
    proved = jwt.decode(asked["client_assertion"], jwt.PyJWK(key).key, algorithms=[algorithm], audience=f"{server.base}/token")
    assert proved["iss"] == proved["sub"] == "fullarc-here"
    assert proved["exp"] - proved["iat"] <= 300
    assert server.headers[-1]["Authorization"] == "Bearer token-1"


def test_a_token_that_has_run_out_is_fetched_anew_at_once(cast: Cast, server: FakeServer, to: Destination, note: Note):
    to.sign_in, to.known_as, to.token_address = "backend", "fullarc-here", f"{server.base}/token"
    set_up(to, by=cast.owner, started_from=to.version, fields=["sign_in"])
    server.reset(plan=("401",))
    ask_for_note(note, by=cast.mira)
    assert run_pending() == 1
    assert len(server.tokens) == 2


def test_secrets_lie_encrypted_in_the_database(cast: Cast, to: Destination):
    with connection.cursor() as cursor:
        cursor.execute("SELECT bearer_token, address FROM ehr_destination")
        assert "fixed-token" not in repr(cursor.fetchall())


def test_the_connection_is_tried_and_a_client_looked_up(cast: Cast, server: FakeServer, to: Destination):
    assert try_connection(to, by=cast.owner)
    assert to.tried_with == "The server answers: FHIR 4.0.1, Fake."
    found = look_up(to, "p1")
    assert not isinstance(found, str)
    assert (found.name, found.born) == ("Nora There", "1990-02-01")
    assert "no Patient" in str(look_up(to, "p2"))


def faulty_run(cast: Cast, server: FakeServer, note: Note, form: Administration, seed: int) -> None:
    """Half of all requests fail in some way, until all has gone or was refused; then whoever asked tries once more without faults."""
    Sending.objects.all().delete()
    Destination.objects.update(writes="own_id" if seed % 2 else "conditional")
    server.reset(seed=seed, share=0.6)
    ask_for_note(note, by=cast.mira)
    ask_for_forms(cast.client, [form], by=cast.mira)
    now = timezone.now()
    for _ in range(8):
        run_pending(now)
        now += timedelta(hours=7)
    assert all(each.told for each in Sending.objects.exclude(state="sent"))
    server.share = 0.0
    for each in Sending.objects.exclude(state="sent"):
        again(each, by=cast.mira)
    run_pending()
    assert {each.state for each in Sending.objects.all()} == {"sent"}
    assert len(server.of("DocumentReference")) == 1
    assert len(server.of("Observation")) == 1
    assert "Slept badly." in text_in(server.of("DocumentReference")[0])


def test_faulty_runs_never_double_anything(
    cast: Cast, server: FakeServer, to: Destination, note: Note, form: Administration, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(line, "TIMEOUT", httpx.Timeout(0.25))
    for seed in range(6):
        faulty_run(cast, server, note, form, seed)


@pytest.mark.long
def test_a_hundred_faulty_runs_never_double_anything(
    cast: Cast, server: FakeServer, to: Destination, note: Note, form: Administration, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(line, "TIMEOUT", httpx.Timeout(0.25))
    for seed in range(100):
        faulty_run(cast, server, note, form, 1000 + seed)


def test_nothing_of_the_note_stands_in_the_queue(cast: Cast, server: FakeServer, to: Destination, note: Note):
    server.reset(plan=("422",))
    ask_for_note(note, by=cast.mira)
    run_pending()
    assert "Slept" not in serializers.serialize("json", Sending.objects.all())
    assert json.loads(Sending.objects.get().there or "{}") == {}
