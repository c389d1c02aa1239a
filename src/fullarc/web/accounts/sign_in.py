"""How signing in behaves: closed to sign-up, throttled by account and address, second-factor secrets encrypted."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from fullarc.web.accounts.models import User
from fullarc.web.audit.request import current
from fullarc.web.encryption.cipher import Cell, seal, unseal

SECRETS = Cell("mfa_authenticator", "data", "secret")


class SignIn(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """People come in by invitation only; nothing is announced by a message on the page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **options: Any) -> None:
        return None

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        return None  # the mails of allauth are not ours

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def get_login_stages(self) -> list[str]:
        own = {"allauth.mfa.stages.AuthenticateStage": "fullarc.web.accounts.passkeys.SecondStep"}
        return [own.get(stage, stage) for stage in super().get_login_stages()]


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    def encrypt(self, text: str) -> str:
        return seal(text, SECRETS)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, SECRETS)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """What a phone shows beside the passkey: the name of the product and no word about health."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Fullarc"}

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 - allauth's name
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}


def named_in(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """The account that a sign-in is for, so that failures are counted for it however it was written."""
    named = (credentials or {}).get("email") or (credentials or {}).get("username") or (request.POST.get("login", "") if request else "")
    return str(named).strip().lower()


def locked_out(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    context = {
        "heading": "Too many failed sign-ins",
        "advice": "Signing in to this account rests for 15 minutes. Nothing is lost; drafts are kept.",
        "number": current().request_id,
    }
    return render(request, "error.html", context, status=429)
