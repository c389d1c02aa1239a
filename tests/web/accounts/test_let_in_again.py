"""Who forgot the password is let in again by a code from the computer where the data lies; a lone owner has nobody else to ask."""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client as Browser
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.commands import let_in, main
from fullarc.web.access.models import OwnRecord
from fullarc.web.accounts.actions import deactivate
from fullarc.web.accounts.passkeys import has_second_step
from fullarc.web.audit.models import Event

NEW = "seven green lamps hum"


@pytest.fixture(autouse=True)
def _the_application_is_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(let_in, "ready", lambda: None)


def code_for(email: str, capsys: pytest.CaptureFixture[str], *lost: str) -> str:
    assert main(["let-in", *lost, email]) == 0
    return capsys.readouterr().out.splitlines()[0]


def join(code: str) -> Browser:
    browser = Browser(headers={"host": "localhost"})
    assert browser.post("/join/", {"code": code, "password": NEW}).status_code == 302
    return browser


def test_the_owner_sets_a_new_password_and_the_trail_keeps_that_a_code_was_made(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    code = code_for(cast.owner.email.upper(), capsys)
    assert join(code).get("/staff/").status_code == 200
    cast.owner.refresh_from_db()
    assert cast.owner.check_password(NEW)
    assert Event.objects.get(action="account.let_in").object_id == str(cast.owner.pk)
    assert Browser(headers={"host": "localhost"}).post("/join/", {"code": code, "password": NEW}).status_code == 422


def test_a_newer_code_ends_the_older_one(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    older, newer = code_for(cast.owner.email, capsys), code_for(cast.owner.email, capsys)
    assert Browser(headers={"host": "localhost"}).post("/join/", {"code": older, "password": NEW}).status_code == 422
    join(newer)


def test_the_second_step_of_signing_in_is_still_asked_for(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    get_adapter()
    TOTP.activate(cast.owner, generate_totp_secret())
    browser = join(code_for(cast.owner.email, capsys))
    assert browser.get("/staff/").status_code == 302
    assert "the second step is asked for as before" in browser.get("/sign-in/").content.decode()


def test_a_second_step_that_is_lost_ends_with_the_code_and_no_sooner(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    get_adapter()
    TOTP.activate(cast.owner, generate_totp_secret())
    RecoveryCodes.activate(cast.owner)
    code = code_for(cast.owner.email, capsys, "--second-step-lost")
    assert has_second_step(cast.owner)
    assert join(code).get("/staff/").status_code == 200
    assert not Authenticator.objects.filter(user=cast.owner).exists()
    assert Event.objects.get(action="account.let_in").fields == "password,second_step"
    assert Event.objects.filter(action="account.second_factor_off", object_id=str(cast.owner.pk)).exists()


def test_an_older_code_for_the_second_step_ends_with_a_newer_one_that_keeps_it(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    get_adapter()
    TOTP.activate(cast.owner, generate_totp_secret())
    older, newer = code_for(cast.owner.email, capsys, "--second-step-lost"), code_for(cast.owner.email, capsys)
    assert Browser(headers={"host": "localhost"}).post("/join/", {"code": older, "password": NEW}).status_code == 422
    join(newer)
    assert has_second_step(cast.owner)


def test_nobody_unknown_no_client_and_nobody_deactivated_gets_a_code(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    deactivate(cast.mira, by=cast.owner)
    own = OwnRecord.objects.select_related("user").first()
    for email in ("nobody@example.org", cast.mira.email, own.user.email if own else cast.guardian.email):
        assert main(["let-in", email]) == 2
    assert not Event.objects.filter(action="account.let_in").exists()
    assert NEW not in capsys.readouterr().err


def test_the_page_of_signing_in_says_what_an_owner_alone_can_do(cast: Cast, signed_in: SignIn) -> None:
    page = Browser(headers={"host": "localhost"}).get("/sign-in/").content.decode()
    assert "Staff, the owner too, get a code for a new password on the computer where Fullarc runs: “./run let-in”" in page


def test_passkeys_of_before_open_the_account_no_more(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    cast.owner.set_password("three old lamps hum")
    cast.owner.save()
    Authenticator.objects.create(user=cast.owner, type=Authenticator.Type.WEBAUTHN, data={})
    join(code_for(cast.owner.email, capsys))
    assert not Authenticator.objects.filter(user=cast.owner).exists()
    assert Event.objects.filter(action="account.password_changed", object_id=str(cast.owner.pk)).exists()
