"""Help and whom to call, readable offline; everything of one's own to take along; what makes the phone keep the shell."""

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.web.access.gate import open_client, own_record
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.audit.actions import record
from fullarc.web.own_record import actions, deeds, everything
from fullarc.web.own_record.plan_words import plan_for
from fullarc.web.portal.queries import who_to_call
from fullarc.web.records.confirmed import asked_to_confirm


@capability(Permission.OWN_SAFETY_PLAN)
@require_GET
def help_page(request: Request) -> HttpResponse:
    """Whom to call, and the safety plan where it is shown."""
    client = own_record(request.user, to=Permission.OWN_SAFETY_PLAN)
    return render(request, "own_record/help.html", {"who": who_to_call(), "plan": plan_for(client)})


@capability(Permission.OWN_PORTAL)
@require_GET
def offline(request: Request) -> HttpResponse:
    """What the phone shows without a connection: whom to call, nothing of the record."""
    return render(request, "own_record/offline.html", {"who": who_to_call()})


@capability(Permission.OWN_PORTAL)
@require_GET
def service_worker(request: Request) -> HttpResponse:
    """The script that keeps the shell, and the help page where the client asked for it. It is in charge of what stands below /me/."""
    return render(request, "own_record/service_worker.js", content_type="text/javascript; charset=utf-8")


@capability(Permission.OWN_DATA)
@require_GET
def data(request: Request) -> HttpResponse:
    """What there is of the client's own."""
    client = own_record(request.user, to=Permission.OWN_DATA)
    parts = [(part.title, len(part.rows)) for part in everything.parts_of(client)]
    return render(request, "own_record/data.html", {"parts": parts})


@capability(Permission.OWN_DATA)
@require_http_methods(["GET", "POST"])
def data_file(request: Request, form: str) -> HttpResponse:
    """The file: to read, or for a machine. Asked for by somebody who has just signed in."""
    client = own_record(request.user, to=Permission.OWN_DATA)
    if (ask := asked_to_confirm(request)) is not None:
        return ask
    if request.method != "POST":
        return redirect("own_record:data")
    record(deeds.TOOK_OWN_DATA, by=request.user, client=client, about=form)
    now = timezone.now()
    if form == "json":
        answer = HttpResponse(json.dumps(everything.as_data(client, now), ensure_ascii=False, indent=2), content_type="application/json")
    else:
        context = {
            "client": client,
            "parts": [part for part in everything.parts_of(client) if part.model != "measurements.administration"],
            "forms": everything.forms_of(client),
            "plan": plan_for(client),
            "now": now,
            "not_included": everything.NOT_INCLUDED,
        }
        answer = render(request, "own_record/readable.html", context)
    answer["Content-Disposition"] = f'attachment; filename="my-data-{client.today(now):%Y-%m-%d}.{form}"'
    return answer


@capability(Permission.KEEP_SAFETY)
@require_POST
def show_plan(request: Request, client_id: UUID) -> HttpResponse:
    """Put the safety plan on the client's side, or take it off: `show` is yes or no."""
    client = open_client(request.user, client_id, to=Permission.KEEP_SAFETY)
    if request.POST.get("show") == "yes":
        try:
            actions.show_plan(client, by=request.user)
        except actions.NoPlan:
            messages.error(request, "There is no signed safety plan yet. Write and sign it first.")
    else:
        actions.hide_plan(client, by=request.user)
    return redirect("portal:client_side", client.id)
