"""A guardian's pages of forms about their ward. What was answered is never shown again, here or to anybody but the practice."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from fullarc.web.access.gate import ward_record
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.answering import asking, observing
from fullarc.web.answering.models import ObserverForm

ward = capability(Permission.WARD_FORMS)


@ward
@require_GET
def forms(request: Request, client_id: UUID) -> HttpResponse:
    """What this guardian is asked about this client. Nothing of what the client answers is here."""
    client = ward_record(request.user, client_id, to=Permission.WARD_FORMS, scope="observer_forms")
    rows = observing.waiting_for(request.user, client, timezone.now())
    waiting = [(row, instrument) for row in rows if (instrument := observing.instrument_of(row))]
    return render(request, "answering/ward_forms.html", {"client": client, "waiting": waiting})


@ward
@require_http_methods(["GET", "POST"])
def form(request: Request, client_id: UUID, ward_form_id: UUID, part: str = "", place: int = 0) -> HttpResponse:
    """One form: its beginning, a question, all on one page, the end, or help."""
    client = ward_record(request.user, client_id, to=Permission.WARD_FORMS, scope="observer_forms")
    rows = ObserverForm.objects.select_related("course__client", "asked_of", "asked_by")
    asked = get_object_or_404(rows, pk=ward_form_id, course__client=client, asked_of=request.user)
    now, home = timezone.now(), reverse("answering:ward_forms", args=[client.pk])
    given = asking_of(asked, now, home)
    if part == "help":
        return asking.help_now(request, given, done=not asked.is_open(now))
    if not asked.is_open(now) or observing.instrument_of(asked) is None:  # or a measure of the practice that is out of use
        return closed(request, asked, home)
    try:
        return page(request, given, part, place)
    except observing.NotAsked:
        return closed(request, asked, home)


def page(request: Request, given: asking.Asking, part: str, place: int) -> HttpResponse:
    if place:
        return asking.question(request, given, place)
    if part == "all":
        return asking.all_at_once(request, given)
    if part == "end":
        return asking.end(request, given)
    return asking.begin(request, given)


def asking_of(asked: ObserverForm, now: datetime, home: str) -> asking.Asking:
    return asking.Asking(
        form=observing.form_of(asked, now),
        base=reverse("answering:ward_form", args=[asked.course.client_id, asked.pk]),
        keep=partial(observing.keep_answers, asked, now=now),
        finish=partial(observing.finish, asked, now=now),
        reader=asked.asked_by.name,
        shows=False,
        home=home,
        about=asked.course.client.name,
    )


def closed(request: Request, asked: ObserverForm, home: str) -> HttpResponse:
    """Thanks, whoever sends it again; else it is not asked any more."""
    asked.refresh_from_db()
    if asked.sent_at is not None:
        return asking.thanks(request, home)
    return render(request, "answering/not_asked.html", {"home": home}, status=200 if request.method == "GET" else 409)
