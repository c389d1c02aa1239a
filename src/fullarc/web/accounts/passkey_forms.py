"""Forms that carry what an authenticator answered. It may be anything: what cannot be read is refused, and is no fault."""

import struct
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as webauthn
from allauth.mfa.webauthn.internal.auth import parse_authentication_response
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

UNREADABLE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, struct.error)
LONGEST_NAME = 60


def name_field(*, required: bool) -> forms.CharField:
    help_text = _("So that you know it again, for example: my phone.")
    return forms.CharField(label=_("A name for this passkey"), max_length=LONGEST_NAME, required=required, help_text=help_text)


def refused() -> ValidationError:
    return ValidationError(_("This passkey was not accepted. Please try again."), code="passkey")


class AddPasskey(webauthn._BaseAddWebAuthnForm):  # type: ignore[misc] # allauth has no types
    """A passkey that can sign in by itself: kept on the device, opened by its lock (finger, face or PIN)."""

    name = name_field(required=False)
    credential = forms.JSONField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        try:
            return dict(super().clean())
        except UNREADABLE:
            raise refused() from None


class Answered:
    """The answer to a challenge, as the authenticator whose answer it is."""

    def clean_credential(self) -> Authenticator:
        answered = self.cleaned_data["credential"]  # type: ignore[attr-defined]
        try:
            passkey: Authenticator = super().clean_credential()  # type: ignore[misc] # of allauth's form
            count_use(passkey, parse_authentication_response(answered).response.authenticator_data.counter)
        except UNREADABLE:
            raise refused() from None
        return passkey


def count_use(passkey: Authenticator, count: int) -> None:
    """Keep how often the device says that it was used. Refused: no more often than before, as a copy of the device would say (WebAuthn
    level 2, 7.2 step 21). A device that does not count says 0 always."""
    before = passkey.data.get("count", passkey.wrap().authenticator_data.counter)
    if (count or before) and count <= before:
        raise refused()
    passkey.data["count"] = count
    passkey.save(update_fields=["data"])


class SignInWithPasskey(Answered, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    pass


class ConfirmWithPasskey(Answered, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class SecondStepWithPasskey(Answered, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class RenamePasskey(webauthn.EditWebAuthnForm):  # type: ignore[misc]
    name = name_field(required=True)
