"""Coming in with a code. The code leaves the address at once: a look uses nothing up, a POST exchanges it for a cookie of this path."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fullarc.web.accounts.models import User
from fullarc.web.accounts.passkeys import has_second_step
from fullarc.web.accounts.views import BACKEND
from fullarc.web.portal import coming_in, consent_text, inviting, queries
from fullarc.web.portal.forms import Code, ComeIn
from fullarc.web.portal.language import remembered
from fullarc.web.portal.models import Invitation
from fullarc.web.portal.throttle import missed, too_many

COOKIE = "__Secure-coming-in" if settings.SERVED_OVER_HTTPS else "coming-in"
PATH = "/in/"
MINUTES = 30


@login_not_required
@require_http_methods(["GET", "POST"])
def come_in(request: HttpRequest, code: str = "") -> HttpResponse:
    """With a code in the address, or typed: exchange it. Without one, but with the cookie: read, agree, make the account.

    Before any of it the language can be chosen: a consent is read in one's own.
    """
    if request.method == "POST" and (language := request.POST.get("language", "")) in dict(settings.LANGUAGES):
        return remembered(redirect(request.path), language)
    if code:
        return with_code(request, code)
    invitation = held(request)
    if invitation is None:
        return typed(request)
    if request.method == "POST" and "leave" in request.POST:
        return forget(redirect("home"))
    user = request.user
    if isinstance(user, User) and user.is_authenticated:
        return one_more(request, user, invitation)
    return agree(request, invitation)


def with_code(request: HttpRequest, code: str) -> HttpResponse:
    """A neutral page with one button. Opened by a mail scanner it changes nothing."""
    invitation = known(request, code)
    if invitation is None:
        raise Http404
    if request.method == "POST":
        return exchanged(invitation)
    return render(request, "portal/come_in_open.html")


def typed(request: HttpRequest) -> HttpResponse:
    form = Code(request.POST or None)
    if request.method == "POST" and form.is_valid():
        invitation = known(request, form.cleaned_data["code"])
        if invitation is not None:
            return exchanged(invitation)
        form.add_error("code", _("This code does not open anything. It may be mistyped, used, or too old. Please ask for a new one."))
    return render(request, "portal/come_in_code.html", {"form": form}, status=422 if form.errors else 200)


def known(request: HttpRequest, code: str) -> Invitation | None:
    if too_many(request):
        raise Http404
    invitation = inviting.behind(code, timezone.now())
    if invitation is None:
        missed(request)
    return invitation


def exchanged(invitation: Invitation) -> HttpResponse:
    response = redirect("portal:come_in")
    sealed = signing.dumps(str(invitation.pk), salt="fullarc.coming-in")
    response.set_cookie(COOKIE, sealed, max_age=MINUTES * 60, path=PATH, secure=settings.SERVED_OVER_HTTPS, httponly=True, samesite="Lax")
    return response


def held(request: HttpRequest) -> Invitation | None:
    """The invitation that the cookie stands for, while it is open."""
    try:
        pk = signing.loads(request.COOKIES.get(COOKIE, ""), salt="fullarc.coming-in", max_age=MINUTES * 60)
    except signing.BadSignature:
        return None
    found = Invitation.objects.select_related("client").filter(pk=pk).first()
    return found if found is not None and found.is_open(timezone.now()) else None


def forget(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(COOKIE, path=PATH)
    return response


def agree(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    own = coming_in.own_of(invitation)
    account = own.user if own else None
    form = ComeIn(request.POST or None, account=account, initial={"email": invitation.email or "", "name": invitation.name or ""})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            person = coming_in.come_in(
                invitation,
                name=given.get("name", ""),
                email=given.get("email", ""),
                password=given.get("password") or None,
                language=get_language() or "",
            )
        except coming_in.AddressTaken:
            form.add_error("email", _("This address cannot be used here. Take another one, or sign in first if you have an account."))
        else:
            if person is None:
                return forget(redirect("portal:come_in"))
            if account is not None and has_second_step(person):
                return forget(redirect("account_login"))  # the second step stays, and is asked for there
            login(request, person, backend=BACKEND)
            return forget(redirect("landing" if person.has_usable_password() else "mfa_add_webauthn"))
    return render(request, "portal/come_in.html", page(invitation, form), status=422 if form.errors else 200)


def one_more(request: HttpRequest, user: User, invitation: Invitation) -> HttpResponse:
    """Somebody who is signed in: a guardian may take this invitation into the account they have; anybody else signs out first."""
    if request.method == "POST" and request.POST.get("agree") == "on" and coming_in.come_in_as(user, invitation):
        return forget(redirect("portal:wards"))
    mine = invitation.kind == Invitation.Kind.GUARDIAN and user.uses_portal
    return render(request, "portal/come_in.html", {**page(invitation, None), "one_more": mine, "signed_in": True})


def page(invitation: Invitation, form: ComeIn | None) -> dict[str, Any]:
    return {"form": form, "text": consent_text.text_for(invitation.kind), "who": queries.who_to_call(), "kind": invitation.kind}
