"""Counting risk answers and signals now, from the owner's page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.measurements.risk_invariant import check_risk


@capability(Permission.ROUTE_SIGNALS)
@require_POST
def count_risk(request: Request) -> HttpResponse:
    if not check_risk().holds:
        messages.error(request, "Risk answers and signals do not agree. The records concerned are named below.")
    return redirect("signals:practice")
