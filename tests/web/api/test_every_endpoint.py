"""Every address of the API, as everybody, by every method: the access matrix decides what each program must find.

The walk is that of tests/web/test_every_url.py, with tokens in place of sessions. A new endpoint without a rule fails there.
"""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse
from tests.cast import Cast
from tests.web import objects
from tests.web.api.callers import program, send, switched_on
from tests.web.conftest import SignIn
from tests.web.test_every_url import (
    ACTORS,
    EVERYTHING,
    Page,
    address,
    judge,
    nothing_stays,
    shows_only_what_is_theirs,
    stored,
    verdict,
    without_number,
)

from fullarc.web.access.models import Guardianship
from fullarc.web.accounts.models import User
from fullarc.web.api.document import ROOT, document
from fullarc.web.audit.models import Event
from fullarc.web.clients.models import Client

objects.load_all()
ENDPOINTS = [page for page in EVERYTHING if page.name.startswith("api:")]
METHODS = ("get", "post")
# A reading of the caseload keeps what it worked out; what was never read in a note is read; the list of signals passes unseen ones on.
KEPT_ON_READING = {"progress_courserow", "progress_expectedcourses", "findings_storedfinding", "findings_reading", "signals_signal"}
OF_TOKENS = {"api_accesstoken"}  # when it was used last


def body_for(page: Page, client: Client) -> dict[str, Any]:
    """What a write of this address takes, sent by somebody who may."""
    course = client.courses.get()
    day = course.began.isoformat()
    bodies: dict[str, dict[str, Any]] = {
        "api:sessions": {"course": str(course.pk), "date": day, "minutes": 50},
        "api:administrations": {"measure": "phq-9", "date": day, "answers": {str(number): 1 for number in range(1, 10)}},
        "api:log_rows": {"log": "mood-journal", "date": day, "values": {"mood": 4}},
        "api:rate": {"value": 3},
        "api:notes": {"date": day, "text": "canaryproblem, written by a program"},
        "api:acknowledge_signal": {"what_was_done": "Called the client."},
    }
    return bodies.get(page.name, {})


def asked(caller: Browser, page: Page, method: str, url: str, body: object) -> HttpResponse:
    return caller.get(url) if method == "get" else send(caller, url.removeprefix(ROOT), body)


def kept(page: Page, method: str) -> dict[str, str]:
    """A digest of each table, without those that a reading may write to."""
    spared = OF_TOKENS | (KEPT_ON_READING if method == "get" else set())
    return {table: digest for table, digest in stored(page, method).items() if table not in spared}


@pytest.mark.parametrize("page", ENDPOINTS, ids=lambda page: page.name)
def test_an_address_answers_those_whom_the_matrix_lets_in_and_nobody_else(page: Page, cast: Cast) -> None:
    switched_on(cast)
    url, body = address(page, cast), body_for(page, cast.client)
    callers = {name: program(getattr(cast, name)) for name in ACTORS}
    untouched = {method: kept(page, method) for method in METHODS}
    may_write = "POST" in getattr(page.pattern.callback, "by_method", {})
    for name, relations in ACTORS.items():
        person: User = getattr(cast, name)
        for method, before in untouched.items():
            with nothing_stays():
                events = Event.objects.count()
                answer = asked(callers[name], page, method, url, body)
                where = f"{method} {page.name} as {name}: {answer.status_code}"
                expected = verdict(page, person, relations, method)
                judge(page, answer, expected, where) if answer.status_code != 201 else None
                shows_only_what_is_theirs(answer, person, relations, where)
                assert (answer.status_code == 201) == (method == "post" and may_write and expected == 200), where
                if answer.status_code != 201:
                    assert kept(page, method) == before, f"{where} changed something"
                if expected != 200 and answer.status_code != 405:
                    refusals = Event.objects.filter(sequence__gt=events, outcome="denied", actor=person.pk)
                    assert refusals.exists(), f"{where} left no refusal in the trail"


@pytest.mark.parametrize("page", ENDPOINTS, ids=lambda page: page.name)
def test_without_a_token_or_with_a_session_alone_nothing_opens(page: Page, cast: Cast, signed_in: SignIn) -> None:
    switched_on(cast)
    url = address(page, cast)
    for caller in (program(None), signed_in(cast.mira)):
        for method in METHODS:
            answer = getattr(caller, method)(url)
            assert answer.status_code == 401, f"{method} {page.name}"
            assert answer.headers["WWW-Authenticate"].startswith("Bearer")
            assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("page", ENDPOINTS, ids=lambda page: page.name)
def test_while_the_practice_has_it_switched_off_there_is_nothing_at_all(page: Page, cast: Cast) -> None:
    url, caller = address(page, cast), program(cast.mira)
    for who in (caller, program(None)):
        answers = [getattr(who, method)(each) for method in METHODS for each in (url, f"{ROOT}/nothing-here")]
        assert {answer.status_code for answer in answers} == {404}
        assert len({without_number(answer) for answer in answers}) == 1


@pytest.mark.parametrize("page", [page for page in ENDPOINTS if len(page.parameters) > 1], ids=lambda page: page.name)
def test_a_row_of_another_client_is_not_found_below_this_one(page: Page, cast: Cast) -> None:
    switched_on(cast)
    given = {name: objects.value(name, cast, cast.client if name == "client_id" else cast.foreign) for name in page.parameters}
    caller, url, body = program(cast.mira), reverse(page.name, kwargs=given), body_for(page, cast.client)
    for method in METHODS:
        with nothing_stays():
            before = kept(page, method)
            assert asked(caller, page, method, url, body).status_code in (404, 405), f"{method} {page.name}"
            assert kept(page, method) == before


@pytest.mark.parametrize("page", [page for page in ENDPOINTS if "client_id" in page.parameters], ids=lambda page: page.name)
def test_not_yours_answers_like_not_there(page: Page, cast: Cast) -> None:
    switched_on(cast)
    theirs = {name: objects.value(name, cast, cast.foreign) for name in page.parameters}
    nobodys = {**theirs, "client_id": "00000000-0000-4000-8000-000000000000"}
    caller, body = program(cast.mira), body_for(page, cast.foreign)
    for method in METHODS:
        answers = [asked(caller, page, method, reverse(page.name, kwargs=each), body) for each in (theirs, nobodys)]
        assert without_number(answers[0]) == without_number(answers[1])
        assert {answer.status_code for answer in answers} <= {404, 405}


def test_clients_and_guardians_have_no_access_even_with_a_token_and_every_scope(cast: Cast) -> None:
    switched_on(cast)
    Guardianship.objects.update(scopes=Guardianship.Scope.values)
    for person in (cast.nora, cast.guardian):
        caller = program(person)
        for page in ENDPOINTS:
            client = cast.ward_client if person == cast.guardian else cast.client
            assert caller.get(address(page, cast, client)).status_code == 403, page.name


def test_no_address_answers_a_program_without_asking_for_a_capability(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    switched_on(cast)
    [page] = [page for page in ENDPOINTS if page.name == "api:client"]
    monkeypatch.setitem(page.pattern.callback.by_method, "GET", None)
    assert program(cast.mira).get(address(page, cast)).status_code == 403


def test_the_walk_meets_every_address_of_the_document() -> None:
    assert len(ENDPOINTS) == len(document()["paths"]) + 1  # and the document itself
