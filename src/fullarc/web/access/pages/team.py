"""A client's care team, and who opened the client's record."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.web.access import actions, queries
from fullarc.web.access.forms import JoinTeam
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.audit.queries import events_of_client


@capability(Permission.SEE_CARE_TEAM)
@require_GET
def team(request: Request, client_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.SEE_CARE_TEAM)
    context = {
        "client": client,
        "team": queries.team_today(client_id, timezone.localdate()),
        "form": JoinTeam(),
        "may_change": may_for(request.user, client, Permission.KEEP_CARE_TEAM),
        "may_see_access": may_for(request.user, client, Permission.READ_ACCESS_LIST),
        "may_block": may_for(request.user, client, Permission.KEEP_BLOCKS),
    }
    return render(request, "access/team.html", context)


@capability(Permission.KEEP_CARE_TEAM)
@require_http_methods(["POST"])
def join(request: Request, client_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_CARE_TEAM)
    form, refused = JoinTeam(request.POST), ""
    if form.is_valid():
        try:
            actions.join_team(client, form.cleaned_data["person"], by=request.user, today=timezone.localdate())
        except actions.NotAllowed as why:
            refused = str(why)
        else:
            return redirect("care_team", client.id)
    return refused_page(request, client_id, form, refused)


@capability(Permission.KEEP_CARE_TEAM)
@require_POST
def leave(request: Request, client_id: UUID, place_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_CARE_TEAM)
    place = get_object_or_404(client.care_team, pk=place_id)
    try:
        actions.leave_team(place, by=request.user, today=timezone.localdate())
    except actions.NotAllowed as why:
        return refused_page(request, client_id, JoinTeam(), str(why))
    return redirect("care_team", client.id)


def refused_page(request: Request, client_id: UUID, form: JoinTeam, refused: str) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.SEE_CARE_TEAM)
    context = {
        "client": client,
        "team": queries.team_today(client_id, timezone.localdate()),
        "form": form,
        "may_change": True,
        "refused": refused,
    }
    return render(request, "access/team.html", context, status=422)


@capability(Permission.READ_ACCESS_LIST)
@require_GET
def opened_by(request: Request, client_id: UUID) -> HttpResponse:
    """Who opened or changed this client's record, when, and what part of it."""
    client = open_client(request.user, client_id, to=Permission.READ_ACCESS_LIST)
    part = Paginator(events_of_client(client_id), 100).get_page(request.GET.get("page"))
    return render(request, "access/opened_by.html", {"client": client, "part": part, "lines": queries.lines(part.object_list)})
