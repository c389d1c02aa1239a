"""Whatever a program sends, it is told what is wrong, and nothing breaks."""

import json
import uuid

import pytest
from django.test import Client as Browser
from tests.cast import NAME, PROBLEM, Cast
from tests.web.api.callers import ROOT, program, switched_on

from fullarc.web.api.models import SentBefore


@pytest.fixture
def caller(cast: Cast) -> Browser:
    switched_on(cast)
    return program(cast.mira)


BODIES = {
    "nothing": b"",
    "no JSON": b"measure=phq-9",
    "half": b'{"measure": ',
    "a list": b"[]",
    "a text": b'"phq-9"',
    "null": b"null",
    "NaN": b'{"measure": "phq-9", "date": "2026-01-01", "answers": null, "totals": {"total": NaN}}',
    "endless": b'{"totals": {"total": 1e999}}',
    "a number of 5000 digits": b'{"measure": ' + b"9" * 5000 + b"}",
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "deep objects": b'{"a":' * 5000 + b"1" + b"}" * 5000,
    "half a pair": b'{"measure": "\\ud800"}',
    "NUL": b'{"measure": "a\\u0000b"}',
    "NUL in a key": b'{"a\\u0000b": 1}',
    "Latin-1": '{"measure": "é"}'.encode("latin-1"),
    "UTF-16": '{"measure": "phq-9"}'.encode("utf-16"),
    "a name twice": b'{"measure": "phq-9", "measure": "gad-7"}',
    "too large": b'{"measure": "' + b"x" * (3 * 1024 * 1024) + b'"}',
    "a mark before it": b"\xef\xbb\xbf{}",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_a_body_that_is_no_entry_is_refused(cast: Cast, caller: Browser, body: bytes) -> None:
    headers = {"idempotency-key": str(uuid.uuid4())}
    for address in ("administrations", "log-rows", "notes"):
        url = f"{ROOT}/clients/{cast.client.pk}/courses/{cast.course.pk}/{address}"
        answer = caller.post(url, body, content_type="application/json", headers=headers)
        assert answer.status_code in (400, 413, 415, 422), answer.content
        told = answer.json()
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert told["detail"]
        assert told["number"] == answer.headers["X-Request-Id"]
        assert NAME not in str(told)
        assert PROBLEM not in str(told)
    assert not SentBefore.objects.exists()


def test_an_answer_that_comes_twice_is_refused_and_never_the_last_one_taken(cast: Cast, caller: Browser) -> None:
    body = '{"measure": "phq-9", "date": "2026-01-05", "answers": {"1": 0, "9": 3, "9": 0}}'
    url = f"{ROOT}/clients/{cast.client.pk}/courses/{cast.course.pk}/administrations"
    answer = caller.post(url, body, content_type="application/json", headers={"idempotency-key": str(uuid.uuid4())})
    assert answer.status_code == 400
    assert "twice" in answer.json()["detail"]
    assert not cast.course.administrations.exists()


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=x", 415),
        ("", 415),
        ("application/json; charset=latin-1", 400),
        ("application/json; charset=utf-7", 400),
        ("application/jsonp", 415),
    ],
)
def test_another_kind_of_body_is_refused(cast: Cast, caller: Browser, kind: str, status: int) -> None:
    url = f"{ROOT}/clients/{cast.client.pk}/sessions"
    answer = caller.post(url, b"{}", content_type=kind, headers={"idempotency-key": str(uuid.uuid4())})
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        f"page={10**30}",
        "page=" + "9" * 5000,
        "page=1e3",
        "page=",
        "page=1&page=2",
        "page=%00",
        "page=%ED%A0%80",
        "size=201",
        "size=1.5",
        "since=2024-02-30",
        "since=0000-01-01",
        "since=10000-01-01",
        "since=20240101",
        "since=1",
        "until=%D9%A2%D9%A0%D9%A2%D9%A4-01-01",
        "measure=%00",
        "measure=PHQ'; DROP TABLE",
        "measure=" + "x" * 5000,
        "sinse=2024-01-01",
        "%ED%A0%80=1",
    ],
)
def test_a_filter_that_is_none_is_refused(cast: Cast, caller: Browser, query: str) -> None:
    answer = caller.get(f"{ROOT}/clients/{cast.client.pk}/courses/{cast.course.pk}/administrations?{query}")
    assert answer.status_code == 422, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "DROP" not in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/", "", "/clients/1", "/clients/%00", "/measures/%00", "/measures/nothing", "/measures/" + "x" * 3000, "/../v1/me/", "/ME"]
)
def test_an_address_that_is_none_is_told_so_as_a_problem(cast: Cast, caller: Browser, address: str) -> None:
    answer = caller.get(f"{ROOT}{address}")
    assert answer.status_code in (400, 404)
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "head", "trace"])
def test_another_method_is_refused_with_those_that_are_there(cast: Cast, caller: Browser, method: str) -> None:
    answer = getattr(caller, method)(f"{ROOT}/clients/{cast.client.pk}/sessions")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, POST"


def test_a_page_of_another_site_calls_nothing(cast: Cast, caller: Browser) -> None:
    url = f"{ROOT}/clients/{cast.client.pk}/sessions"
    answer = caller.post(url, b"{}", content_type="application/json", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_fault_of_ours_is_a_problem_without_words(cast: Cast, caller: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError(NAME)

    monkeypatch.setattr("fullarc.web.api.endpoints.people.directory", breaks)
    caller.raise_request_exception = False
    answer = caller.get(f"{ROOT}/clients")
    assert answer.status_code == 500
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert NAME not in answer.content.decode()
    assert json.loads(answer.content)["number"]
