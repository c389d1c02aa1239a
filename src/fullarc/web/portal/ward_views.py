"""The pages of a guardian: for whom they are guardian, the appointments, whom to call. The journal is on none of them."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from fullarc.web.access.gate import guardianships, scopes_of, ward_record
from fullarc.web.access.matrix import matrix
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.portal import actions, queries
from fullarc.web.portal.cards import ward_cards_of

AHEAD = timedelta(days=90)


@capability(Permission.OWN_WARDS)
@require_GET
def wards(request: Request) -> HttpResponse:
    """For whom the person is guardian today. What each guardianship opens is asked again on its pages."""
    scope = matrix()[Permission.WARD_APPOINTMENTS].scope
    rows = [
        (given, scope in given.scopes, ward_cards_of(given.client, frozenset(given.scopes), request.user))
        for given in guardianships(request.user)
    ]
    return render(request, "portal/wards.html", {"rows": rows})


@capability(Permission.OWN_WARDS)
@require_GET
def help_page(request: Request) -> HttpResponse:
    return render(request, "portal/ward_help.html", {"who": queries.who_to_call()})


@capability(Permission.WARD_APPOINTMENTS)
@require_GET
def appointments(request: Request, client_id: UUID) -> HttpResponse:
    """What is planned for the ward in the next three months: day, time and length, nothing else of the record."""
    client = ward_record(request.user, client_id, to=Permission.WARD_APPOINTMENTS)
    today = client.today(timezone.now())
    planned = client.sessions.filter(date__gte=today, date__lte=today + AHEAD, attendance="planned").only("date", "begins", "minutes")
    cards = ward_cards_of(client, scopes_of(request.user, client_id), request.user)
    return render(request, "portal/ward.html", {"client": client, "planned": planned, "cards": cards})


@capability(Permission.WARD_APPOINTMENTS)
@require_http_methods(["GET", "POST"])
def consent(request: Request, client_id: UUID) -> HttpResponse:
    """What the guardian agreed to; taking it back ends the guardianship."""
    client = ward_record(request.user, client_id, to=Permission.WARD_APPOINTMENTS)
    if request.method == "POST":
        actions.take_consent_back(request.user, client)
        return redirect("home")
    return render(request, "portal/consent.html", {"client": client, **queries.agreed_to(request.user, client, "guardian")})
