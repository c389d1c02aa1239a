"""The pages of access tokens: made with a fresh sign-in, shown once, withdrawn by their owner or by the owner of the practice."""

import re
import uuid

import pytest
from tests.cast import Cast
from tests.web.api.callers import ROOT, switched_on, with_token
from tests.web.conftest import SignIn

from fullarc.web.api.actions import make_token
from fullarc.web.api.models import AccessToken
from fullarc.web.api.queries import is_on

NEW = {"name": "scores for the study", "scope": "read", "days": "90"}


def shown(page: str) -> list[str]:
    return sorted(set(re.findall(r"fullarc_[\w-]{43}", page)))


def test_a_token_is_made_on_the_account_page_and_shown_once(cast: Cast, signed_in: SignIn) -> None:
    switched_on(cast)
    browser = signed_in(cast.mira)
    assert b"/account/tokens/" in browser.get("/account/").content
    [token] = shown(browser.post("/account/tokens/", NEW).content.decode())
    assert with_token(token).get(f"{ROOT}/me").json()["scope"] == "read"
    again = browser.get("/account/tokens/").content.decode()
    assert shown(again) == []
    assert "scores for the study" in again


def test_a_token_for_notes_is_asked_for_and_is_short(cast: Cast, signed_in: SignIn) -> None:
    switched_on(cast)
    browser = signed_in(cast.mira)
    long = browser.post("/account/tokens/", NEW | {"notes": "on"})
    assert long.status_code == 422
    assert "30 days at most" in long.content.decode()
    [token] = shown(browser.post("/account/tokens/", NEW | {"notes": "on", "days": "30"}).content.decode())
    assert with_token(token).get(f"{ROOT}/me").json()["notes"] is True
    assert "read, notes too" in browser.get("/account/tokens/").content.decode()


def test_a_form_sent_twice_makes_one_token(cast: Cast, signed_in: SignIn) -> None:
    switched_on(cast)
    browser, form = signed_in(cast.mira), {**NEW, "key": str(uuid.uuid4())}
    browser.post("/account/tokens/", form)
    second = browser.post("/account/tokens/", form, follow=True)
    assert "shown once" in second.content.decode()
    assert shown(second.content.decode()) == []
    assert cast.mira.access_tokens.count() == 1


def test_whoever_has_not_just_signed_in_is_asked_for_the_password(cast: Cast, signed_in: SignIn) -> None:
    switched_on(cast)
    for person, page in ((cast.mira, "/account/tokens/"), (cast.owner, "/practice/programs/")):
        person.set_password("a very long password")
        person.save()
        assert signed_in(person).post(page, NEW).headers["Location"].startswith("/account/confirm/")
    assert not AccessToken.objects.exists()


def test_no_token_is_made_while_the_practice_has_it_switched_off(cast: Cast, signed_in: SignIn) -> None:
    answer = signed_in(cast.mira).post("/account/tokens/", NEW)
    assert answer.status_code == 422
    assert "switched off" in answer.content.decode()
    assert not AccessToken.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"name": "x" * 81}, {"scope": "everything"}, {"days": "366"}, {"days": "-1"}, {"days": "9" * 50}]
)
def test_a_token_without_a_purpose_or_without_an_end_is_not_made(cast: Cast, signed_in: SignIn, wrong: dict[str, str]) -> None:
    switched_on(cast)
    assert signed_in(cast.mira).post("/account/tokens/", NEW | wrong).status_code == 422
    assert not AccessToken.objects.exists()


def test_nobody_withdraws_a_colleagues_token_but_the_owner_of_the_practice(cast: Cast, signed_in: SignIn) -> None:
    switched_on(cast)
    made, _ = make_token(cast.mira, name="for the calendar", scope="read", days=30)
    assert signed_in(cast.colleague).post(f"/account/tokens/{made.pk}/withdraw/").status_code == 404
    assert signed_in(cast.mira).post(f"/practice/programs/{made.pk}/withdraw/").status_code == 403
    made.refresh_from_db()
    assert made.withdrawn_at is None
    owner = signed_in(cast.owner)
    assert "for the calendar" in owner.get("/practice/programs/").content.decode()
    assert owner.post(f"/practice/programs/{made.pk}/withdraw/").status_code == 302
    made.refresh_from_db()
    assert made.withdrawn_by == cast.owner


def test_the_owner_switches_it_on_and_off(cast: Cast, signed_in: SignIn) -> None:
    owner = signed_in(cast.owner)
    assert b"/practice/programs/" in owner.get("/practice/").content
    owner.post("/practice/programs/", {"on": "yes"})
    assert is_on()
    owner.post("/practice/programs/", {"on": "no"})
    assert not is_on()


def test_clients_and_guardians_make_no_token(cast: Cast, signed_in: SignIn) -> None:
    switched_on(cast)
    for person in (cast.nora, cast.guardian):
        assert signed_in(person).get("/account/tokens/").status_code == 403
        assert signed_in(person).post("/account/tokens/", NEW).status_code == 403
    assert not AccessToken.objects.exists()


def test_the_document_is_there_for_whoever_is_signed_in(cast: Cast, signed_in: SignIn) -> None:
    answer = signed_in(cast.mira).get("/account/tokens/openapi.json")
    assert answer.json()["openapi"].startswith("3.")
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_number_of_queries_does_not_grow_with_the_tokens(
    cast: Cast, signed_in: SignIn, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    for _ in range(12):
        make_token(cast.mira, name="one of many", scope="read", days=30)
    browser = signed_in(cast.mira)
    browser.get("/account/tokens/")
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        browser.get("/account/tokens/")
