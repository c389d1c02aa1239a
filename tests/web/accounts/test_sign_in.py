"""Signing in: one answer for every failure, throttled, with a second factor, ending when it should."""

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.accounts.actions import deactivate, end_sessions
from fullarc.web.accounts.models import User
from fullarc.web.audit.models import Event

PASSWORD = "seven green lamps hum"


@pytest.fixture
def mira(cast: Cast) -> User:
    cast.mira.set_password(PASSWORD)
    cast.mira.save()
    return cast.mira


@pytest.fixture
def browser() -> Browser:
    return Browser(headers={"host": "localhost"})


def sign_in(browser: Browser, email: str, password: str = PASSWORD) -> int:
    return int(browser.post("/sign-in/", {"login": email, "password": password}).status_code)


def test_a_person_signs_in_and_lands_on_their_caseload(mira: User, browser: Browser) -> None:
    assert sign_in(browser, "Mira@Example.org") == 302
    assert browser.get("/", follow=True).redirect_chain[-1][0] == "/today/"
    assert Event.objects.filter(action="account.signed_in", actor=mira.id).exists()


def test_the_answer_is_the_same_whether_the_account_exists_or_not(mira: User) -> None:
    pages = []
    for email in ("mira@example.org", "nobody@example.org"):
        page = Browser(headers={"host": "localhost"}).post("/sign-in/", {"login": email, "password": "wrong wrong wrong"})
        assert page.status_code == 200
        body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode()).replace(email, "EMAIL")
        pages.append(body)
    assert pages[0] == pages[1]
    failures = Event.objects.filter(action="account.sign_in_failed")
    assert failures.count() == 2
    assert {failure.actor for failure in failures} == {None}


def test_after_ten_failures_the_account_rests_even_with_the_right_password(mira: User, browser: Browser) -> None:
    for number in range(10):
        browser.post("/sign-in/", {"login": "mira@example.org", "password": "wrong"}, headers={"X-Forwarded-For": f"203.0.113.{number}"})
    refused = browser.post("/sign-in/", {"login": "mira@example.org", "password": PASSWORD}, headers={"X-Forwarded-For": "203.0.113.99"})
    assert refused.status_code == 429
    assert "Too many failed sign-ins" in refused.content.decode()
    assert browser.get("/account/").status_code == 302


def test_there_is_no_sign_up_and_no_reset_by_mail(browser: Browser, cast: Cast) -> None:
    for name in ("account_signup", "account_email", "account_reset_password"):
        assert browser.get(reverse(name)).status_code == 404


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "http:evil.example"]
)
def test_the_way_back_after_signing_in_stays_on_this_site(mira: User, browser: Browser, target: str) -> None:
    page = browser.post("/sign-in/", {"login": "mira@example.org", "password": PASSWORD, "next": target})
    assert page.status_code == 302
    assert page.headers["Location"] == "/"


@pytest.mark.usefixtures("a_code_outlives_its_half_minute")
def test_a_second_factor_is_asked_for_and_each_code_works_once(mira: User, browser: Browser) -> None:
    secret = generate_totp_secret()
    TOTP.activate(mira, secret)
    assert secret not in str(Authenticator.objects.get(user=mira, type="totp").data)
    assert sign_in(browser, "mira@example.org") == 302
    assert browser.get("/account/").status_code == 302, "not signed in before the second factor"
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    assert browser.post("/sign-in/second/", {"code": "000000"}).status_code == 200
    assert browser.post("/sign-in/second/", {"code": code}).status_code == 302
    assert browser.get("/account/").status_code == 200
    again = Browser(headers={"host": "localhost"})
    sign_in(again, "mira@example.org")
    assert again.post("/sign-in/second/", {"code": code}).status_code == 200
    assert again.get("/account/").status_code == 302


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("a_code_outlives_its_half_minute")
def test_switching_the_second_factor_on_shows_recovery_codes_and_keeps_the_secret_sealed(mira: User, browser: Browser) -> None:
    elsewhere = Browser(headers={"host": "localhost"})
    sign_in(elsewhere, "mira@example.org")
    sign_in(browser, "mira@example.org")
    first = browser.get(reverse("mfa_activate_totp"))
    assert first.headers["Location"].startswith(reverse("account_reauthenticate")), "the password is asked for again"
    browser.post(first.headers["Location"], {"password": PASSWORD})
    page = browser.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    done = browser.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)
    assert done.status_code == 200
    stored = Authenticator.objects.get(user=mira, type="totp").data["secret"]
    assert stored.startswith("f1:")
    assert get_adapter().decrypt(stored) == secret
    assert len(browser.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]) == 10
    assert Event.objects.filter(action="account.second_factor_on").count() == 1
    assert elsewhere.get("/account/").status_code == 302, "signed out everywhere else"


