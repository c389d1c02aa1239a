"""Passkeys: the device's own lock instead of a password. One's own are added, named and removed; the sign-in page takes them.

A passkey opens the account by itself. It does not change what the password opens: a second step is asked for after the password when the
person has switched that on, and then a passkey of theirs is taken in place of a code.
"""

from typing import Any

from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import BaseReauthenticateView
from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth, flows
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic.edit import FormView

from fullarc.web.accounts import deeds
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record


def passkeys_of(user: User) -> list[Authenticator]:
    return list(Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).order_by("created_at", "pk"))


def has_second_step(user: User) -> bool:
    """Whether the password alone does not open this account."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def forget_passkeys(user: User) -> bool:
    """None of them opens the account any more: whoever put one there may not be its owner. Whether there were any."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).delete()[0])


def forget_second_step(user: User) -> bool:
    """The password alone opens the account again, until its owner asks for a second step anew. Whether there was one."""
    had = has_second_step(user)
    Authenticator.objects.filter(user=user).delete()
    return had


def is_the_only_way_in(passkey: Authenticator, user: User) -> bool:
    return not user.has_usable_password() and [each.pk for each in passkeys_of(user)] == [passkey.pk]


def refused(view: Any, form: Any) -> HttpResponse:
    """The page again, with what stands against it."""
    page: HttpResponse = view.render_to_response(view.get_context_data(form=form), status=422)
    return page


class SecondStep(AuthenticateStage):  # type: ignore[misc] # allauth has no types
    """Asked for where the person switched it on; a passkey alone does not make the password need a second step."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        return super().handle() if has_second_step(self.login.user) else (None, True)


class Add(webauthn.AddWebAuthnView):  # type: ignore[misc]
    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """The challenge asks for a passkey that stays on the device and is opened by its lock."""
        context = FormView.get_context_data(self, **given)
        return {
            **context,
            "js_data": {"creation_options": auth.begin_registration(self.request.user, True)},
            "no_way_back": not self.request.user.has_usable_password() and not passkeys_of(self.request.user),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        given, user = form.cleaned_data, self.request.user
        made = auth.WebAuthn.add(user, given["name"], given["credential"]).instance
        signals.authenticator_added.send(sender=Authenticator, request=self.request, user=user, authenticator=made)
        return redirect("mfa_list_webauthn")


class Own(webauthn.ListWebAuthnView):  # type: ignore[misc]
    def get_queryset(self) -> Any:
        return super().get_queryset().order_by("created_at", "pk")


class Rename(webauthn.EditWebAuthnView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        record(deeds.PASSKEY_RENAMED, by=self.request.user, on=self.request.user)
        return response


class Remove(webauthn.RemoveWebAuthnView):  # type: ignore[misc]
    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return {**super().get_context_data(**given), "only_way": is_the_only_way_in(self.object, self.request.user)}

    def form_valid(self, form: Any) -> HttpResponse:
        """The last passkey of somebody without a password stays: nobody shuts themselves out."""
        if is_the_only_way_in(self.object, self.request.user):
            return refused(self, form)
        response: HttpResponse = super().form_valid(form)
        return response


class SignIn(webauthn.LoginWebAuthnView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        passkey = form.cleaned_data["credential"]
        way_on = get_next_redirect_url(self.request, "next")
        response: HttpResponse = flows.perform_passwordless_login(self.request, passkey, Login(user=passkey.user, redirect_url=way_on))
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        record(deeds.SIGN_IN_FAILED, by=None, outcome="failed")
        return redirect(f"{reverse('account_login')}?passkey=no")


class Confirm(webauthn.ReauthenticateWebAuthnView):  # type: ignore[misc]
    def get_context_data(self, **given: Any) -> dict[str, Any]:
        context = BaseReauthenticateView.get_context_data(self, **given)
        return {**context, "js_data": {"request_options": auth.begin_authentication(self.request.user)}}

    def form_invalid(self, form: Any) -> HttpResponse:
        return refused(self, form)
