"""Pages of planned sessions: plan, move, cancel, say whether one was attended."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST

from fullarc.web.access.gate import open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients import actions, scheduling
from fullarc.web.clients.models import Client, Session
from fullarc.web.clients.scheduling import CannotPlan
from fullarc.web.clients.session_forms import MoveForm, PlanForm
from fullarc.web.sent_values import whole_number
from fullarc.web.versions import EditedMeanwhile
from fullarc.web.way_back import way_back

read_or_send = require_http_methods(["GET", "POST"])
MEANWHILE = "Somebody changed this session meanwhile. It is shown as it is now; nothing was overwritten."


@capability(Permission.KEEP_SESSIONS)
@read_or_send
def plan(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    """Plan a session, or a row of them."""
    client = open_client(request.user, client_id, to=Permission.KEEP_SESSIONS)
    course = get_object_or_404(client.courses, id=course_id)
    today = timezone.localdate()
    form = PlanForm(request.POST or None, course=course, today=today, initial={"date": today, "minutes": 50})
    if request.method == "POST" and form.is_valid():
        try:
            planned = scheduling.plan_sessions(course, form.instance, form.days, by=request.user)
        except CannotPlan as refused:
            form.add_error(None, str(refused))
        else:
            messages.info(request, in_words(planned))
            return redirect("clients:client", client.id)
    context = {"form": form, "heading": "Plan sessions", "client": client}
    return render(request, "clients/edit.html", context, status=422 if form.errors else 200)


def in_words(planned: scheduling.Planned) -> str:
    count = len(planned.sessions)
    said = "One session is planned." if count == 1 else f"{count} sessions are planned, the last on {in_full(planned.sessions[-1].date)}."
    if planned.taken:
        said += f" Left out, because there is a session already: {', '.join(map(in_full, planned.taken))}."
    return said


def in_full(day: date) -> str:
    return date_format(day, "j F Y")


@capability(Permission.KEEP_SESSIONS)
@read_or_send
def move(request: Request, client_id: UUID, session_id: UUID) -> HttpResponse:
    """Another day or time; on the same page the rest of a row is cancelled."""
    client = open_client(request.user, client_id, to=Permission.KEEP_SESSIONS)
    session = get_session(client, session_id)
    later = len(scheduling.later_of(session))
    cancels = request.POST.get("act") == "cancel"
    form = MoveForm(request.POST if request.method == "POST" else None, session=session, later=later)
    if request.method == "POST" and form.is_valid():
        given, started_from = form.cleaned_data, form.cleaned_data["from_version"]
        try:
            if cancels:
                scheduling.cancel_with_later(session, by=request.user, started_from=started_from)
            else:
                moves = {"and_later": given.get("and_later", False), "by": request.user, "started_from": started_from}
                scheduling.move_session(session, given["date"], given["begins"], **moves)
        except (CannotPlan, EditedMeanwhile) as refused:
            form.add_error(None, MEANWHILE if isinstance(refused, EditedMeanwhile) else str(refused))
            session.refresh_from_db()
        else:
            return redirect(back_to(request, client))
    context = {"form": form, "client": client, "session": session, "later": later, "next": request.GET.get("next", "")}
    return render(request, "clients/move.html", context, status=422 if form.errors else 200)


@capability(Permission.KEEP_SESSIONS)
@require_POST
def attendance(request: Request, client_id: UUID, session_id: UUID) -> HttpResponse:
    """One click: attended, missed, late-cancelled, cancelled, or planned again. Leads back to where it was pressed."""
    client = open_client(request.user, client_id, to=Permission.KEEP_SESSIONS)
    session = get_session(client, session_id)
    state, version = request.POST.get("attendance", ""), whole_number(request.POST.get("from_version", ""))
    if state not in Session.State.values or version is None:
        wrong = "Expected one of the states of a session. Go back and press the button again."
        return HttpResponse(wrong, status=422, content_type="text/plain")
    try:
        scheduling.set_attendance(session, state, by=request.user, started_from=version)
    except EditedMeanwhile:
        messages.warning(request, MEANWHILE)
    except CannotPlan as refused:
        messages.warning(request, str(refused))
    return redirect(back_to(request, client))


@capability(Permission.KEEP_SESSIONS)
@require_POST
def remove(request: Request, client_id: UUID, session_id: UUID) -> HttpResponse:
    """Take out a session that was entered by mistake. What cannot be removed stays, and the client's page says why."""
    client = open_client(request.user, client_id, to=Permission.KEEP_SESSIONS)
    session = get_session(client, session_id)
    day = in_full(session.date)
    try:
        actions.remove_session(session, by=request.user, started_from=whole_number(request.POST.get("from_version", "")) or 0)
    except EditedMeanwhile:
        messages.warning(request, MEANWHILE)
    except actions.SessionIsKept as refused:
        messages.warning(request, str(refused))
    else:
        messages.info(request, f"The session of {day} is removed; the audit trail keeps that it was.")
    return redirect("clients:client", client.id)


def get_session(client: Client, session_id: UUID) -> Session:
    return get_object_or_404(client.sessions.select_related("course"), id=session_id)


def back_to(request: Request, client: Client) -> str:
    """The page of ours that the form named, else the client's."""
    return way_back(request) or reverse("clients:client", args=[client.pk])
