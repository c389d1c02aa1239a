"""Pages of couples, families and groups."""

import re
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from fullarc.web import errors
from fullarc.web.access.middleware import listed
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Session
from fullarc.web.clients.scheduling import CannotPlan
from fullarc.web.groups import actions, queries
from fullarc.web.groups.actions import GroupRefused
from fullarc.web.groups.forms import GroupForm, MeetingForm, MemberForm
from fullarc.web.groups.models import Group, GroupSession, Seat
from fullarc.web.notes.forms import LONGEST
from fullarc.web.notes.refusals import Refused
from fullarc.web.versions import EditedMeanwhile, conflict_page

read_or_send = require_http_methods(["GET", "POST"])
NUMBER = re.compile(r"[0-9]{1,9}")
STATES = (Session.State.ATTENDED, Session.State.MISSED, Session.State.LATE_CANCELLED, Session.State.CANCELLED)


@capability(Permission.KEEP_GROUPS)
@read_or_send
def groups(request: Request) -> HttpResponse:
    """One's groups; a POST makes one."""
    form = GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("groups:group", actions.begin_group(form.save(commit=False), by=request.user, key=form.key).pk)
    rows = queries.groups_of(request.user)
    listed(request.user, Permission.KEEP_GROUPS, len(rows))
    return render(request, "groups/list.html", {"rows": rows, "form": form}, status=422 if form.errors else 200)


@capability(Permission.KEEP_GROUPS)
@read_or_send
def group(request: Request, group_id: UUID) -> HttpResponse:
    """Who belongs to it and its sessions; a POST changes its name."""
    found = queries.open_group(request.user, group_id)
    form = GroupForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_group(form.instance, by=request.user, started_from=form.started_from)
        except EditedMeanwhile:
            return conflict_page(request, form, Group.objects.get(pk=found.pk))
        return redirect("groups:group", found.pk)
    return shown(request, found, form=form, status=422 if form.errors else 200)


def shown(
    request: Request, found: Group, *, form: GroupForm | None = None, meeting: MeetingForm | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "group": found,
        "members": queries.members_today(found),
        "meetings": found.meetings.prefetch_related("seats__note", "seats__session"),
        "form": form or GroupForm(instance=found),
        "member_form": MemberForm(courses=queries.courses_to_choose(request.user, found)),
        "meeting_form": meeting or MeetingForm(initial={"date": timezone.localdate(), "minutes": 90}),
    }
    return render(request, "groups/group.html", context, status=status)


@capability(Permission.KEEP_GROUPS)
@require_POST
def add_member(request: Request, group_id: UUID) -> HttpResponse:
    found = queries.open_group(request.user, group_id)
    form = MemberForm(request.POST, courses=queries.courses_to_choose(request.user, found))
    if not form.is_valid():
        return errors.unusable(request, "Found no such client among yours, or one who is in the group already. Choose one from the list.")
    try:
        actions.put_in(found, form.cleaned_data["course"], on=timezone.localdate(), by=request.user)
    except GroupRefused as refused:
        return errors.unusable(request, str(refused))
    return redirect("groups:group", found.pk)


@capability(Permission.KEEP_GROUPS)
@require_POST
def take_out(request: Request, group_id: UUID, member_id: UUID) -> HttpResponse:
    found = queries.open_group(request.user, group_id)
    actions.take_out(get_object_or_404(found.members, pk=member_id), on=timezone.localdate(), by=request.user)
    return redirect("groups:group", found.pk)


@capability(Permission.KEEP_GROUPS)
@require_POST
def end(request: Request, group_id: UUID) -> HttpResponse:
    found = queries.open_group(request.user, group_id)
    actions.end_group(found, on=timezone.localdate(), by=request.user)
    return redirect("groups:list")


@capability(Permission.KEEP_GROUPS)
@require_POST
def plan(request: Request, group_id: UUID) -> HttpResponse:
    """A session for everybody who is in the group today."""
    found = queries.open_group(request.user, group_id)
    form = MeetingForm(request.POST)
    if form.is_valid():
        form.instance.group = found
        try:
            made = actions.plan_meeting(form.save(commit=False), queries.members_today(found), by=request.user, key=form.key)
        except GroupRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("groups:meeting", found.pk, made.pk)
    return shown(request, found, meeting=form, status=422)


@capability(Permission.KEEP_GROUPS)
@read_or_send
def meeting(request: Request, group_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Who came, the common part once, a part for each; every button saves first, `sign` signs one client's note."""
    found = queries.open_group(request.user, group_id)
    row = get_object_or_404(found.meetings, pk=meeting_id)
    if request.method == "GET":
        return editor(request, found, row)
    typed = {name: str(text)[:LONGEST] for name, text in request.POST.items()}
    started_from = typed.get("from_version", str(row.version))
    if not NUMBER.fullmatch(started_from):
        return errors.unusable(request, "Found no version of the session in this form. Open the session again, then save.")
    seats = list(row.seats.select_related("session__course__client", "note"))
    try:
        actions.save_meeting(
            row,
            common={key: typed.get(f"common-{key}", "") for key in queries.COMMON},
            own={seat: {key: typed.get(f"{seat.pk}-{key}", "") for key in queries.OWN} for seat in seats if not is_signed(seat)},
            attendance={seat: typed[f"{seat.pk}-came"] for seat in seats if typed.get(f"{seat.pk}-came") in STATES},
            by=request.user,
            started_from=int(started_from),
        )
        signing = next((seat for seat in seats if str(seat.pk) == typed.get("sign")), None)
        if signing is not None:
            actions.sign_seat(signing, by=request.user)
            messages.success(request, "The note is signed.")
    except EditedMeanwhile:
        row.refresh_from_db()
        said = "This session was saved elsewhere since you opened it. What you typed stands below; what is stored stands beside it."
        return editor(request, found, row, typed=typed, said=said, status=409)
    except (GroupRefused, CannotPlan, Refused) as refused:
        row.refresh_from_db()
        return editor(request, found, row, typed=typed, said=str(refused), status=422)
    return redirect("groups:meeting", found.pk, row.pk)


def is_signed(seat: Seat) -> bool:
    return seat.note is not None and not seat.note.is_draft


def editor(
    request: Request, found: Group, row: GroupSession, *, typed: dict[str, str] | None = None, said: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "group": found,
        "meeting": row,
        "common": queries.common_of(row, typed),
        "places": queries.places_of(row, typed),
        "stored": queries.common_of(row) if status == 409 else [],
        "stored_places": queries.places_of(row) if status == 409 else [],
        "states": [(state.value, state.label) for state in STATES],
        "said": said,
    }
    return render(request, "groups/meeting.html", context, status=status)
