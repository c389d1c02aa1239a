"""The owner's page: letterhead, wording, what each reader is usually told."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.reports import actions, queries
from fullarc.web.reports.forms import HouseForm
from fullarc.web.versions import EditedMeanwhile


@capability(Permission.KEEP_REPORT_HOUSE)
@require_http_methods(["GET", "POST"])
def house_page(request: Request) -> HttpResponse:
    """What was saved elsewhere meanwhile is not overwritten: 409, with what was typed in the form and what is stored beside it."""
    row = queries.house()
    form = HouseForm(request.POST) if request.method == "POST" else HouseForm.of(row)
    status, stored = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            try:
                actions.keep_house(
                    letterhead=given["letterhead"],
                    wording=form.wording,
                    levels=form.levels,
                    started_from=given["from_version"],
                    by=request.user,
                )
            except EditedMeanwhile:
                status, stored = 409, queries.house()
                form = HouseForm({**request.POST.dict(), "from_version": stored.version})
            else:
                messages.info(request, "Saved. Reports written from now on look like this; issued ones stay as they are.")
                return redirect("reports:house")
    return render(request, "reports/house.html", {"form": form, "stored": stored}, status=status)
