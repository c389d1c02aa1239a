"""Sign-ins are carried out by Django and allauth; their notices go into the audit trail here. Who changes how they sign in is signed out
everywhere else, and access tokens end."""

from typing import Any

from allauth.account.signals import password_changed, password_set
from allauth.mfa import signals as second_factor
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals, update_session_auth_hash
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from fullarc.web.accounts import deeds
from fullarc.web.accounts.actions import end_sessions
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record

KIND = Authenticator.Type
ADDED = {KIND.RECOVERY_CODES: deeds.RECOVERY_CODES, KIND.TOTP: deeds.SECOND_FACTOR_ON, KIND.WEBAUTHN: deeds.PASSKEY_ADDED}
REMOVED = {KIND.TOTP: deeds.SECOND_FACTOR_OFF, KIND.WEBAUTHN: deeds.PASSKEY_REMOVED}


@receiver(signals.user_logged_in)
def signed_in(sender: object, request: HttpRequest, user: User, **_: Any) -> None:
    now = timezone.now().timestamp()
    request.session["began"] = now
    request.session["last_seen"] = now
    record(deeds.SIGNED_IN, by=user, on=user)


@receiver(signals.user_logged_out)
def signed_out(sender: object, request: HttpRequest, user: User | None, **_: Any) -> None:
    request.META["fullarc.signed_out"] = True  # PrivateHeaders then clears what the browser kept; after rest, its cache only
    if user is not None:
        record(deeds.SIGNED_OUT, by=user, on=user)


@receiver(signals.user_login_failed)
def sign_in_failed(sender: object, **_: Any) -> None:
    """Without the address that was typed: it may be a password typed into the wrong field."""
    record(deeds.SIGN_IN_FAILED, by=None, outcome="failed")


@receiver(second_factor.authenticator_added)
def second_factor_added(sender: object, user: User, authenticator: Authenticator, request: HttpRequest | None = None, **_: Any) -> None:
    record(ADDED[authenticator.type], by=user, on=user)
    if authenticator.type in REMOVED:
        sign_out_elsewhere(request, user)


@receiver(second_factor.authenticator_removed)
def second_factor_removed(sender: object, user: User, authenticator: Authenticator, request: HttpRequest | None = None, **_: Any) -> None:
    if deed := REMOVED.get(authenticator.type):
        record(deed, by=user, on=user)
        sign_out_elsewhere(request, user)


def sign_out_elsewhere(request: HttpRequest | None, user: User) -> None:
    """End all sessions and access tokens of a person but the session in which they are asking."""
    end_sessions(user)
    if request is not None and request.user == user:
        update_session_auth_hash(request, user)


@receiver(second_factor.authenticator_reset)
def recovery_codes_renewed(sender: object, user: User, **_: Any) -> None:
    record(deeds.RECOVERY_CODES, by=user, on=user)


@receiver([password_changed, password_set])
def changed_password(sender: object, user: User, **_: Any) -> None:
    record(deeds.CHANGED_PASSWORD, by=user, on=user)
