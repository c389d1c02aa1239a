"""A form names the page to go back to: a path of ours, and nothing else, not even a word that is the name of a view."""

import pytest
from django.test import RequestFactory
from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.way_back import way_back


@pytest.mark.parametrize("named", ["/today/", "/clients/?find=a#found"])
def test_a_path_of_ours_is_gone_back_to(named: str) -> None:
    assert way_back(RequestFactory().post("/", {"next": named})) == named


@pytest.mark.parametrize(
    "named", ["", "1", "home", "trail", "//elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example/", "javascript:x"]
)
def test_anything_else_is_no_page_of_ours(named: str) -> None:
    assert way_back(RequestFactory().post("/", {"next": named})) == ""


@pytest.mark.parametrize("word", ["1", "home"])
def test_a_word_in_the_place_of_a_page_leads_to_the_client(word: str, cast: Cast, signed_in: SignIn) -> None:
    session, browser = cast.client.sessions.latest("date"), signed_in(cast.mira)
    for name, said in (("today:discussed", {"discussed": "yes"}), ("clients:attendance", {"attendance": "attended", "from_version": "1"})):
        answer = browser.post(reverse(name, args=[cast.client.pk, session.pk]), {**said, "next": word})
        assert answer.headers["Location"] == reverse("clients:client", args=[cast.client.pk])
