"""The shell of the client's side: where people land, what the staff's lists leave out, which language a page speaks."""

import re

import pytest
from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.access.queries import people
from fullarc.web.accounts import actions as accounts
from fullarc.web.accounts.models import User
from fullarc.web.accounts.roles import Role


def test_clients_and_guardians_land_on_their_own_side(cast: Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.nora).get("/landing/").headers["Location"] == "/me/"
    assert signed_in(cast.guardian).get("/landing/").headers["Location"] == "/ward/"
    assert signed_in(cast.nora).get("/account/").headers["Location"] == "/me/account/"
    assert signed_in(cast.mira).get("/me/account/").headers["Location"] == "/account/"


def test_the_pages_at_the_foot_are_those_that_are_there(cast: Cast, signed_in: SignIn) -> None:
    text = signed_in(cast.nora).get("/me/").content.decode()
    assert '<a href="/me/" aria-current="page">Today</a>' in text
    assert "/clients/" not in text


def test_a_guardian_sees_whose_guardian_they_are(cast: Cast, signed_in: SignIn) -> None:
    assert cast.ward_client.name in signed_in(cast.guardian).get("/ward/").content.decode()


def test_a_client_who_changes_the_password_is_told_nothing_of_the_practices_computer(cast: Cast, signed_in: SignIn) -> None:
    for person in (cast.nora, cast.mira):
        person.set_password("seven green lamps hum")
        person.save()
    text = signed_in(cast.nora).get("/account/password/").content.decode()
    assert "Your therapist can send you a new invitation" in text
    assert "At least 12 characters" in text
    assert "let-in" not in text
    assert "let-in" in signed_in(cast.mira).get("/account/password/").content.decode()


def test_a_day_is_written_as_the_language_of_the_page_writes_it(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.nora)
    assert re.search(r"<h1>\w+, \d+ \w+</h1>", browser.get("/me/", headers={"accept-language": "en"}).content.decode())
    assert re.search(r"<h1>[A-Z]\w+ \d+ de \w+</h1>", browser.get("/me/", headers={"accept-language": "es"}).content.decode())


def test_ones_own_looks_of_a_day_are_one_line_beside_those_of_others(cast: Cast, signed_in: SignIn) -> None:
    signed_in(cast.mira).get(reverse("progress:course", args=[cast.client.pk, cast.course.pk]))
    browser = signed_in(cast.nora)
    for _ in range(5):
        browser.get("/me/")
    text = browser.get("/me/opened/").content.decode()
    assert text.count("You looked at your record") == 1
    assert re.search(r"You looked at your record<span class=\"when\">\d+ \w+ \d{4}, \d\d:\d\d</span>", text)
    assert f"<b>{cast.mira.name}</b> looked at your record" in text


def test_an_error_on_ones_own_side_keeps_ones_own_pages_and_whom_to_call(cast: Cast, signed_in: SignIn) -> None:
    page = signed_in(cast.nora).get("/me/progress/month/1999-01/")
    assert page.status_code == 404
    assert '<nav class="me-pages"' in page.content.decode()
    assert 'href="/me/help/"' in page.content.decode()


def test_clients_and_guardians_are_no_staff(cast: Cast, signed_in: SignIn) -> None:
    assert not {cast.nora, cast.guardian} & set(people())
    assert signed_in(cast.owner).get(reverse("person", args=[cast.nora.pk])).status_code == 404
    with pytest.raises(accounts.NotAllowed):
        accounts.change_roles(cast.nora, [Role.CLINICIAN], by=cast.owner)
    with pytest.raises(accounts.NotAllowed):
        accounts.change_roles(cast.mira, [Role.CLINICIAN, Role.CLIENT], by=cast.owner)
    with pytest.raises(accounts.NotAllowed):
        accounts.add_person("Both", "both@example.org", [Role.CLIENT, Role.OWNER])


def test_the_side_of_a_client_speaks_the_language_of_the_browser_until_one_is_chosen(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.nora)
    assert '<html lang="es">' in browser.get("/me/", headers={"accept-language": "es-MX,es;q=0.9"}).content.decode()
    assert browser.post("/me/account/language/", {"language": "es"}).status_code == 302
    assert User.objects.get(pk=cast.nora.pk).language == "es"
    text = browser.get("/me/", headers={"accept-language": "en-US"}).content.decode()
    assert '<html lang="es">' in text
    assert "Hoy" in text
    assert browser.post("/me/account/language/", {"language": "tlh"}).status_code == 422


def test_the_pages_of_the_practice_speak_english_whatever_the_browser_says(cast: Cast, signed_in: SignIn) -> None:
    answer = signed_in(cast.mira).get("/today/", headers={"accept-language": "es"})
    assert answer.headers["Content-Language"] == "en-gb"
