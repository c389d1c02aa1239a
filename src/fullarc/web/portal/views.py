"""The start page of a client, the account of clients and guardians, the consent, and who opened the record."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.web.access.gate import own_record
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.audit.queries import events_of_client
from fullarc.web.portal import actions, queries
from fullarc.web.portal.cards import cards_of
from fullarc.web.portal.forms import Language
from fullarc.web.portal.language import remembered
from fullarc.web.portal.looks import looks

LOOKS_A_PAGE = 200  # events; many of a day are one line


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
    return remembered(redirect("portal:account"), chosen)


@capability(Permission.OWN_PORTAL)
@require_http_methods(["GET", "POST"])
def consent(request: Request) -> HttpResponse:
    """What the client agreed to. Taking it back closes this side; what is in the record stays there."""
    client = own_record(request.user, to=Permission.OWN_PORTAL)
    if request.method == "POST":
        actions.take_consent_back(request.user, client)
        return redirect("home")
    return render(request, "portal/consent.html", queries.agreed_to(request.user, client, "client"))


@capability(Permission.OWN_PORTAL)
@require_GET
def opened(request: Request) -> HttpResponse:
    """Who opened or changed the client's record, newest first. Who ended a guardian's access is not said."""
    client = own_record(request.user, to=Permission.OWN_PORTAL)
    part = Paginator(events_of_client(client.pk), LOOKS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/opened.html", {"part": part, "looks": looks(part.object_list, request.user)})
