"""What a program writes is written once, by the same acts as on the pages."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone
from tests.cast import NAME, Cast
from tests.web.api.callers import ROOT, program, read, send, switched_on
from tests.web.goals.objects import a_goal
from tests.web.objects import a_signal

from fullarc.web.api.models import SentBefore
from fullarc.web.audit.models import Event
from fullarc.web.clients.models import Session
from fullarc.web.goals.models import Rating
from fullarc.web.measurements.models import Administration, LogRow
from fullarc.web.notes.models import Note
from fullarc.web.signals.models import Signal


@pytest.fixture
def caller(cast: Cast) -> Browser:
    switched_on(cast)
    return program(cast.mira)


def course(cast: Cast) -> str:
    return f"/clients/{cast.client.pk}/courses/{cast.course.pk}"


def phq(cast: Cast, **changed: Any) -> dict[str, Any]:
    answers = {str(number): 1 for number in range(1, 10)}
    return {"measure": "phq-9", "date": cast.course.began.isoformat(), "answers": answers} | changed


def test_answers_are_scored_and_a_risky_one_raises_its_signal(cast: Cast, caller: Browser) -> None:
    told = send(caller, f"{course(cast)}/administrations", phq(cast)).json()
    assert told["scores"] == [
        {"scale": "total", "name": "Total", "value": 9.0, "not_scored": None, "band": "mild", "prorated": False, "answered": 9, "of": 9}
    ]
    assert Signal.objects.get(client=cast.client).kind == "phq-9:9"
    assert read(caller, "/signals")["items"][0]["kind"] == "phq-9:9"
    assert Administration.objects.get().entered_by == cast.mira
    assert told["informant"] == "client"


def test_totals_are_kept_as_somebody_else_scored_them(cast: Cast, caller: Browser) -> None:
    body = {"measure": "phq-9", "date": cast.course.began.isoformat(), "totals": {"total": 14}, "risk_answers": {"9": 2}}
    told = send(caller, f"{course(cast)}/administrations", body).json()
    assert told["scores"][0]["value"] == 14
    assert Signal.objects.get(client=cast.client).kind == "phq-9:9"


def test_a_write_sent_again_is_done_once(cast: Cast, caller: Browser) -> None:
    key = uuid.uuid4()
    first, again = [send(caller, f"{course(cast)}/administrations", phq(cast), key) for _ in range(2)]
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Administration.objects.count() == 1


@pytest.mark.parametrize("what", ["session", "log row", "rating", "note", "acknowledgement"])
def test_every_kind_of_write_is_done_once_under_one_key(cast: Cast, caller: Browser, what: str) -> None:
    day = cast.course.began.isoformat()
    address, body, kind = {
        "session": (f"/clients/{cast.client.pk}/sessions", {"course": str(cast.course.pk), "date": day}, Session),
        "log row": (f"{course(cast)}/log-rows", {"log": "mood-journal", "date": day, "values": {"mood": 4}}, LogRow),
        "rating": (f"/clients/{cast.client.pk}/goals/{a_goal(cast, cast.client).pk}/ratings", {"value": 4, "date": day}, Rating),
        "note": (f"{course(cast)}/notes", {"date": day, "text": "Low mood."}, Note),
        "acknowledgement": (
            f"/clients/{cast.client.pk}/signals/{a_signal(cast, cast.client).pk}/acknowledgement",
            {"what_was_done": "Called the client."},
            Signal,
        ),
    }[what]
    key, before = uuid.uuid4(), kind._default_manager.count()
    answers = [send(caller, address, body, key) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 201]
    assert answers[0].json() == answers[2].json()
    assert kind._default_manager.count() == before + (what != "acknowledgement")
    assert SentBefore.objects.count() == 1


def test_a_key_of_another_write_is_refused(cast: Cast, caller: Browser) -> None:
    key = uuid.uuid4()
    send(caller, f"{course(cast)}/administrations", phq(cast), key)
    other = phq(cast, date=(cast.course.began + timedelta(days=1)).isoformat())
    answer = send(caller, f"{course(cast)}/administrations", other, key)
    assert answer.status_code == 422
    assert "another write" in answer.json()["detail"]
    assert Administration.objects.count() == 1


def test_two_people_may_use_the_same_key_each_for_their_own_write(cast: Cast, caller: Browser) -> None:
    key, theirs = uuid.uuid4(), cast.foreign.courses.get()
    send(caller, f"{course(cast)}/administrations", phq(cast), key)
    answer = send(program(cast.colleague), f"/clients/{cast.foreign.pk}/courses/{theirs.pk}/administrations", phq(cast), key)
    assert answer.status_code == 201
    assert Administration.objects.count() == 2


@pytest.mark.parametrize("key", ["", "twice", "1d6f6f3e2f574a0b9d540a4a2d1c7b10", "\x00"])
def test_a_write_without_a_key_is_not_done(cast: Cast, caller: Browser, key: str) -> None:
    answer = caller.post(
        f"{ROOT}{course(cast)}/administrations", phq(cast), content_type="application/json", headers={"idempotency-key": key}
    )
    assert answer.status_code == 400
    assert "Idempotency-Key" in answer.json()["detail"]
    assert not Administration.objects.exists()


def test_keys_are_forgotten_after_a_month(cast: Cast, caller: Browser) -> None:
    send(caller, f"{course(cast)}/administrations", phq(cast))
    SentBefore.objects.update(at=timezone.now() - timedelta(days=31))
    send(caller, f"{course(cast)}/log-rows", {"log": "mood-journal", "date": cast.course.began.isoformat(), "values": {"mood": 4}})
    assert SentBefore.objects.count() == 1


def test_a_key_that_was_forgotten_is_told_so_and_writes_nothing_again(cast: Cast, caller: Browser) -> None:
    key, day = uuid.uuid4(), cast.course.began.isoformat()
    address, body = f"/clients/{cast.client.pk}/sessions", {"course": str(cast.course.pk), "date": day}
    assert send(caller, address, body, key).status_code == 201
    before = Session.objects.count()
    SentBefore.objects.all().delete()
    answer = send(caller, address, body, key)
    assert answer.status_code == 422
    assert "new UUID" in answer.json()["detail"]
    assert Session.objects.count() == before


@pytest.mark.parametrize(
    "changed",
    [
        {"measure": "no-such-measure"},
        {"answers": {"11": 1}},
        {"answers": {"1": 9}},
        {"answers": {"1": "1"}},
        {"answers": {"1": True}},
        {"answers": {"01": 1, "1": 1}},
        {"answers": {"one": 1}},
        {"answers": {"1": None}},
        {"answers": {}},
        {"answers": {"1": 10**400}},
        {"totals": {"total": 3}},
        {"answers": None, "totals": {"total": 1e308}},
        {"answers": None, "totals": {"sum": 3}},
        {"answers": None},
        {"date": "2999-01-01"},
        {"date": "2024-02-30"},
        {"date": 1},
        {"date": "0000-00-00"},
        {"informant": "teacher"},
        {"informant": "neighbour"},
        {"name": "something nobody described"},
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(cast: Cast, caller: Browser, changed: dict[str, Any]) -> None:
    events = Event.objects.filter(outcome="done").exclude(action="record.opened").count()
    answer = send(caller, f"{course(cast)}/administrations", phq(cast, **changed))
    assert answer.status_code == 422, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert NAME.encode() not in answer.content
    assert not Administration.objects.exists()
    assert not SentBefore.objects.exists()
    assert Event.objects.filter(outcome="done").exclude(action="record.opened").count() == events


def test_a_second_form_of_one_day_is_refused_as_on_the_page(cast: Cast, caller: Browser) -> None:
    send(caller, f"{course(cast)}/administrations", phq(cast))
    answer = send(caller, f"{course(cast)}/administrations", phq(cast))
    assert answer.status_code == 422
    assert "already" in answer.json()["detail"]


def test_a_session_before_its_course_began_is_refused_in_the_words_of_the_page(cast: Cast, caller: Browser) -> None:
    body = {"course": str(cast.course.pk), "date": (cast.course.began - timedelta(days=1)).isoformat()}
    answer = send(caller, f"/clients/{cast.client.pk}/sessions", body)
    assert answer.status_code == 422
    assert "began on" in answer.json()["errors"][0]["expected"]


def test_a_session_goes_into_no_course_of_another_client(cast: Cast, caller: Browser) -> None:
    body = {"course": str(cast.foreign.courses.get().pk), "date": cast.course.began.isoformat()}
    assert send(caller, f"/clients/{cast.client.pk}/sessions", body).status_code == 422
    assert Session.objects.filter(course__client=cast.foreign).count() == 2


def test_a_program_begins_a_draft_that_its_owner_signs_on_its_page(cast: Cast, caller: Browser) -> None:
    day = cast.course.began.isoformat()
    body = {"date": day, "format": "soap", "parts": {"client_report": "Slept better.", "plan": "Continue."}}
    told = send(caller, f"{course(cast)}/notes", body).json()
    draft = Note.objects.get()
    assert (told["state"], draft.state, draft.author) == ("draft", "draft", cast.mira)
    assert "Slept better." in draft.text
    assert read(caller, f"{course(cast)}/notes")["total"] == 0
    assert caller.get(f"{ROOT}/clients/{cast.client.pk}/notes/{draft.pk}").status_code == 404


def test_what_is_written_already_is_never_overwritten(cast: Cast, caller: Browser) -> None:
    day = cast.course.began.isoformat()
    send(caller, f"{course(cast)}/notes", {"date": day, "text": "First words."})
    assert send(caller, f"{course(cast)}/notes", {"date": day, "text": "Other words."}).status_code == 409
    assert Note.objects.get().text == "First words."


def test_a_signal_is_acknowledged_once(cast: Cast, caller: Browser) -> None:
    address = f"/clients/{cast.client.pk}/signals/{a_signal(cast, cast.client).pk}/acknowledgement"
    told = send(caller, address, {"what_was_done": "Called the client."}).json()
    assert told["state"] == "acknowledged"
    assert send(caller, address, {"what_was_done": "Called again."}).status_code == 409
    assert Signal.objects.get().what_was_done == "Called the client."


def test_reading_signals_is_no_look_of_a_person(cast: Cast, caller: Browser) -> None:
    signal = a_signal(cast, cast.client)
    read(caller, "/signals")
    read(caller, f"/clients/{cast.client.pk}/signals")
    signal.refresh_from_db()
    assert signal.state == "raised"


@pytest.mark.parametrize(("value", "status"), [(11, 422), (-3, 422), (3, 201), (3.25, 422)])
def test_a_rating_stays_on_its_scale(cast: Cast, caller: Browser, value: float, status: int) -> None:
    goal = a_goal(cast, cast.client)
    assert send(caller, f"/clients/{cast.client.pk}/goals/{goal.pk}/ratings", {"value": value}).status_code == status
