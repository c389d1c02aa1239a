"""Who is kept out of a client's record, and letting somebody in again: the owner's page."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from fullarc.web.access import actions, queries
from fullarc.web.access.forms import KeepOut, LetIn
from fullarc.web.access.gate import open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request

read_or_send = require_http_methods(["GET", "POST"])


@capability(Permission.KEEP_BLOCKS)
@read_or_send
def kept_out(request: Request, client_id: UUID) -> HttpResponse:
    """Who is kept out today and since when, who was, and a form for the next."""
    client = open_client(request.user, client_id, to=Permission.KEEP_BLOCKS)
    form = KeepOut(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["person"]
        actions.block(client, person, by=request.user, because=form.cleaned_data["because"])
        messages.info(request, f"{person.name} is kept out of this record from now on.")
        return redirect("kept_out", client.id)
    team = queries.team_today(client_id, timezone.localdate())
    context = {
        "client": client,
        "form": form,
        "blocks": client.blocks.select_related("user", "set_by").order_by("set_at"),
        "lifted": client.lifted_blocks.select_related("user", "lifted_by"),
        "nobody": not any(actions.can_look_after(client, place.user) for place in team),
    }
    return render(request, "access/kept_out.html", context, status=422 if form.errors else 200)


@capability(Permission.KEEP_BLOCKS)
@read_or_send
def lift(request: Request, client_id: UUID, block_id: int) -> HttpResponse:
    """Say why, and the person can open the record again as their role and their place in the team allow."""
    client = open_client(request.user, client_id, to=Permission.KEEP_BLOCKS)
    made = get_object_or_404(client.blocks.select_related("user", "set_by"), pk=block_id)
    form = LetIn(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.lift_block(made, by=request.user, because=form.cleaned_data["because"])
        except actions.NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.info(request, f"{made.user.name} is no longer kept out of this record.")
            return redirect("kept_out", client.id)
    return render(request, "access/lift_block.html", {"client": client, "made": made, "form": form}, status=422 if form.errors else 200)
