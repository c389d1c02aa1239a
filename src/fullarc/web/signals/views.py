"""The list of open signals, and one signal with its acknowledgement. Plain pages; nothing here needs a script."""

from uuid import UUID

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
from fullarc.web.signals.queries import most_pressing_first, open_signals


@capability(Permission.READ_SIGNALS)
@require_GET
def signals(request: Request) -> HttpResponse:
    escalate(timezone.now())
    rows = as_they_stand(most_pressing_first(open_signals(request.user)))
    listed(request.user, Permission.READ_SIGNALS, len(rows))
    return render(request, "signals/list.html", {"rows": rows})


@capability(Permission.ACKNOWLEDGE_SIGNALS)
@require_http_methods(["GET", "POST"])
def signal(request: Request, client_id: UUID, signal_id: UUID) -> HttpResponse:
    """One signal. The first look is recorded; a POST acknowledges."""
    client = open_client(request.user, client_id, to=Permission.ACKNOWLEDGE_SIGNALS)
    found = get_object_or_404(
        client.signals.select_related("acknowledged_by", "seen_by", "closed_by").prefetch_related("escalations__person"), id=signal_id
    )
    form = Acknowledge(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.acknowledge(found, what_was_done=form.cleaned_data["what_was_done"], by=request.user)
        except actions.AcknowledgedBefore:
            found.refresh_from_db()
            status = 409
        else:
            return redirect("signals:list")
    if request.method == "GET":
        actions.note_seen(found, by=request.user)
    as_they_stand([found])
    context = {
        "client": client,
        "signal": found,
        "form": form,
        "beaten": status == 409,
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
