"""Pages of trackers: all of a course, one with its chart and rows, filling in a row, withdrawing one."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_http_methods

from fullarc.instruments.log import EntryRefused, LogDefinition
from fullarc.modalities.thought_record import COLUMNS, in_columns
from fullarc.modalities.tracker import Tracker, trackers
from fullarc.schedules.week import week_of
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.measurements.models import LogRow
from fullarc.web.trackers import actions, queries
from fullarc.web.trackers.forms import TrackerForm, WithdrawRowForm
from fullarc.web.trackers.models import Thing
from fullarc.web.trackers.shown import shown
from fullarc.web.trackers.standings import target_lines
from fullarc.web.trackers.words import Words

read_or_send = require_http_methods(["GET", "POST"])


@capability(Permission.READ_SCORES)
@require_GET
def trackers_of(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.READ_SCORES)
    course = get_object_or_404(client.courses, id=course_id)
    kept = queries.counted(course)
    context = {
        "client": client,
        "course": course,
        "lines": [(tracker, *kept.get(tracker.id, (0, None))) for tracker in trackers().values()],
        "may_give": may_for(request.user, client, Permission.GIVE_MEASURES),
    }
    return render(request, "trackers/trackers.html", context)


@capability(Permission.READ_SCORES)
@require_GET
def tracker(request: Request, client_id: UUID, course_id: UUID, tracker: str) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.READ_SCORES)
    course = get_object_or_404(client.courses, id=course_id)
    known = known_tracker(tracker)
    rows, things = queries.stored_rows(course, queries.logs_of(known.id)), queries.things_of(course, known)
    context = {
        "client": client,
        "course": course,
        "tracker": known,
        "shown": shown(known, rows, things),
        "things": target_lines(known, rows, things),
        "week": queries.week(asked_week(request), rows, things, Words(queries.names_of(things))) if known.id == "diary-card" else None,
        "suggested": queries.suggested_targets(known, things),
        "columns": list(COLUMNS) if known.id == "thought-record" else [],
        "may_give": may_for(request.user, client, Permission.GIVE_MEASURES),
    }
    return render(request, "trackers/tracker.html", context)


@capability(Permission.GIVE_MEASURES)
@read_or_send
def enter(request: Request, client_id: UUID, course_id: UUID, tracker: str) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.GIVE_MEASURES)
    course = get_object_or_404(client.courses, id=course_id)
    known = known_tracker(tracker)
    things = queries.things_of(course, known)
    suggested = queries.suggested_targets(known, things)
    if request.method == "GET" and suggested and "begun" not in request.GET:
        asked = {"client": client, "course": course, "tracker": known, "suggested": suggested, "day": parsed_day(request.GET.get("day"))}
        return render(request, "trackers/begin_card.html", asked)
    definition = asked_form(request, known, things)
    begin = {"line_item": request.GET.get("thing", ""), "date": parsed_day(request.GET.get("day")) or timezone.localdate()}
    form = TrackerForm(known, definition, things, request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.enter_row(course, known, form.values, on=given["date"], by=request.user, log=definition.id, key=given["key"])
        except EntryRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("trackers:tracker", client.id, course.id, known.id)
    context = {
        "client": client,
        "course": course,
        "tracker": known,
        "definition": definition,
        "form": form,
        "lacks_thing": known.rows_speak_of_one_thing and all(thing.closed_on for thing in things),
    }
    return render(request, "trackers/enter.html", context, status=422 if form.errors else 200)


@capability(Permission.GIVE_MEASURES)
@read_or_send
def withdraw(request: Request, client_id: UUID, row_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.GIVE_MEASURES)
    row = get_object_or_404(LogRow.objects.filter(course__client=client).select_related("course__client"), id=row_id)
    known = actions.tracker_of(row.log)
    if known is None:
        raise Http404
    form = WithdrawRowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_row(row, because=form.cleaned_data["because"], by=request.user)
        except EntryRefused:
            form.add_error(None, "Later entries on this target rest on this one. Withdraw those first, the newest before the others.")
        else:
            return redirect("trackers:tracker", client.id, row.course_id, known.id)
    context = {"client": client, "course": row.course, "tracker": known, "row": row, "form": form}
    return render(request, "trackers/withdraw.html", context, status=422 if form.errors else 200)


def known_tracker(tracker: str) -> Tracker:
    if tracker not in trackers():
        raise Http404
    return trackers()[tracker]


def asked_form(request: Request, known: Tracker, things: list[Thing]) -> LogDefinition:
    """The form that the address asks for: a thought record in 3, 5 or 7 columns, an assessment or a step of an EMDR target."""
    if known.id == "thought-record":
        asked = request.GET.get("columns", "7")
        return in_columns(int(asked) if asked in map(str, COLUMNS) else 7)
    name = request.GET.get("form", known.id)
    return queries.row_form(known, name if name in queries.logs_of(known.id) else known.id, things)


def asked_week(request: Request) -> tuple[date, ...]:
    return week_of(parsed_day(request.GET.get("week")) or timezone.localdate())


def parsed_day(text: str | None) -> date | None:
    """A day as addresses write it; None for anything else."""
    try:
        day = parse_date(text or "")
    except ValueError:
        return None
    return day if day is not None and 1900 < day.year < 2200 else None
