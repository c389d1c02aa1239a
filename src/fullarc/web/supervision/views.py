"""The supervisor's agenda."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fullarc.web.access.middleware import listed
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.signals.escalation import escalate
from fullarc.web.supervision.queries import agendas


@capability(Permission.SEE_SUPERVISION)
@require_GET
def agenda(request: Request) -> HttpResponse:
    """Everything that asks to be talked over, by supervisee."""
    escalate(timezone.now())
    found = agendas(request.user)
    listed(request.user, Permission.SEE_SUPERVISION, sum(each.count for each in found))
    return render(request, "supervision/agenda.html", {"agendas": found, "total": sum(each.count for each in found)})
