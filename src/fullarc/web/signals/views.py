"""The list of signals that wait, and one signal with its acknowledgement. Plain pages; nothing here needs a script."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.web import errors
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.middleware import listed
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.findings.what_stands import as_they_stand
from fullarc.web.signals import actions
from fullarc.web.signals.escalation import escalate
from fullarc.web.signals.forms import Acknowledge
from fullarc.web.signals.queries import most_pressing_first, waiting_signals
from fullarc.web.signals.waiting import waiting


@capability(Permission.READ_SIGNALS)
@require_GET
def signals(request: Request) -> HttpResponse:
    escalate(timezone.now())
    rows = as_they_stand(most_pressing_first(waiting_signals(request.user)))
    listed(request.user, Permission.READ_SIGNALS, len(rows))
    return render(request, "signals/list.html", {"rows": rows})


@capability(Permission.ACKNOWLEDGE_SIGNALS)
@require_http_methods(["GET", "POST"])
def signal(request: Request, client_id: UUID, signal_id: UUID) -> HttpResponse:
    """One signal with the others of its client that wait. The first look is recorded; a POST acknowledges it, and `also` those others."""
    client = open_client(request.user, client_id, to=Permission.ACKNOWLEDGE_SIGNALS)
    found = get_object_or_404(
        client.signals.select_related("acknowledged_by", "seen_by", "closed_by").prefetch_related("escalations__person"), id=signal_id
    )
    others = [one for one in waiting(client) if one.pk != found.pk]
    also = request.POST.getlist("also")
    as_they_stand([found])
    form = Acknowledge(request.POST or None, initial={"what_was_done": found.words if found.taken_back else ""})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            words = form.cleaned_data["what_was_done"]
            with transaction.atomic():
                actions.acknowledge(found, what_was_done=words, by=request.user)
                more = actions.acknowledge_together([one for one in others if str(one.pk) in also], what_was_done=words, by=request.user)
        except actions.AcknowledgedBefore:
            found.refresh_from_db()
            status = 409
        else:
            if more:
                messages.info(request, f"Acknowledged {1 + more} signals with the same words.")
            return redirect("signals:list")
    if request.method == "GET":
        actions.note_seen(found, by=request.user)
    context = {
        "client": client,
        "signal": found,
        "form": form,
        "beaten": status == 409,
        "others": [(one, str(one.pk) in also or (request.method == "GET" and found.taken_back and one.taken_back)) for one in others],
        "may_read": may_for(request.user, client, Permission.READ_RECORD),
    }
    return render(request, "signals/signal.html", context, status=422 if form.errors else status)


@capability(Permission.ACKNOWLEDGE_SIGNALS)
@require_POST
def close(request: Request, client_id: UUID, signal_id: UUID) -> HttpResponse:
    """Nothing is left to do about an acknowledged signal."""
    client = open_client(request.user, client_id, to=Permission.ACKNOWLEDGE_SIGNALS)
    found = get_object_or_404(client.signals, id=signal_id)
    try:
        actions.close(found, by=request.user)
    except actions.NotAcknowledged:
        return errors.unusable(request, "This signal is not acknowledged yet. Say first what was done about it.")
    return redirect("signals:signal", client.id, found.id)
