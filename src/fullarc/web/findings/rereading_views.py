"""How far notes are read by the rules in force."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.findings.rereading import progress


@capability(Permission.SEE_LEXICON)
@require_GET
def rereading(request: Request) -> HttpResponse:
    """The page itself reads nothing: the background work does, whether anybody looks or not. `part` asks for the figures alone."""
    template = "findings/_rereading.html" if "part" in request.GET else "findings/rereading.html"
    return render(request, template, {"progress": progress()})
