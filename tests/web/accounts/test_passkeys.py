"""Passkeys: the device's lock opens the account, the password stays possible, and nobody shuts themselves out."""

import json
import time
from collections.abc import Mapping
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.accounts.authenticator import Phone
from tests.web.conftest import SignIn

from fullarc.web.accounts.actions import deactivate
from fullarc.web.accounts.models import User
from fullarc.web.accounts.passkeys import passkeys_of
from fullarc.web.api.actions import make_token
from fullarc.web.audit.models import Event

PASSWORD = "seven green lamps hum"
SIGN_IN = "/sign-in/passkey/"


def plain(options: Any) -> Any:
    """Options as they stand in the page: JSON."""
    return json.loads(json.dumps({name: dict(part) if isinstance(part, Mapping) else part for name, part in options.items()}, default=dict))


@pytest.fixture
def mira(cast: Cast) -> User:
    return with_password(cast.mira)


def with_password(person: User) -> User:
    person.set_password(PASSWORD)
    person.save()
    return person


def stranger() -> Browser:
    return Browser(headers={"host": "localhost"})


def by_password(person: User, browser: Browser | None = None) -> Browser:
    browser = browser or stranger()
    browser.post("/sign-in/", {"login": person.email, "password": PASSWORD})
    return browser


def confirmed(person: User) -> Browser:
    browser = by_password(person)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


def add(browser: Browser, phone: Phone, name: str = "my phone") -> int:
    options = plain(browser.get(reverse("mfa_add_webauthn")).context["js_data"])["creation_options"]
    given = {"name": name, "credential": json.dumps(phone.makes(options))}
    return browser.post(reverse("mfa_add_webauthn"), given).status_code


def challenge(browser: Browser) -> Any:
    return browser.get(SIGN_IN, headers={"accept": "application/json"}).json()["request_options"]


def sign_in(browser: Browser, phone: Phone, **also: str) -> str:
    """Where the passkey leads."""
    credential = json.dumps(phone.shows(challenge(browser)))
    return str(browser.post(SIGN_IN, {"credential": credential, **also}).headers["Location"])


def is_in(browser: Browser) -> bool:
    return browser.get("/account/password/").status_code == 200


@pytest.mark.parametrize("who", ["mira", "nora", "guardian", "front_desk"])
def test_staff_clients_and_guardians_sign_in_with_a_passkey_of_their_own(who: str, cast: Cast) -> None:
    person, phone = with_password(getattr(cast, who)), Phone()
    assert add(confirmed(person), phone) == 302
    assert Event.objects.filter(action="account.passkey_added", actor=person.pk).count() == 1
    browser = stranger()
    assert sign_in(browser, phone) == "/"
    assert is_in(browser)
    assert str(browser.get("/account/password/").context["user"].pk) == str(person.pk)
    assert Event.objects.filter(action="account.signed_in", actor=person.pk).exists()


def test_the_password_alone_still_opens_the_account(mira: User) -> None:
    add(confirmed(mira), Phone())
    assert is_in(by_password(mira))
    assert not Authenticator.objects.filter(user=mira, type="recovery_codes").exists(), "codes that nothing asks for"


def test_adding_asks_for_the_password_again(mira: User) -> None:
    answer = by_password(mira).get(reverse("mfa_add_webauthn"))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))


