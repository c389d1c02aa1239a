"""Coming in: the code is used up by joining only, leaves the address at once, lasts 72 hours; consent is kept; guardians have their own."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.core import mail
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import CONTACT, NAME, WARD_NAME, Cast
from tests.web.conftest import SignIn
from tests.web.portal.objects import who_to_call

from fullarc.web.access.gate import own_record
from fullarc.web.access.models import Guardianship, OwnRecord
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.portal import inviting
from fullarc.web.portal.models import Consent, Invitation, WhoToCall
from fullarc.web.portal.throttle import MISSES

PASSWORD = "seven green lamps hum"
ANSWER = {"agree": "on", "name": "Nora", "email": "own@example.org", "password": PASSWORD}


@pytest.fixture
def open_side(cast: Cast) -> Cast:
    """Nobody has come in yet, and the practice has said whom to call."""
    OwnRecord.objects.all().delete()
    who_to_call()
    return cast


def invited(cast: Cast, signed_in: SignIn, email: str = "") -> str:
    page = signed_in(cast.mira).post(reverse("portal:invite", args=[cast.client.pk]), {"own-email": email})
    assert page.status_code == 200
    return str(page.context["code"])


@pytest.mark.parametrize(("host", "told"), [("localhost:8421", True), ("office.example", False)])
def test_an_address_that_no_phone_reaches_is_named_before_the_code_is_handed_over(
    open_side: Cast, signed_in: SignIn, settings: LazySettings, host: str, told: bool
) -> None:
    settings.ALLOWED_HOSTS = [host.partition(":")[0]]
    browser, sent = signed_in(open_side.mira), {"own-email": ""}
    before = browser.get(reverse("portal:client_side", args=[open_side.client.pk]), headers={"host": host}).content.decode()
    assert ("no phone reaches it" in before) is told
    assert (reverse("measurements:list", args=[open_side.client.pk, open_side.course.pk]) in before) is told
    page = browser.post(reverse("portal:invite", args=[open_side.client.pk]), sent, headers={"host": host})
    assert ("phone cannot reach it" in page.content.decode()) is told


def exchanged(code: str, browser: Browser | None = None) -> Browser:
    browser = browser or Browser(headers={"host": "localhost"})
    answer = browser.post(f"/in/{code}/")
    assert answer.headers["Location"] == "/in/"
    return browser


def test_the_printed_invitation_says_in_both_languages_until_when_it_works(open_side: Cast, signed_in: SignIn) -> None:
    page = signed_in(open_side.mira).post(reverse("portal:invite", args=[open_side.client.pk]), {"own-email": ""}).content.decode()
    until = timezone.localtime(Invitation.objects.get(used_at=None, ended_at=None).expires_at)
    assert f"{until.day} {until:%B} {until.year}" in page
    assert re.search(rf"hasta el \w+ {until.day} de [a-z]+ de {until.year}, {until:%H:%M}\.", page)


def test_nobody_is_invited_before_the_practice_has_said_whom_to_call(cast: Cast, signed_in: SignIn) -> None:
    answer = signed_in(cast.mira).post(reverse("portal:invite", args=[cast.client.pk]), {"own-email": "own@example.org"})
    assert answer.status_code == 422
    assert "not watched around the clock" in answer.content.decode()
    assert not Invitation.objects.exists()
    assert not mail.outbox


def test_the_owner_says_whom_to_call_with_a_number_and_that_answers_are_not_watched(cast: Cast, signed_in: SignIn) -> None:
    browser, url = signed_in(cast.owner), reverse("portal:who_to_call")
    assert browser.post(url, {"contacts": "a friend", "not_watched": "Nobody reads at night."}).status_code == 422
    assert browser.post(url, {"contacts": "Crisis line 555 0100", "not_watched": ""}).status_code == 422
    assert browser.post(url, {"contacts": "Crisis line 555 0100", "not_watched": "Nobody reads at night."}).status_code == 302
    assert WhoToCall.objects.get().lines == ["Crisis line 555 0100"]


def test_looking_uses_nothing_up_and_joining_does(open_side: Cast, signed_in: SignIn) -> None:
    code = invited(open_side, signed_in)
    scanner = Browser(headers={"host": "localhost"})
    for _ in range(50):
        assert scanner.get(f"/in/{code}/").status_code == 200
    browser = exchanged(code)
    page = browser.get("/in/").content.decode()
    assert code not in page
    assert "Crisis line 555 0100" in page
    assert NAME not in page
    assert browser.post("/in/", {**ANSWER, "agree": ""}).status_code == 422
    assert browser.post("/in/", ANSWER).status_code == 302
    assert browser.get("/me/").status_code == 200
    person = User.objects.get(email="own@example.org")
    assert own_record(person, to=Permission.OWN_PORTAL) == open_side.client
    assert Browser(headers={"host": "localhost"}).get(f"/in/{code}/").status_code == 404


def test_two_who_hold_the_same_code_make_one_account(open_side: Cast, signed_in: SignIn) -> None:
    code = invited(open_side, signed_in)
    first, second = exchanged(code), exchanged(code)
    assert first.post("/in/", ANSWER).status_code == 302
    assert "Location" not in second.post("/in/", {**ANSWER, "email": "other@example.org"}).headers
    assert not User.objects.filter(email="other@example.org").exists()


def test_the_cookie_is_short_of_this_path_and_no_code(open_side: Cast, signed_in: SignIn) -> None:
    code = invited(open_side, signed_in)
    cookie = exchanged(code).cookies["coming-in"]
    assert cookie["path"] == "/in/"
    assert cookie["httponly"]
    assert int(cookie["max-age"]) <= 1800
    assert code not in cookie.value


def test_a_code_ends_after_72_hours_when_taken_back_and_when_a_newer_one_is_made(
    open_side: Cast, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = open_side
    older, newer = invited(cast, signed_in), invited(cast, signed_in)
    assert inviting.behind(older, timezone.now()) is None
    found = inviting.behind(newer.lower(), timezone.now())
    assert found is not None
    begun = timezone.now()
    assert inviting.behind(newer, begun + timedelta(hours=71, minutes=59)) is not None
    assert inviting.behind(newer, found.expires_at) is None
    signed_in(cast.mira).post(reverse("portal:take_back", args=[cast.client.pk, found.pk]))
    assert inviting.behind(newer, begun) is None


def test_the_code_is_nowhere_in_the_database(open_side: Cast, signed_in: SignIn) -> None:
    code = invited(open_side, signed_in).replace("-", "")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert code not in repr(cursor.fetchall()).replace("-", ""), table


def test_guessing_is_answered_alike_and_then_not_at_all(open_side: Cast, signed_in: SignIn) -> None:
    code = invited(open_side, signed_in)
    stranger = Browser(headers={"host": "localhost"})
    for _ in range(MISSES):
        assert stranger.get("/in/AAAA-BBBB/").status_code == 404
    assert stranger.get(f"/in/{code}/").status_code == 404


def test_who_takes_a_clients_code_to_the_page_of_the_staff_finds_the_way_from_there(open_side: Cast) -> None:
    browser, way = Browser(headers={"host": "localhost"}), f'href="{reverse("portal:come_in")}"'
    assert way in browser.post(reverse("join"), {"code": "AAAA-BBBB", "password": PASSWORD}).content.decode()
    signing_in = browser.get(reverse("account_login")).content.decode()
    assert signing_in.index(way) < signing_in.index(f'href="{reverse("join")}"')


def test_a_link_opened_again_says_what_to_do_and_not_whether_it_ever_opened(open_side: Cast, signed_in: SignIn) -> None:
    code, link = invited(open_side, signed_in), "/in/AAAA-BBBB/"
    exchanged(code).post("/in/", ANSWER)
    used, never = (Browser(headers={"host": "localhost"}).get(where) for where in (f"/in/{code}/", link))
    told = used.content.decode()
    assert used.status_code == never.status_code == 404
    assert "If you have been here before, sign in" in told
    assert f'<a href="{reverse("home")}">Sign in</a>' in told
    assert "Crisis line 555 0100" in told
    number = re.compile(r"Number of this request: \w+")
    assert number.sub("", told) == number.sub("", never.content.decode())


def test_a_typed_code_leads_to_the_same_page(open_side: Cast, signed_in: SignIn) -> None:
    code = invited(open_side, signed_in)
    browser = Browser(headers={"host": "localhost"})
    assert browser.post("/in/", {"code": "no such code"}).status_code == 422
    assert browser.post("/in/", {"code": code.lower().replace("-", " ")}).headers["Location"] == "/in/"
    assert browser.post("/in/", ANSWER).status_code == 302


def test_the_mail_says_nothing(open_side: Cast, signed_in: SignIn, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        code = invited(open_side, signed_in, email="own@example.org")
    [sent] = mail.outbox
    assert f"http://localhost/in/{code}/" in sent.body
    words = f"{sent.subject} {sent.body} {sent.from_email}".lower()
    for word in ("therap", "terap", "health", "salud", "depress", "client", "patient", "river", "mira", "nora", "phq", "psych", "clinic"):
        assert word not in words.replace(code.lower(), ""), word
    assert open_side.client.code.lower() not in words


def test_the_consent_keeps_what_was_read_and_cannot_be_changed(open_side: Cast, signed_in: SignIn) -> None:
    browser = exchanged(invited(open_side, signed_in))
    browser.post("/in/", ANSWER, headers={"accept-language": "es"})
    given = Consent.objects.get(client=open_side.client)
    assert (given.kind, given.language) == ("client", "es")
    assert len(given.fingerprint) == 64
    given.text_version = "another"
    with pytest.raises(Exception, match="cannot be changed"):
        given.save()


def test_what_was_refused_below_a_long_text_is_where_the_page_opens(open_side: Cast, signed_in: SignIn) -> None:
    browser = exchanged(invited(open_side, signed_in))
    assert " autofocus" not in browser.get("/in/").content.decode()
    page = browser.post("/in/", {**ANSWER, "email": "own@nowhere", "password": "short"}).content.decode()
    first = re.findall(r"<input[^>]* autofocus[^>]*>", page)[0]
    assert 'name="email"' in first
    assert 'name="name"' not in "".join(re.findall(r"<input[^>]* autofocus[^>]*>", page))


def test_the_language_can_be_chosen_before_anything_is_agreed_to(open_side: Cast, signed_in: SignIn) -> None:
    code, browser = invited(open_side, signed_in), Browser(headers={"host": "localhost", "accept-language": "en"})
    assert browser.post(f"/in/{code}/", {"language": "es"}).headers["Location"] == f"/in/{code}/"
    assert "Te damos la bienvenida" in browser.get(f"/in/{code}/").content.decode()
    page = exchanged(code, browser).get("/in/").content.decode()
    assert "Antes de empezar" in page
    assert '<button class="act" name="language" value="en-gb" lang="en-gb">English</button>' in page
    assert browser.post("/in/", ANSWER).status_code == 302
    assert Consent.objects.get(client=open_side.client).language == "es"


def test_a_consent_taken_back_closes_this_side_and_stays_readable(open_side: Cast, signed_in: SignIn) -> None:
    browser = exchanged(invited(open_side, signed_in))
    browser.post("/in/", ANSWER)
    assert browser.post("/me/consent/").status_code == 302
    assert browser.get("/me/").status_code == 302
    assert Consent.objects.get(client=open_side.client).withdrawn_at is not None
    person = User.objects.get(email="own@example.org")
    assert signed_in(person).get("/me/").status_code == 404
    page = signed_in(open_side.mira).get(reverse("portal:client_side", args=[open_side.client.pk])).content.decode()
    assert "took it back" in page


def test_an_address_that_is_taken_uses_nothing_up(open_side: Cast, signed_in: SignIn) -> None:
    browser = exchanged(invited(open_side, signed_in))
    assert browser.post("/in/", {**ANSWER, "email": "Mira@example.org"}).status_code == 422
    assert browser.post("/in/", ANSWER).status_code == 302


def guardian_invited(cast: Cast, signed_in: SignIn, **more: object) -> str:
    sent = {"guardian-name": "Gero Guard", "guardian-basis": "father, joint custody", "guardian-scopes": ["appointments"], **more}
    page = signed_in(cast.mira).post(reverse("portal:invite_guardian", args=[cast.ward_client.pk]), sent)
    assert page.status_code == 200, page.context["refused"]
    return str(page.context["code"])


def test_a_guardian_comes_in_as_a_person_of_their_own(open_side: Cast, signed_in: SignIn) -> None:
    browser = exchanged(guardian_invited(open_side, signed_in))
    assert browser.post("/in/", {**ANSWER, "name": "Gero", "email": "gero@example.org"}).headers["Location"] == "/landing/"
    given = Guardianship.objects.get(user__email="gero@example.org")
    assert (given.client, given.scopes, given.basis) == (open_side.ward_client, ["appointments"], "father, joint custody")
    page = browser.get(f"/ward/{open_side.ward_client.pk}/").content.decode()
    assert WARD_NAME in page
    assert browser.get("/me/").status_code == 403


def test_a_guardian_of_two_adds_the_second_to_the_account_they_have(open_side: Cast, signed_in: SignIn) -> None:
    cast = open_side
    cast.client.born = cast.ward_client.born
    cast.client.save()
    sent = {"guardian-name": "Greta Guard", "guardian-basis": "mother", "guardian-scopes": ["appointments"]}
    page = signed_in(cast.mira).post(reverse("portal:invite_guardian", args=[cast.client.pk]), sent)
    browser = exchanged(page.context["code"], signed_in(cast.guardian))
    assert browser.post("/in/", {"agree": "on"}).headers["Location"] == "/ward/"
    assert Guardianship.objects.filter(user=cast.guardian).count() == 2


def test_a_guardian_of_a_client_of_age_is_refused(open_side: Cast, signed_in: SignIn) -> None:
    sent = {"guardian-name": "Gero", "guardian-basis": "father"}
    answer = signed_in(open_side.mira).post(reverse("portal:invite_guardian", args=[open_side.client.pk]), sent)
    assert answer.status_code == 422
    assert "not of age" in answer.content.decode()


def test_the_switch_holds_in_a_session_that_is_open_and_does_not_say_who_used_it(open_side: Cast, signed_in: SignIn) -> None:
    cast = open_side
    browser = signed_in(cast.guardian)
    url = f"/ward/{cast.ward_client.pk}/"
    assert browser.get(url).status_code == 200
    given = Guardianship.objects.get(user=cast.guardian)
    signed_in(cast.mira).post(reverse("portal:guardian", args=[cast.ward_client.pk, given.pk]), {"cut": "1"})
    assert browser.get(url).status_code == 404
    assert "Mira" not in browser.get("/ward/").content.decode()


def test_the_appointments_of_a_ward_show_day_and_time_and_nothing_of_the_record(open_side: Cast, signed_in: SignIn) -> None:
    cast = open_side
    course = cast.ward_client.courses.get()
    day = timezone.localdate() + timedelta(days=3)
    course.sessions.create(date=day, begins="15:30", minutes=50, attendance="planned")
    text = signed_in(cast.guardian).get(f"/ward/{cast.ward_client.pk}/").content.decode()
    assert "15:30" in text
    assert CONTACT not in text
    assert "wardcanary" not in text
    assert not re.search(r"/clients/", text)


def test_the_client_sees_who_opened_the_record_but_not_who_ended_a_guardians_access(open_side: Cast, signed_in: SignIn) -> None:
    cast = open_side
    from tests.cast import add_own_account

    ward = add_own_account(cast.ward_client, "Wilma", "wilma@example.org", timezone.localdate())
    given = Guardianship.objects.get(user=cast.guardian)
    from fullarc.web.portal.actions import cut

    cut(given, by=cast.mira)
    text = signed_in(ward).get("/me/opened/").content.decode()
    assert "Mira Lind" not in text
    signed_in(cast.mira).get(reverse("clients:client", args=[cast.ward_client.pk]))
    assert "Mira Lind" in signed_in(ward).get("/me/opened/").content.decode()


def test_a_moment_of_the_frozen_clock_decides_about_the_72_hours(open_side: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    made = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)  # the night on which the clocks change
    monkeypatch.setattr("django.utils.timezone.now", lambda: made)
    _, code = inviting.invite_client(open_side.client, by=open_side.mira)
    assert inviting.behind(code, made + timedelta(hours=72) - timedelta(seconds=1)) is not None
    assert inviting.behind(code, made + timedelta(hours=72)) is None


def test_a_line_with_a_number_can_be_tapped_to_call(db: None) -> None:
    text = WhoToCall(contacts="112 emergency\nCrisis line +1 (555) 010-0199, day and night\nA friend", not_watched="Nobody reads at night.")
    assert [number for _, number in text.calls] == ["112", "+15550100199", ""]


def test_the_owner_says_at_which_age_guardians_access_ends(open_side: Cast, signed_in: SignIn) -> None:
    cast, url = open_side, reverse("portal:who_to_call")
    browser = signed_in(cast.guardian)
    assert browser.get(f"/ward/{cast.ward_client.pk}/").status_code == 200
    assert signed_in(cast.owner).post(url, {"adult_at": "9"}).status_code == 422
    assert signed_in(cast.owner).post(url, {"adult_at": "15"}).status_code == 302
    assert browser.get(f"/ward/{cast.ward_client.pk}/").status_code == 404


def test_the_sign_in_of_a_client_rests_longer_than_that_of_the_staff_and_ends_too(open_side: Cast, signed_in: SignIn) -> None:
    nora, mira = signed_in(open_side.nora), signed_in(open_side.mira)
    for browser, minutes, still_in in ((nora, 20, True), (mira, 20, False), (nora, 31, False)):
        browser.get("/account/")
        session = browser.session
        session["last_seen"] = (timezone.now() - timedelta(minutes=minutes)).timestamp()
        session.save()
        answer = browser.get("/me/account/")
        assert ("sign-in" not in answer.headers.get("Location", "")) == still_in
