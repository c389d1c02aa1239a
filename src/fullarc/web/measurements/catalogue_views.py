"""The measures that ship: what each asks, how it is scored, where its figures come from. And what a client reads after a risky answer."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from fullarc.instruments.catalogue import catalogue
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.measurements import actions, queries
from fullarc.web.measurements.forms import HelpTextForm
from fullarc.web.versions import EditedMeanwhile, conflict_page


@capability(Permission.SEE_CASELOAD)
@require_GET
def measures(request: Request) -> HttpResponse:
    return render(request, "measurements/catalogue.html", {"measures": list(catalogue()), "logs": list(catalogue().logs.values())})


@capability(Permission.SEE_CASELOAD)
@require_GET
def definition(request: Request, measure: str) -> HttpResponse:
    instrument = catalogue().instruments.get(measure)
    if instrument is None:
        raise Http404
    return render(request, "measurements/definition.html", {"instrument": instrument})


@capability(Permission.KEEP_STAFF)
@require_http_methods(["GET", "POST"])
def help_text(request: Request) -> HttpResponse:
    """The practice's help text; the owner's to change."""
    form = HelpTextForm(request.POST or None, instance=queries.help_text())
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_help_text(form.save(commit=False), by=request.user, started_from=form.started_from)
        except EditedMeanwhile:
            return conflict_page(request, form, queries.help_text())
        return redirect("measurements:help_text")
    return render(request, "measurements/help_text.html", {"form": form}, status=422 if form.errors else 200)
