"""The database does not answer: whoever asks gets the calm page with a number, and a client reads whom to call."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection
from tests.cast import Cast
from tests.web.conftest import SignIn


@pytest.fixture
def no_answer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refused(*_: Any) -> Any:
        raise OperationalError("connection to server failed: Connection refused, canary")

    with connection.execute_wrapper(refused):
        yield


@pytest.mark.parametrize("address", ["/", "/sign-in/", "/clients/", "/today/", "/no/such/page/"])
def test_staff_read_that_something_went_wrong(cast: Cast, signed_in: SignIn, request: pytest.FixtureRequest, address: str) -> None:
    browser = signed_in(cast.mira)
    browser.raise_request_exception = False
    request.getfixturevalue("no_answer")
    answer = browser.get(address)
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Something went wrong" in page
    assert answer.headers["X-Request-Id"] in page
    assert "canary" not in page


def test_a_client_reads_whom_to_call_all_the_same(cast: Cast, signed_in: SignIn, request: pytest.FixtureRequest) -> None:
    browser = signed_in(cast.nora)
    browser.raise_request_exception = False
    request.getfixturevalue("no_answer")
    page = browser.get("/me/").content.decode()
    assert "Something went wrong" in page
    assert "emergency" in page.lower()
