"""The practice's figures on a page and as a file. Never by therapist."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from fullarc.change.effect_size import Rate
from fullarc.exchange.record.csv_writing import csv_text
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.audit.actions import record
from fullarc.web.progress.expected import learn, why_none
from fullarc.web.progress.in_force import in_force
from fullarc.web.statistics import deeds
from fullarc.web.statistics.figures import COLUMNS, MeasureFigures, figures_of, table_rows
from fullarc.web.statistics.scores import ALL, ENDED, practice_scores
from fullarc.web.statistics.small_cells import LEAST


def chosen(request: Request) -> str:
    return ENDED if request.GET.get("which") == ENDED else ALL


@capability(Permission.SEE_STATISTICS)
@require_GET
def figures(request: Request) -> HttpResponse:
    """`which`: all courses, or those that have ended."""
    which, today = chosen(request), timezone.localdate()
    learn(today)
    scores = practice_scores(which, today)
    found = figures_of(scores)
    record(deeds.SEEN, by=request.user, count=scores.courses)
    context = {
        "which": which,
        "courses": scores.courses,
        "least": LEAST,
        "few": len(scores.measures()) - len(found),
        "found": [(one, [(name, isinstance(rate, Rate), rate) for name, rate in one.rates]) for one in found],
        "expected": expected_of(found),
    }
    return render(request, "statistics/figures.html", context)


@capability(Permission.SEE_STATISTICS)
@require_GET
def as_file(request: Request) -> HttpResponse:
    """The same figures as CSV."""
    which = chosen(request)
    scores = practice_scores(which, timezone.localdate())
    record(deeds.EXPORTED, by=request.user, count=scores.courses)
    answer = HttpResponse(csv_text(COLUMNS, table_rows(figures_of(scores))), content_type="text/csv; charset=utf-8")
    name = f"figures-{which}-{timezone.localdate():%Y-%m-%d}.csv"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer


def expected_of(found: list[MeasureFigures]) -> list[tuple[str, str]]:
    """The expected course of each measure shown, with its cases and calibration, or why there is none."""
    rules = in_force()
    models = {one.name: rules.expected.get(one.measure) for one in found}
    why = {one.name: why_none(rules.refused, one.measure) for one in found}
    return [(name, model.calibration_in_words() if model else why[name]) for name, model in models.items()]
