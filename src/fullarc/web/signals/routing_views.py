"""To whom unseen signals go, and what the owner sees of those that nobody saw: age and the client's code."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.web import errors
from fullarc.web.access.middleware import listed
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.signals import routing
from fullarc.web.signals.escalation import escalate, in_force
from fullarc.web.signals.models import RiskCheck, Signal
from fullarc.web.signals.routing_forms import AwayForm, RoutingForm
from fullarc.web.signals.routing_models import Away, Escalation, Routing

LONG = 72  # hours; from then on in days


@dataclass(frozen=True, slots=True)
class Unseen:
    """One signal as the owner sees it: no name, no reason."""

    code: str
    client: UUID
    waits: str
    state: str
    asked: tuple[tuple[str, str, datetime], ...]  # level, person, when


@capability(Permission.ROUTE_SIGNALS)
@require_GET
def practice(request: Request) -> HttpResponse:
    """The signals that reached the owner, and the count of risk answers and signals."""
    escalate(timezone.now())
    rows = [unseen(row) for row in reached_the_owner()]
    listed(request.user, Permission.ROUTE_SIGNALS, len(rows))
    waiting = Signal.objects.filter(acknowledged_at=None).count()
    return render(request, "signals/practice.html", {"rows": rows, "waiting": waiting, "check": RiskCheck.objects.first()})


def reached_the_owner() -> list[Signal]:
    owners = Escalation.objects.filter(level=Escalation.Level.OWNER).values("signal")
    rows = Signal.objects.filter(pk__in=owners, acknowledged_at=None).select_related("client").order_by("raised_at")
    return list(rows.prefetch_related("escalations__person"))


def unseen(signal: Signal) -> Unseen:
    asked = tuple((each.get_level_display(), each.person.name, each.at) for each in signal.escalations.all())
    hours = (timezone.now() - signal.raised_at) // timedelta(hours=1)
    waits = f"{hours} hour{'' if hours == 1 else 's'}" if hours < LONG else f"{hours // 24} days"
    return Unseen(signal.client.code, signal.client_id, waits, signal.state, asked)


@capability(Permission.SEE_SIGNAL_ROUTING)
@require_GET
def routes(request: Request) -> HttpResponse:
    """What is in force, what waits for a second person, who is away, and every earlier change."""
    return shown(request)


def shown(request: Request, *, form: RoutingForm | None = None, away: AwayForm | None = None, status: int = 200) -> HttpResponse:
    now, is_owner = in_force(), request.user.role_names & {"owner"}
    history = list(Routing.objects.select_related("backup", "proposed_by", "confirmed_by", "refused_by"))
    rows = Away.objects.filter(withdrawn_at=None, ends__gt=timezone.localdate()).select_related("user")
    context = {
        "routing": now,
        "waiting": next((row for row in history if row.is_waiting), None),
        "history": [row for row in history if not row.is_waiting],
        "form": (form or RoutingForm(initial=beginning(now), alone=not routing.seconds_to(request.user))) if is_owner else None,
        "away_form": (away or AwayForm()) if is_owner else None,
        "away": rows,
        "is_owner": bool(is_owner),
        "alone": not routing.seconds_to(request.user),
        "sentence": routing.TYPED,
    }
    return render(request, "signals/routing.html", context, status=status)


def beginning(now: Routing) -> dict[str, object]:
    """The form's beginning: what is in force."""
    return {"wait_hours": now.wait_hours, "opens": now.opens, "closes": now.closes, "days": list(now.days), "backup": now.backup_id}


@capability(Permission.ROUTE_SIGNALS)
@require_POST
def propose(request: Request) -> HttpResponse:
    """Tightening holds at once; loosening waits for a second person."""
    form = RoutingForm(request.POST, alone=not routing.seconds_to(request.user))
    if form.is_valid():
        try:
            made = routing.propose(form.save(commit=False), by=request.user, typed=form.cleaned_data.get("typed", ""))
        except routing.RoutingRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "It waits for a second person." if made.is_waiting else "It is in force.")
            return redirect("signals:routing")
    return shown(request, form=form, status=422)


@capability(Permission.SEE_SIGNAL_ROUTING)
@require_http_methods(["POST"])
def decide(request: Request, routing_id: UUID) -> HttpResponse:
    """Confirm as the second person, or refuse; whoever proposed it may take it back."""
    row = get_object_or_404(Routing, pk=routing_id)
    try:
        if "confirm" in request.POST:
            routing.confirm(row, by=request.user)
        else:
            routing.refuse(row, by=request.user)
    except routing.RoutingRefused as refused:
        return errors.unusable(request, str(refused))
    return redirect("signals:routing")


@capability(Permission.ROUTE_SIGNALS)
@require_POST
def away(request: Request) -> HttpResponse:
    form = AwayForm(request.POST)
    if not form.is_valid():
        return shown(request, away=form, status=422)
    routing.set_away(form.save(commit=False), by=request.user)
    return redirect("signals:routing")


@capability(Permission.ROUTE_SIGNALS)
@require_POST
def back(request: Request, away_id: UUID) -> HttpResponse:
    routing.back_again(get_object_or_404(Away, pk=away_id), by=request.user)
    return redirect("signals:routing")
