"""Inviting a client again who has an account: the link goes to its address alone, and only the password is new."""

import re

from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.core import mail
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.portal.objects import who_to_call

from fullarc.web.access.models import OwnRecord
from fullarc.web.audit.models import Event
from fullarc.web.mail_settings import TO_FILES
from fullarc.web.portal import inviting
from fullarc.web.portal.models import Invitation

SENT = {"agree": "on", "name": "Mallory", "email": "mallory@example.org", "password": "eight blue lamps hum"}


def invited_again(cast: Cast, signed_in: SignIn, on_commit: object) -> tuple[HttpResponse, str]:
    """The page that the clinician gets, and the code that was mailed."""
    who_to_call()
    url = reverse("portal:invite", args=[cast.client.pk])
    with on_commit(execute=True):  # type: ignore[operator]
        page = signed_in(cast.mira).post(url, {"own-email": "mallory@example.org"})
    [sent] = mail.outbox
    assert sent.to == ["nora@example.org"]
    found = re.search(r"/in/([^/]+)/", sent.body)
    assert found
    return page, found[1]


def entered(code: str) -> Browser:
    browser = Browser(headers={"host": "localhost"})
    assert browser.post(f"/in/{code}/").status_code == 302
    return browser


def test_the_clinician_does_not_see_the_code(cast: Cast, signed_in: SignIn, django_capture_on_commit_callbacks: object) -> None:
    page, code = invited_again(cast, signed_in, django_capture_on_commit_callbacks)
    assert page.status_code == 200
    assert code not in page.content.decode()
    assert "on its way" in page.content.decode()


def test_only_the_password_is_new_and_the_address_and_the_client_are_told(
    cast: Cast, signed_in: SignIn, django_capture_on_commit_callbacks: object
) -> None:
    _, code = invited_again(cast, signed_in, django_capture_on_commit_callbacks)
    signed_in(cast.mira).post(reverse("portal:end_access", args=[cast.client.pk]))
    _, code = inviting.invite_client(cast.client, by=cast.mira)
    browser = entered(code)
    assert 'name="email"' not in browser.get("/in/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert browser.post("/in/", SENT).status_code == 302
    before, cast.nora.name = cast.nora.name, "changed here only"
    cast.nora.refresh_from_db()
    assert (cast.nora.name, cast.nora.email) == (before, "nora@example.org")
    assert cast.nora.check_password(SENT["password"])
    assert OwnRecord.objects.get(client=cast.client).user == cast.nora
    assert mail.outbox[-1].to == ["nora@example.org"]
    assert "renewed" in mail.outbox[-1].subject
    event = Event.objects.get(action="portal.renewed")
    assert (event.actor, event.object_id) == (cast.nora.pk, str(cast.mira.pk))
    assert "renewed the access with an invitation from Mira Lind" in browser.get("/me/opened/").content.decode()


def test_passkeys_of_before_open_nothing_any_more(cast: Cast) -> None:
    who_to_call()
    Authenticator.objects.create(user=cast.nora, type=Authenticator.Type.WEBAUTHN, data={})
    browser = entered(inviting.invite_client(cast.client, by=cast.mira)[1])
    browser.post("/in/", SENT)
    assert not Authenticator.objects.filter(user=cast.nora).exists()


def test_the_second_step_stays_and_is_asked_for(cast: Cast) -> None:
    who_to_call()
    Authenticator.objects.create(user=cast.nora, type=Authenticator.Type.TOTP, data={})
    browser = entered(inviting.invite_client(cast.client, by=cast.mira)[1])
    assert browser.post("/in/", SENT).headers["Location"] == reverse("account_login")
    assert "_auth_user_id" not in browser.session
    assert Authenticator.objects.filter(user=cast.nora).exists()


def test_an_invitation_for_another_address_renews_nothing(cast: Cast) -> None:
    who_to_call()
    invitation, code = inviting.invite_client(cast.client, by=cast.mira)
    invitation.email = "mallory@example.org"
    invitation.save()
    entered(code).post("/in/", SENT)
    cast.nora.refresh_from_db()
    assert not cast.nora.check_password(SENT["password"])


def test_where_no_mail_leaves_nobody_is_invited_again(cast: Cast, signed_in: SignIn, settings: LazySettings) -> None:
    who_to_call()
    settings.EMAIL_BACKEND = TO_FILES
    assert signed_in(cast.mira).post(reverse("portal:invite", args=[cast.client.pk]), {}).status_code == 422
    assert not Invitation.objects.exists()