@pytest.mark.usefixtures("a_code_outlives_its_half_minute")
def test_where_a_second_step_is_on_the_passkey_is_taken_in_place_of_the_code(mira: User) -> None:
    phone = Phone()
    add(confirmed(mira), phone)
    secret = generate_totp_secret()
    TOTP.activate(mira, secret)
    browser = by_password(mira)
    assert not is_in(browser)
    options = plain(browser.get(reverse("mfa_authenticate")).context["js_data"])["request_options"]
    browser.post(reverse("mfa_authenticate"), {"credential": json.dumps(phone.shows(options))})
    assert is_in(browser)
    other = by_password(mira)
    other.post(reverse("mfa_authenticate"), {"code": format_hotp_value(hotp_value(secret, int(time.time()) // 30))})
    assert is_in(other)
    alone = stranger()
    sign_in(alone, phone)
    assert is_in(alone), "what the person has and the lock of the phone are two things already"


def test_a_sign_in_goes_on_to_the_page_that_was_asked_for_and_to_no_other_site(mira: User) -> None:
    phone = Phone()
    add(confirmed(mira), phone)
    assert sign_in(stranger(), phone, next="/caseload/") == "/caseload/"
    assert sign_in(stranger(), phone, next="https://evil.example/") == "/"


def broken_answers(phone: Phone, browser: Browser) -> dict[str, str]:
    asked = challenge(browser)
    good = phone.shows(asked)
    old = phone.shows({"publicKey": {**asked["publicKey"], "challenge": "AAAA"}})
    return {
        "another challenge": json.dumps(old),
        "another site": json.dumps(Phone(origin="https://evil.example", id=phone.id, key=phone.key, owner=phone.owner).shows(asked)),
        "a locked phone": json.dumps(Phone(unlocked=False, id=phone.id, key=phone.key, owner=phone.owner).shows(asked)),
        "another key": json.dumps(Phone(id=phone.id, owner=phone.owner).shows(asked)),
        "nobody's account": json.dumps({**good, "response": {**good["response"], "userHandle": "AAAA"}}),
        "no account": json.dumps({**good, "response": {name: part for name, part in good["response"].items() if name != "userHandle"}}),
        **{each: each for each in ("", "{}", "[]", "null", "5", '"x"', '{"id": 5}', '{"response": []}', "{", '{"id":"A","response":{}}')},
        "parts that are no parts": json.dumps({**good, "response": dict.fromkeys(good["response"], "AA")}),
    }


def test_an_answer_that_is_not_right_opens_nothing_and_is_no_fault(mira: User, cast: Cast) -> None:
    phone = Phone()
    add(confirmed(mira), phone)
    names = list(broken_answers(phone, stranger()))
    for name in names:
        browser = stranger()
        answer = browser.post(SIGN_IN, {"credential": broken_answers(phone, browser)[name]})
        assert answer.status_code == 302, name
        assert answer.headers["Location"] == "/sign-in/?passkey=no", name
        assert not is_in(browser), name
    assert Event.objects.filter(action="account.sign_in_failed", actor=None).count() == len(names)
    assert "did not open an account" in stranger().get("/sign-in/?passkey=no").content.decode()


def test_an_answer_works_once(mira: User) -> None:
    phone, browser = Phone(), stranger()
    add(confirmed(mira), phone)
    credential = json.dumps(phone.shows(challenge(browser)))
    browser.post(SIGN_IN, {"credential": credential})
    browser.post("/sign-out/")
    browser.post(SIGN_IN, {"credential": credential})
    assert not is_in(browser)


def test_a_copy_of_the_device_is_told_by_its_count(mira: User) -> None:
    phone = Phone()
    add(confirmed(mira), phone)
    copy = Phone(id=phone.id, key=phone.key, owner=phone.owner)
    assert sign_in(stranger(), phone) == "/"
    assert sign_in(stranger(), phone) == "/"
    assert sign_in(stranger(), copy) == "/sign-in/?passkey=no"


def test_a_device_that_does_not_count_is_taken(mira: User) -> None:
    phone = Phone(count=None)
    add(confirmed(mira), phone)
    assert [sign_in(stranger(), phone) for _ in range(2)] == ["/", "/"]


def test_the_lock_of_the_device_is_asked_for_also_where_a_passkey_confirms(mira: User) -> None:
    browser, phone = confirmed(mira), Phone()
    add(browser, phone)
    phone.unlocked = False
    page = reverse("mfa_reauthenticate_webauthn")
    options = plain(browser.get(page).context["js_data"])["request_options"]
    assert options["publicKey"]["userVerification"] == "required"
    assert browser.post(page, {"credential": json.dumps(phone.shows(options))}).status_code == 422


def test_a_passkey_added_or_removed_ends_the_other_sessions_and_the_access_tokens(mira: User) -> None:
    elsewhere = by_password(mira)
    token, _ = make_token(mira, name="a program", scope="read", days=7)
    browser = confirmed(mira)
    add(browser, Phone())
    assert is_in(browser)
    assert not is_in(elsewhere)
    assert token.state(User.objects.get(pk=mira.pk), timezone.now()) == "ended"
    elsewhere = by_password(mira)
    browser.post(reverse("mfa_remove_webauthn", args=[passkeys_of(mira)[0].pk]))
    assert is_in(browser)
    assert not is_in(elsewhere)


@pytest.mark.parametrize("phone", [Phone(unlocked=False), Phone(origin="https://evil.example")])
def test_a_passkey_without_the_lock_of_the_device_or_of_another_site_is_not_added(mira: User, phone: Phone) -> None:
    browser = confirmed(mira)
    assert add(browser, phone) == 200
    for nonsense in ("{}", "[]", '"x"', '{"id": "A", "rawId": "AA", "type": "public-key", "response": {"attestationObject": "AA"}}'):
        page = browser.post(reverse("mfa_add_webauthn"), {"name": "x", "credential": nonsense})
        assert page.status_code == 200
        assert page.context["form"].errors
    assert not passkeys_of(mira)


def test_a_person_who_was_deactivated_does_not_come_in_with_a_passkey(cast: Cast, mira: User) -> None:
    phone, browser = Phone(), stranger()
    add(confirmed(mira), phone)
    deactivate(mira, by=cast.owner)
    sign_in(browser, phone)
    assert not is_in(browser)


def test_a_passkey_is_renamed_and_removed_by_its_owner_only(mira: User, cast: Cast) -> None:
    browser, phone = confirmed(mira), Phone()
    add(browser, phone)
    [passkey] = passkeys_of(mira)
    other = confirmed(with_password(cast.colleague))
    for page in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert other.post(reverse(page, args=[passkey.pk]), {"name": "theirs"}).status_code == 404
    browser.post(reverse("mfa_edit_webauthn", args=[passkey.pk]), {"name": "the blue phone"})
    assert "the blue phone" in browser.get(reverse("mfa_list_webauthn")).content.decode()
    browser.post(reverse("mfa_remove_webauthn", args=[passkey.pk]))
    assert not passkeys_of(mira)
    actions = Event.objects.filter(actor=mira.pk, action__startswith="account.passkey").values_list("action", flat=True)
    assert sorted(actions) == ["account.passkey_added", "account.passkey_removed", "account.passkey_renamed"]
    left = stranger()
    sign_in(left, phone)
    assert not is_in(left)


def test_the_only_way_in_is_not_removed(cast: Cast, signed_in: SignIn) -> None:
    person, phone = cast.nora, Phone()
    person.set_unusable_password()
    person.save()
    browser = signed_in(person)
    assert add(browser, phone) == 302, "who has no password yet adds the first passkey without one"
    [passkey] = passkeys_of(person)
    browser = stranger()
    sign_in(browser, phone)
    first = browser.get(reverse("mfa_remove_webauthn", args=[passkey.pk]))
    assert first.headers["Location"].startswith(reverse("mfa_reauthenticate_webauthn")), "the passkey is asked for again"
    options = plain(browser.get(first.headers["Location"]).context["js_data"])["request_options"]
    browser.post(first.headers["Location"], {"credential": json.dumps(phone.shows(options))})
    refused = browser.post(reverse("mfa_remove_webauthn", args=[passkey.pk]))
    assert refused.status_code == 422
    assert "only way to sign in" in refused.content.decode()
    given = {"password1": PASSWORD, "password2": PASSWORD}
    assert browser.post(reverse("account_set_password"), given).headers["Location"] == reverse("account")
    assert browser.post(reverse("mfa_remove_webauthn", args=[passkey.pk])).status_code == 302
    assert is_in(by_password(person))
