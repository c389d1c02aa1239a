"""Printing what a client is asked, and taking in a filled week."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from fullarc.exchange.pages.week_on_paper import sheet_pdf
from fullarc.schedules.week import week_of
from fullarc.web.access.gate import open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.paper import queries
from fullarc.web.paper.actions import WeekRefused, take_in
from fullarc.web.paper.forms import WeekGrid
from fullarc.web.paper.queries import OnPaper
from fullarc.web.trackers.views import parsed_day


@capability(Permission.GIVE_MEASURES)
@require_GET
def choose(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    """What can be printed or taken in, for which week."""
    client = open_client(request.user, client_id, to=Permission.GIVE_MEASURES)
    course = get_object_or_404(client.courses, id=course_id)
    measures, logs = queries.offered_on_paper()
    days = week_of(parsed_day(request.GET.get("week")) or timezone.localdate())
    context = {"client": client, "course": course, "measures": measures, "logs": logs, "days": days, **weeks_beside(days)}
    return render(request, "paper/choose.html", context)


@capability(Permission.GIVE_MEASURES)
@require_GET
def sheet(request: Request, client_id: UUID, course_id: UUID, on_paper: str) -> HttpResponse:
    """The sheet as PDF: a form, or with `as=week` a column for each day of the week."""
    client = open_client(request.user, client_id, to=Permission.GIVE_MEASURES)
    thing = known(get_object_or_404(client.courses, id=course_id), on_paper)
    days = week_of(parsed_day(request.GET.get("week")) or timezone.localdate())
    made = thing.sheet(code=client.code, days=days, each_day=request.GET.get("as") == "week")
    response = HttpResponse(sheet_pdf(made, printed_on=timezone.localdate()), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=f"sheet-{client.code}.pdf") or "inline"
    return response


@capability(Permission.GIVE_MEASURES)
@require_http_methods(["GET", "POST"])
def enter(request: Request, client_id: UUID, course_id: UUID, on_paper: str) -> HttpResponse:
    """The grid of a week. Days that lie ahead, and days that have their form or card already, are closed."""
    client = open_client(request.user, client_id, to=Permission.GIVE_MEASURES)
    course = get_object_or_404(client.courses, id=course_id)
    thing = known(course, on_paper)
    if not thing.by_week:
        raise Http404
    today = timezone.localdate()
    days = week_of(parsed_day(request.GET.get("week")) or today - timedelta(days=7))
    closed = queries.days_taken(course, thing, days) | {day for day in days if day > today}
    form = WeekGrid(thing, days, closed, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            take_in(course, thing, form.filled, key=form.cleaned_data["key"], by=request.user)
        except WeekRefused as refused:
            form.add_error(None, str(refused))
        else:
            count = len(form.filled)
            messages.success(request, f"{thing.name}: {count} day{'' if count == 1 else 's'} taken in from paper.")
            return redirect(page_of(course, thing))
    context = {"client": client, "course": course, "thing": thing, "form": form, "days": days, "today": today, **weeks_beside(days)}
    return render(request, "paper/enter.html", context, status=422 if form.errors else 200)


def known(course: CourseOfCare, what: str) -> OnPaper:
    found = queries.on_paper(course, what)
    if found is None:
        raise Http404
    return found


def weeks_beside(days: tuple[object, ...]) -> dict[str, object]:
    return {"before": days[0] - timedelta(days=7), "after": days[0] + timedelta(days=7)}  # type: ignore[operator]


def page_of(course: CourseOfCare, thing: OnPaper) -> str:
    """Where what was taken in is shown."""
    name = "measurements:measure" if thing.measure else "trackers:tracker" if thing.tracker else "measurements:log"
    return reverse(name, args=[course.client_id, course.pk, thing.id])
