"""Learning across cases on a page and as a file: one's own, and the practice's without anybody's name. Never a ranking."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from fullarc.change.learning import LEAST_COMPARED, LEAST_SHOWN
from fullarc.charts.differences import difference_strip, reach_of
from fullarc.exchange.record.csv_writing import csv_text
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.audit.actions import record
from fullarc.web.learning import deeds
from fullarc.web.learning.choices import NAMES, Choice, choice_from, offered
from fullarc.web.learning.comparing import COLUMNS, Compared, Told, compared, table_rows
from fullarc.web.learning.queries import LEAST_SESSIONS, OWN, PRACTICE, Cases, cases_for, has_own_cases


def looked_at(request: Request) -> tuple[Choice, Cases, Compared]:
    today = timezone.localdate()
    choice = choice_from(request.GET.dict(), own=has_own_cases(request.user))
    cases = cases_for(request.user, choice.scope, today)
    return choice, cases, compared(cases, choice, today)


@capability(Permission.LEARN_FROM_CASES)
@require_GET
def learning(request: Request) -> HttpResponse:
    """`scope` own or practice; `measure`, `problem`, `modality`, `period` narrow the courses."""
    choice, cases, seen = looked_at(request)
    record(deeds.SEEN, by=request.user, about=choice.scope, count=seen.courses)
    reach = reach_of(*(limit for one in seen.told if (pooled := one.comparison.pooled) for limit in (pooled.low, pooled.high)))
    context = {
        "choice": choice,
        "cases": cases,
        "seen": seen,
        "parts": [(heading, [(one, strip_of(one, reach)) for one in told], few) for heading, told, few in seen.parts],
        "standing": [one for one in seen.told if one.comparison.stands_out],
        "scopes": scopes_for(request, choice),
        "choices": [(name, offered(cases.cases)[name], getattr(choice, name)) for name in NAMES],
        "query": urlencode({"scope": choice.scope} | {name: getattr(choice, name) for name in choice.narrowed}),
        "least": {"shown": LEAST_SHOWN, "compared": LEAST_COMPARED, "sessions": LEAST_SESSIONS},
        "reach": int(reach),
    }
    return render(request, "learning/learning.html", context)


@capability(Permission.LEARN_FROM_CASES)
@require_GET
def as_file(request: Request) -> HttpResponse:
    """The same figures as CSV."""
    choice, _, seen = looked_at(request)
    record(deeds.EXPORTED, by=request.user, about=choice.scope, count=seen.courses)
    answer = HttpResponse(csv_text(COLUMNS, table_rows(seen)), content_type="text/csv; charset=utf-8")
    name = f"learning-{choice.scope}-{timezone.localdate():%Y-%m-%d}.csv"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer


def strip_of(one: Told, reach: float) -> str:
    pooled = one.comparison.pooled
    if pooled is None:
        return ""
    return difference_strip(pooled.difference, pooled.low, pooled.high, reach, one.comparison.sentence, filled=one.comparison.stands_out)


def scopes_for(request: Request, choice: Choice) -> list[dict[str, Any]]:
    """The two views, where somebody has both."""
    if not has_own_cases(request.user):
        return []
    words = {OWN: "My own cases", PRACTICE: "The whole practice"}
    return [{"scope": scope, "words": says, "chosen": scope == choice.scope} for scope, says in words.items()]
