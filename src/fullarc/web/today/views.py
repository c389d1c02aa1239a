"""Today, its sheets, and the tick that something was discussed."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from fullarc.web.access.gate import open_client
from fullarc.web.access.middleware import listed
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.scheduling import set_discussed
from fullarc.web.clients.session_views import back_to, get_session
from fullarc.web.notes.queries import usual_format
from fullarc.web.progress.first_steps import first_steps
from fullarc.web.sent_values import day_in
from fullarc.web.signals.escalation import escalate
from fullarc.web.today import queries
from fullarc.web.today.sheets import sheet_for
from fullarc.web.way_back import way_back


@capability(Permission.SEE_CASELOAD)
@require_GET
def today(request: Request, day: str = "") -> HttpResponse:
    """The sessions of a day, today's without one."""
    now = timezone.localtime()
    chosen = day_in(day) if day else now.date()
    if chosen is None:
        raise Http404
    escalate(now)
    seen = queries.day_of(request.user, chosen, now.date(), now_minutes=now.hour * 60 + now.minute)
    listed(request.user, Permission.SEE_CASELOAD, len(seen.slots))
    context = {
        "day": seen,
        "today": now.date(),
        "is_today": chosen == now.date(),
        "here": reverse("today:day", args=[chosen.isoformat()]) if day else reverse("today:today"),
        "usual_format": usual_format(request.user),
        "steps": first_steps(request.user, now.date()) if chosen == now.date() and not seen.slots else None,
    }
    return render(request, "today/today.html", context)


@capability(Permission.SEE_CASELOAD)
@require_GET
def go_to(request: Request) -> HttpResponse:
    """From the field for a day to that day; what is no day leads to today."""
    day = day_in(request.GET.get("day", ""))
    return redirect("today:day", day.isoformat()) if day else redirect("today:today")


@capability(Permission.SEE_CASELOAD)
@transaction.non_atomic_requests  # it only looks
@require_GET
def adherence(request: Request) -> HttpResponse:
    """The sentence about one's own measuring. It comes after the page."""
    return render(request, "today/_adherence.html", {"own": queries.own_adherence(request.user, timezone.localdate())})


@capability(Permission.READ_RECORD)
@transaction.non_atomic_requests  # a course is judged here; nobody waits for it
@require_GET
def sheet(request: Request, client_id: UUID, session_id: UUID) -> HttpResponse:
    """The 30-second sheet before a session, made when there is no kept one that still holds."""
    client = open_client(request.user, client_id, to=Permission.READ_RECORD)
    session = get_session(client, session_id)
    made = sheet_for(session.course, timezone.localdate(), by=request.user)
    slot = queries.slot_of(session, client, made)
    context = {"slot": slot, "client": client, "here": reverse("today:today")}
    return render(request, "today/_sheet.html" if "piece" in request.GET else "today/sheet.html", context)


@capability(Permission.KEEP_RECORD)
@require_POST
def discussed(request: Request, client_id: UUID, session_id: UUID) -> HttpResponse:
    """Tick or untick what was discussed with the client; kept with the session."""
    client = open_client(request.user, client_id, to=Permission.KEEP_RECORD)
    session = get_session(client, session_id)
    set_discussed(session, request.POST.get("discussed") == "yes", by=request.user)
    if "piece" in request.GET:
        return render(request, "today/_discussed.html", {"session": session, "client": client, "here": way_back(request)})
    return redirect(back_to(request, client))
