"""A client's check-ins: what is due now, and the pages on which one is answered."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.web.access.gate import own_record
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.answering import asking, at_home, queries
from fullarc.web.check_ins import actions as check_ins
from fullarc.web.check_ins.models import DueCheckIn
from fullarc.web.clients.models import Client

own = capability(Permission.OWN_CHECK_INS)
read_or_send = require_http_methods(["GET", "POST"])


@own
@require_GET
def due(request: Request) -> HttpResponse:
    """What can be answered now, what was passed over and can be taken up, and what was answered lately."""
    client = own_record(request.user, to=Permission.OWN_CHECK_INS)
    now = timezone.now()
    context = {
        "cards": queries.open_cards(client, now),
        "passed_over": queries.passed_over(client, now),
        "lately": queries.answered_lately(client, now),
    }
    return render(request, "answering/due.html", context)


@own
@require_GET
def begin(request: Request, due_id: UUID) -> HttpResponse:
    given, row = open_check_in(request, due_id)
    if given is None:
        return closed(request, row)
    return asking.begin(request, given, due=row)


@own
@read_or_send
def question(request: Request, due_id: UUID, place: int) -> HttpResponse:
    return while_open(request, due_id, partial(asking.question, place=place))


@own
@read_or_send
def all_at_once(request: Request, due_id: UUID) -> HttpResponse:
    return while_open(request, due_id, asking.all_at_once)


@own
@read_or_send
def end(request: Request, due_id: UUID) -> HttpResponse:
    return while_open(request, due_id, asking.end)


@own
@require_GET
def help_now(request: Request, due_id: UUID) -> HttpResponse:
    """Also when the check-in is finished: help is never in the way of anything."""
    client = own_record(request.user, to=Permission.OWN_CHECK_INS)
    row = find(client, due_id)
    now = timezone.now()
    return asking.help_now(request, asking_of(request, client, row, now), done=not row.is_open(now))


@own
@require_POST
def skip(request: Request, due_id: UUID) -> HttpResponse:
    """The whole check-in is passed over this time, or (`take_up`) asked after all."""
    client = own_record(request.user, to=Permission.OWN_CHECK_INS)
    row = find(client, due_id)
    if "take_up" in request.POST:
        check_ins.take_up(row, by=request.user, now=timezone.now())
        return redirect("answering:begin", row.pk)
    check_ins.skip(row, by=request.user)
    return redirect("answering:due")


def while_open(request: Request, due_id: UUID, page: Callable[[Request, asking.Asking], HttpResponse]) -> HttpResponse:
    """A page of the check-in; also the later of two that send at once is told that it is in, or not asked any more."""
    given, row = open_check_in(request, due_id)
    if given is None:
        return closed(request, row)
    try:
        return page(request, given)
    except check_ins.NotDue as refused:
        return closed(request, refused.row)


def open_check_in(request: Request, due_id: UUID) -> tuple[asking.Asking | None, DueCheckIn]:
    """The check-in as it is asked, or None when it cannot be answered (any more)."""
    client, now = own_record(request.user, to=Permission.OWN_CHECK_INS), timezone.now()
    row = find(client, due_id)
    return (asking_of(request, client, row, now) if row.is_open(now) else None), row


def find(client: Client, due_id: UUID) -> DueCheckIn:
    try:
        return at_home.due_of(client, due_id)
    except at_home.NotAsked:
        raise Http404 from None


def asking_of(request: Request, client: Client, row: DueCheckIn, now: datetime) -> asking.Asking:
    return asking.Asking(
        form=at_home.form_of(row, by=request.user, now=now),
        base=reverse("answering:begin", args=[row.pk]),
        keep=partial(at_home.keep_answers, client, row.pk, by=request.user, now=now),
        finish=partial(at_home.finish, client, row.pk, by=request.user, now=now),
        reader=row.assignment.assigned_by.name if row.assignment.assigned_by else "",
        home=reverse("portal:start"),
    )


def closed(request: Request, row: DueCheckIn) -> HttpResponse:
    """Answered: thanks, whoever sends it again. Else: it is not asked any more."""
    if row.state == DueCheckIn.State.ANSWERED:
        return asking.thanks(request, reverse("portal:start"))
    context = {"row": row, "again": row.can_be_taken_up(timezone.now())}
    return render(request, "answering/not_asked.html", context, status=200 if request.method == "GET" else 409)
