"""The measures that ship: what each asks, how it is scored, where its figures come from. And what a client reads after a risky answer."""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from fullarc.exchange.fhir.questionnaire import plain_id, questionnaire
from fullarc.instruments.definition import Instrument
from fullarc.instruments.definition_words import RIGHTS, band_lines, figures_of, kind_words, scoring_lines
from fullarc.instruments.finder import find
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.instruments.at_hand import catalogue, is_own, offered, offered_logs
from fullarc.web.measurements import actions, queries
from fullarc.web.measurements.finder_form import FinderForm, Found
from fullarc.web.measurements.forms import HelpTextForm
from fullarc.web.versions import EditedMeanwhile, conflict_page


@capability(Permission.SEE_CASELOAD)
@require_GET
def measures(request: Request) -> HttpResponse:
    """The finder: every measure that fits what is asked for, and the logs."""
    form = FinderForm(request.GET or None)
    found = [Found(one) for one in find(offered(), form.wanted)]
    context = {
        "form": form,
        "measures": found,
        "of": len(offered()),
        "logs": offered_logs(),
    }
    return render(request, "measurements/catalogue.html", context, status=422 if form.errors else 200)


@capability(Permission.SEE_CASELOAD)
@require_GET
def definition(request: Request, measure: str) -> HttpResponse:
    """One measure, from its definition: what it is for, its scoring, every figure with its source, its rights."""
    instrument = shipped(measure)
    context = {
        "instrument": instrument,
        "found": Found(instrument),
        "rights": RIGHTS[instrument.verdict],
        "kind": kind_words(instrument),
        "scoring": scoring_lines(instrument),
        "figures": figures_of(instrument),
        "bands": band_lines(instrument),
        "own": is_own(instrument.id),
    }
    return render(request, "measurements/definition.html", context)


@capability(Permission.SEE_CASELOAD)
@require_GET
def questionnaire_file(request: Request, measure: str) -> HttpResponse:
    """The measure as a FHIR R4 Questionnaire, to keep."""
    instrument = shipped(measure)
    answer = HttpResponse(json.dumps(questionnaire(instrument), ensure_ascii=False, indent=2), content_type="application/fhir+json")
    answer["Content-Disposition"] = f'attachment; filename="Questionnaire-{plain_id(instrument.id)}.json"'
    return answer


def shipped(measure: str) -> Instrument:
    instrument = catalogue().instruments.get(measure)
    if instrument is None:
        raise Http404
    return instrument


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
