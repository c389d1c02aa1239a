"""The page that leads to what concerns the whole practice, each with a sentence."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request


@capability(Permission.SEE_PRACTICE)
@require_GET
def practice(request: Request) -> HttpResponse:
    return render(request, "practice.html")
