"""One's own account."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from fullarc.web.access.matrix import may
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request


@capability(Permission.KEEP_OWN_ACCOUNT)
@require_GET
def account(request: Request) -> HttpResponse:
    """One's own page; a client or guardian has theirs on the client's side."""
    if request.user.uses_portal:
        return redirect("portal:account")
    return render(request, "access/account.html")


@capability(Permission.KEEP_OWN_ACCOUNT)
@require_GET
def landing(request: Request) -> HttpResponse:
    """Where a person lands after signing in: the page of their first role that has one."""
    roles = request.user.role_names
    if may(roles, Permission.OWN_PORTAL):
        return redirect("portal:start")
    if may(roles, Permission.OWN_WARDS):
        return redirect("portal:wards")
    if may(roles, Permission.SEE_CASELOAD):
        return redirect("today:today")
    if may(roles, Permission.SEE_DIRECTORY):
        return redirect("clients:list")
    if may(roles, Permission.READ_AUDIT):
        return redirect("trail")
    return redirect("account")
