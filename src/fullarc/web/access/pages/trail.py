"""The audit trail: read, verify, take out as CSV."""

import csv
from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from fullarc.exchange.record.csv_writing import harmless
from fullarc.web.access import queries
from fullarc.web.access.forms import TrailFilter
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.audit.actions import record
from fullarc.web.audit.deeds import EXPORTED_TRAIL, READ_TRAIL
from fullarc.web.audit.models import Event
from fullarc.web.audit.queries import newest_first
from fullarc.web.audit.verify import verify

COLUMNS = [field.attname for field in Event._meta.fields]


@capability(Permission.READ_AUDIT)
@require_GET
def trail(request: Request) -> HttpResponse:
    return page(request)


@capability(Permission.READ_AUDIT)
@require_POST
def check(request: Request) -> HttpResponse:
    """Walk the whole chain and say whether it is whole."""
    return page(request, verdict=verify())


def page(request: Request, **more: object) -> HttpResponse:
    form = TrailFilter(request.GET)
    events = form.chosen(newest_first()) if form.is_valid() else newest_first()
    part = Paginator(events, 100).get_page(request.GET.get("page"))
    record(READ_TRAIL, by=request.user, count=len(part.object_list))
    context = {"form": form, "part": part, "lines": queries.lines(part.object_list), "query": form.query(), **more}
    return render(request, "access/trail.html", context)


class Echo:
    """A file that hands back what is written to it, so that rows are sent as they are read."""

    def write(self, value: str) -> str:
        return value


@capability(Permission.READ_AUDIT)
@require_GET
def export(request: Request) -> StreamingHttpResponse:
    """The chosen events as CSV, hashes included, so that the chain can be verified elsewhere."""
    form = TrailFilter(request.GET)
    events = form.chosen(Event.objects.all()) if form.is_valid() else Event.objects.all()
    rows = list(events.order_by("sequence").values_list(*COLUMNS))
    record(EXPORTED_TRAIL, by=request.user, count=len(rows))
    writer = csv.writer(Echo())

    def lines() -> Iterator[str]:
        yield writer.writerow(COLUMNS)
        for row in rows:
            yield writer.writerow([harmless(value) if isinstance(value, str) else "" if value is None else value for value in row])

    return StreamingHttpResponse(
        lines(), content_type="text/csv", headers={"Content-Disposition": 'attachment; filename="audit-trail.csv"'}
    )
