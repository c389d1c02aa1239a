"""Entering the demo practice as one of its invented people. Their passwords are known to nobody."""

from ipaddress import ip_address
from uuid import UUID

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from fullarc.web.accounts.models import Practice, User
from fullarc.web.accounts.views import BACKEND


@login_not_required
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in as the person named in `person`. Only in an invented practice, and only from this computer."""
    here = ip_address(request.META.get("REMOTE_ADDR", "0.0.0.0")).is_loopback  # noqa: S104
    if not here or not Practice.objects.filter(invented=True).exists():
        raise Http404
    try:
        wanted = UUID(request.POST.get("person", ""))
    except ValueError:
        raise Http404 from None
    person = get_object_or_404(User, pk=wanted, is_active=True)
    login(request, person, backend=BACKEND)
    return redirect("home")