def test_a_confirmed_password_counts_for_five_minutes(mira: User, browser: Browser) -> None:
    sign_in(browser, "mira@example.org")
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert browser.get(reverse("mfa_activate_totp")).status_code == 200
    session = browser.session
    session["account_authentication_methods"] = [{**entry, "at": time.time() - 301} for entry in session["account_authentication_methods"]]
    session.save()
    assert browser.get(reverse("mfa_activate_totp")).status_code == 302


def test_an_idle_session_ends(mira: User, signed_in: SignIn, settings: object) -> None:
    browser = signed_in(mira)
    session = browser.session
    session["last_seen"] = (timezone.now() - timedelta(minutes=16)).timestamp()
    session.save()
    ended = browser.get("/account/")
    assert ended.status_code == 302
    assert ended.headers["Clear-Site-Data"] == '"cache"'  # entries that wait on a phone, and its help page, stay


def test_a_session_ends_after_twelve_hours_however_busy(mira: User, signed_in: SignIn) -> None:
    browser = signed_in(mira)
    session = browser.session
    session["began"] = (timezone.now() - timedelta(hours=12, minutes=1)).timestamp()
    session.save()
    assert browser.get("/account/").status_code == 302


def test_a_background_call_does_not_keep_a_session_awake(mira: User, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    from fullarc.web.access.pages import account

    browser = signed_in(mira)
    session = browser.session
    before = session["last_seen"] = (timezone.now() - timedelta(minutes=10)).timestamp()
    session.save()
    monkeypatch.setattr(account.account, "background", True, raising=False)
    assert browser.get("/account/?skip_timeout_reset=0").status_code == 200
    assert browser.session["last_seen"] == before
    monkeypatch.delattr(account.account, "background")
    browser.get("/account/")
    assert browser.session["last_seen"] > before


def test_a_change_of_password_ends_the_other_sessions(mira: User, browser: Browser) -> None:
    other = Browser(headers={"host": "localhost"})
    for each in (browser, other):
        sign_in(each, "mira@example.org")
    given = {"oldpassword": PASSWORD, "password1": "eight blue doors sing", "password2": "eight blue doors sing"}
    assert browser.post(reverse("account_change_password"), given).status_code == 302
    assert browser.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    assert Event.objects.filter(action="account.password_changed", actor=mira.id).count() == 1


def test_a_weak_new_password_is_refused(mira: User, browser: Browser) -> None:
    sign_in(browser, "mira@example.org")
    page = browser.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": "short", "password2": "short"})
    assert page.status_code == 200
    mira.refresh_from_db()
    assert mira.check_password(PASSWORD)


def test_a_deactivated_person_does_not_sign_in(mira: User, cast: Cast, browser: Browser) -> None:
    deactivate(mira, by=cast.owner)
    sign_in(browser, "mira@example.org")
    assert browser.get("/account/").status_code == 302


def test_ended_sessions_stay_ended(mira: User, signed_in: SignIn) -> None:
    browser = signed_in(mira)
    end_sessions(mira)
    assert browser.get("/account/").status_code == 302


def test_signing_out_ends_the_session_and_the_trail_says_so(mira: User, browser: Browser) -> None:
    sign_in(browser, "mira@example.org")
    answer = browser.post("/sign-out/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert browser.get("/account/").status_code == 302
    assert Event.objects.filter(action="account.signed_out", actor=mira.id).count() == 1


def test_a_look_at_the_sign_out_page_signs_nobody_out(mira: User, browser: Browser) -> None:
    sign_in(browser, "mira@example.org")
    assert browser.get("/sign-out/").status_code == 200
    assert browser.get("/account/").status_code == 200
