"""Pages of clients, courses of care and sessions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.middleware import listed
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients import actions, queries
from fullarc.web.clients.forms import ClientForm, CourseForm, SessionForm
from fullarc.web.clients.models import Client
from fullarc.web.sent_values import whole_number
from fullarc.web.versions import EditedMeanwhile, VersionedForm, conflict_page

PAGE = 50  # clients on a page of the directory, as on one of the caseload
read_or_send = require_http_methods(["GET", "POST"])


@capability(Permission.SEE_DIRECTORY)
@read_or_send
def clients(request: Request) -> HttpResponse:
    """The directory by pages. Words to look for come by POST only: a client's name stands in no address."""
    asked = request.POST if request.method == "POST" else request.GET
    words = request.POST.get("find", "").strip()[:100]
    shown = Paginator(queries.directory(request.user, words), PAGE).get_page(asked.get("page"))
    listed(request.user, Permission.SEE_DIRECTORY, len(shown.object_list))
    return render(request, "clients/list.html", {"page": shown, "find": words})


@capability(Permission.SEE_DIRECTORY)
@require_GET
def client(request: Request, client_id: UUID) -> HttpResponse:
    """The client with their courses and sessions; the clinical part only for those who may read the record."""
    client = open_client(request.user, client_id, to=Permission.SEE_DIRECTORY)
    today = timezone.localdate()
    courses = client.courses.prefetch_related("sessions", queries.notes_of_sessions(), "diagnosed")
    context = {
        "client": client,
        "courses": [(course, queries.sessions_shown(course.sessions.all(), today)) for course in courses],
        "without_a_note": queries.without_a_note(client, today) if may_for(request.user, client, Permission.WRITE_NOTES) else (),
        "may_read_notes": may_for(request.user, client, Permission.READ_NOTES),
        "may_read": may_for(request.user, client, Permission.READ_RECORD),
        "may_keep": may_for(request.user, client, Permission.KEEP_RECORD),
        "may_change": may_for(request.user, client, Permission.KEEP_DIRECTORY),
        "may_keep_sessions": may_for(request.user, client, Permission.KEEP_SESSIONS),
        "may_see_team": may_for(request.user, client, Permission.SEE_CARE_TEAM),
    }
    return render(request, "clients/client.html", context)


@capability(Permission.ADD_CLIENT)
@read_or_send
def new_client(request: Request) -> HttpResponse:
    form = ClientForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = actions.add_client(by=request.user, today=timezone.localdate(), **values(form))
        return redirect("clients:client", added.id)
    return edit_page(request, form, "New client", None)


@capability(Permission.KEEP_DIRECTORY)
@read_or_send
def edit_client(request: Request, client_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_DIRECTORY)
    form = ClientForm(request.POST or None, instance=client)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_client(client, by=request.user, started_from=form.started_from, fields=form.changed_data)
        except EditedMeanwhile:
            return conflict_page(request, form, Client.objects.get(pk=client.pk))
        return redirect("clients:client", client.id)
    offered = not form.errors and not client.courses.exists()
    return edit_page(request, form, "Change the client's entry", client, removable_entry=client if offered else None)


@capability(Permission.KEEP_DIRECTORY)
@require_POST
def remove_client(request: Request, client_id: UUID) -> HttpResponse:
    """Take out an entry that was made by mistake. What has more than its entry stays, and its page says so."""
    client = open_client(request.user, client_id, to=Permission.KEEP_DIRECTORY)
    try:
        actions.remove_client(client, by=request.user, started_from=whole_number(request.POST.get("from_version", "")) or 0)
    except EditedMeanwhile:
        messages.warning(request, "Somebody changed this entry meanwhile. It is shown as it is now.")
    except actions.ClientIsKept as refused:
        messages.warning(request, str(refused))
    else:
        messages.info(request, f"The entry {client.code} is removed; the audit trail keeps that it was.")
        return redirect("clients:list")
    return redirect("clients:client", client_id)


@capability(Permission.KEEP_RECORD)
@read_or_send
def new_course(request: Request, client_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_RECORD)
    form = CourseForm(request.POST or None, initial={"began": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        actions.begin_course(client, form.save(commit=False), by=request.user, key=form.key)
        return redirect("clients:client", client.id)
    return edit_page(request, form, "New course of care", client)


@capability(Permission.KEEP_RECORD)
@read_or_send
def edit_course(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_RECORD)
    course = get_object_or_404(client.courses, id=course_id)
    form = CourseForm(request.POST or None, instance=course)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_course(course, by=request.user, started_from=form.started_from, fields=form.changed_data)
        except EditedMeanwhile:
            return conflict_page(request, form, client.courses.get(pk=course.pk))
        if course.ended and (still := queries.left_behind(course)):
            messages.warning(request, still)
        return redirect("clients:client", client.id)
    return edit_page(request, form, "Change the course of care", client, ends_a_course=True)


@capability(Permission.KEEP_SESSIONS)
@read_or_send
def new_session(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_SESSIONS)
    course = get_object_or_404(client.courses, id=course_id)
    form = SessionForm(request.POST or None, course=course, initial={"date": timezone.localdate(), "minutes": 50})
    if request.method == "POST" and form.is_valid():
        actions.add_session(course, form.save(commit=False), by=request.user, key=form.key)
        return redirect("clients:client", client.id)
    return edit_page(request, form, "New session", client)


@capability(Permission.KEEP_SESSIONS)
@read_or_send
def edit_session(request: Request, client_id: UUID, session_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_SESSIONS)
    session = get_object_or_404(client.sessions.select_related("course"), id=session_id)
    form = SessionForm(request.POST or None, course=session.course, instance=session)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_session(session, by=request.user, started_from=form.started_from, fields=form.changed_data)
        except actions.DocumentedSession as refusal:
            form.add_error(None, str(refusal))
            return edit_page(request, form, "Change the session", client)
        except EditedMeanwhile:
            return conflict_page(request, form, client.sessions.get(pk=session.pk), course=session.course)
        return redirect("clients:client", client.id)
    offered = not form.errors and queries.offers_removal(session, request.user)
    return edit_page(request, form, "Change the session", client, removable=session if offered else None)


def values(form: VersionedForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "from_version"}


def edit_page(request: Request, form: VersionedForm, heading: str, client: Client | None, **more: object) -> HttpResponse:
    context = {"form": form, "heading": heading, "client": client, **more}
    return render(request, "clients/edit.html", context, status=422 if form.errors else 200)
