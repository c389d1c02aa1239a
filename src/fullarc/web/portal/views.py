"""The start page of a client, the list of a guardian, and the account of both."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from fullarc.web.access.gate import guardianships, own_record
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.portal import actions
from fullarc.web.portal.cards import cards_of
from fullarc.web.portal.forms import Language


@capability(Permission.OWN_PORTAL)
@require_GET
def start(request: Request) -> HttpResponse:
    """What is due and what can be looked at, from all apps of the client's side."""
    client = own_record(request.user, to=Permission.OWN_PORTAL)
    now = timezone.now()
    cards = cards_of(client, now)
    context = {
        "today": client.today(now),
        "to_do": [card for card in cards if not card.done],
        "done": [card for card in cards if card.done],
    }
    return render(request, "portal/start.html", context)


@capability(Permission.OWN_WARDS)
@require_GET
def wards(request: Request) -> HttpResponse:
    """For whom the person is guardian today."""
    return render(request, "portal/wards.html", {"guardianships": guardianships(request.user)})


@capability(Permission.KEEP_OWN_ACCOUNT)
@require_GET
def account(request: Request) -> HttpResponse:
    """The account of a client or guardian; those of the staff have theirs elsewhere."""
    if not request.user.uses_portal:
        return redirect("account")
    return render(request, "portal/account.html", {"form": Language(initial={"language": request.LANGUAGE_CODE})})


@capability(Permission.KEEP_OWN_ACCOUNT)
@require_POST
def language(request: Request) -> HttpResponse:
    """Choose a language; it holds on every device, and on this one before the sign-in too."""
    form = Language(request.POST)
    if not form.is_valid():
        return render(request, "portal/account.html", {"form": form}, status=422)
    chosen = form.cleaned_data["language"]
    actions.choose_language(request.user, chosen)
    response = redirect("portal:account")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 86400, secure=settings.SERVED_OVER_HTTPS, httponly=True, samesite="Lax"
    )
    return response
