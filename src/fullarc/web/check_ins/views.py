"""The staff's page of check-ins: what a client is sent, what was due and what came in; assigning, changing, resting, ending."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.modalities.tracker import trackers
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.models import OwnRecord
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.check_ins import actions, queries
from fullarc.web.check_ins.actions import AssignmentRefused
from fullarc.web.check_ins.forms import AssignForm, ScheduleForm
from fullarc.web.check_ins.models import Assignment
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.trackers.queries import suggested_targets, things_of
from fullarc.web.versions import EditedMeanwhile, conflict_page

read_or_send = require_http_methods(["GET", "POST"])


@capability(Permission.READ_SCORES)
@require_GET
def check_ins(request: Request, client_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.READ_SCORES)
    now = timezone.now()
    actions.bring_up_to_date(client, now)
    standings = queries.standings_of(client)
    context = {
        "client": client,
        **lens(request, client),
        "running": [each for each in standings if each.row.ended_at is None],
        "ended": [each for each in standings if each.row.ended_at is not None],
        "open_courses": [course for course in client.courses.all() if course.is_open(client.today(now))],
        "zone": queries.zone_of(client),
        "zone_in_words": queries.zone_in_words(client),
        "has_account": OwnRecord.objects.filter(OwnRecord.holds(client.today(now)), client=client).exists(),
        "may_assign": may_for(request.user, client, Permission.ASSIGN_CHECK_INS),
    }
    return render(request, "check_ins/check_ins.html", context)


@capability(Permission.ASSIGN_CHECK_INS)
@read_or_send
def assign(request: Request, client_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.ASSIGN_CHECK_INS)
    today = client.today(timezone.now())
    courses = [course for course in client.courses.all() if course.is_open(today)]
    form = AssignForm(request.POST or None, courses=courses, today=today, zone=str(queries.zone_of(client)))
    if request.method == "POST" and form.is_valid():
        given, (kind, what) = form.cleaned_data, form.chosen
        try:
            actions.assign(given["course"], kind=kind, what=what, schedule=form.schedule, remind=given["remind"], by=request.user)
        except AssignmentRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect_to_card(request, client, given["course"]) if lacks_lines(given["course"], what) else back(client)
    return form_page(request, client, form, "Assign a check-in", courses=courses)


def lacks_lines(course: CourseOfCare, what: str) -> bool:
    """Whether what was assigned is a diary card on which no target stands yet."""
    known = trackers().get(what)
    return known is not None and bool(suggested_targets(known, things_of(course, known)))


def redirect_to_card(request: Request, client: Client, course: CourseOfCare) -> HttpResponse:
    messages.info(request, "Assigned. This card has no line for suicide and self-harm yet: choose below what it asks for.")
    return redirect("trackers:tracker", client.id, course.id, "diary-card")


def back(client: Client) -> HttpResponse:
    return redirect("check_ins:check_ins", client.id)


@capability(Permission.ASSIGN_CHECK_INS)
@read_or_send
def change(request: Request, client_id: UUID, assignment_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.ASSIGN_CHECK_INS)
    row = running(client, assignment_id)
    zone = str(queries.zone_of(client))
    form = ScheduleForm(request.POST or None, instance=row, zone=zone)
    if request.method == "POST" and form.is_valid():
        stored = running(client, assignment_id)
        try:
            actions.change(stored, form.schedule, remind=form.cleaned_data["remind"], started_from=form.started_from, by=request.user)
        except AssignmentRefused as refused:
            form.add_error(None, str(refused))
        except EditedMeanwhile:
            return conflict_page(request, form, running(client, assignment_id), zone=zone)
        else:
            return redirect("check_ins:check_ins", client.id)
    return form_page(request, client, form, f"{queries.name_of(row)}: how often", row=row)


def form_page(request: Request, client: Client, form: ScheduleForm, heading: str, **more: object) -> HttpResponse:
    words = queries.zone_in_words(client)
    context = {"client": client, **lens(request, client), "form": form, "heading": heading, "zone_in_words": words, **more}
    return render(request, "check_ins/edit.html", context, status=422 if form.errors else 200)


def lens(request: Request, client: Client) -> dict[str, bool]:
    """What the row of a client's pages asks for."""
    return {"may_read": True, "may_see_team": may_for(request.user, client, Permission.SEE_CARE_TEAM)}


@capability(Permission.ASSIGN_CHECK_INS)
@require_POST
def rest(request: Request, client_id: UUID, assignment_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.ASSIGN_CHECK_INS)
    actions.rest(running(client, assignment_id), by=request.user)
    return redirect("check_ins:check_ins", client.id)


@capability(Permission.ASSIGN_CHECK_INS)
@require_POST
def resume(request: Request, client_id: UUID, assignment_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.ASSIGN_CHECK_INS)
    actions.resume(running(client, assignment_id), by=request.user)
    return redirect("check_ins:check_ins", client.id)


@capability(Permission.ASSIGN_CHECK_INS)
@require_POST
def end(request: Request, client_id: UUID, assignment_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.ASSIGN_CHECK_INS)
    actions.end(get_object_or_404(queries.assignments_of(client), id=assignment_id), by=request.user)
    return redirect("check_ins:check_ins", client.id)


def running(client: Client, assignment_id: UUID) -> Assignment:
    """An assignment of this client that has not ended; 404 otherwise."""
    return get_object_or_404(queries.assignments_of(client).filter(ended_at=None), id=assignment_id)
