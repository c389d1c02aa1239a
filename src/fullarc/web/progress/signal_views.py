"""Closing a signal of a course; adopting a suggestion or setting it aside."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from fullarc.course.assessment import Signal
from fullarc.course.why_and_what_next import suggestions
from fullarc.exchange.pages.course_words import signal_state
from fullarc.plans.plan import PlanRefused
from fullarc.web import errors
from fullarc.web.access.gate import open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.findings.actions import ensure_read
from fullarc.web.progress.forms import AdoptForm
from fullarc.web.progress.in_force import in_force
from fullarc.web.progress.judged import judged
from fullarc.web.progress.suggesting import Decision, adopt, decide, named, newest_decisions, objectives_of
from fullarc.web.signals.closing import CannotBeClosed, ClosedBefore, close_signal, fingerprint
from fullarc.web.signals.forms import CloseSignal

read_or_send = require_http_methods(["GET", "POST"])


@capability(Permission.CLOSE_SIGNALS)
@read_or_send
def close(request: Request, client_id: UUID, course_id: UUID, signal_key: str) -> HttpResponse:
    """One signal with its ways to be closed. A POST with `how` closes it."""
    client = open_client(request.user, client_id, to=Permission.CLOSE_SIGNALS)
    course = get_object_or_404(client.courses, id=course_id)
    signal = raised(course, signal_key, request)
    if signal is None:
        return gone(request, client, course, signal_key)
    form = CloseSignal(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            close_signal(course, signal, by=request.user, **form.cleaned_data)
        except ClosedBefore:
            return gone(request, client, course, signal_key)
        except CannotBeClosed as refused:
            return errors.unusable(request, str(refused))
        messages.success(request, "Closed. It is raised anew when there is new evidence.")
        return redirect(reverse("progress:course", args=[client.pk, course.pk]) + "#signals")
    context = {"client": client, "course": course, "signal": signal, "word": signal_state(signal)[1], "form": form}
    return render(request, "progress/close_signal.html", context, status=422 if form.errors else 200)


def raised(course: CourseOfCare, key: str, request: Request) -> Signal | None:
    """The open signal of this fingerprint; None when it is closed already or no longer raised."""
    ensure_read(course, by=request.user)
    open_ones = judged(course, timezone.localdate(), in_force()).seen.signals
    return next((signal for signal in open_ones if fingerprint(course, signal) == key), None)


def gone(request: Request, client: Client, course: CourseOfCare, key: str) -> HttpResponse:
    """409: who closed it and how, or that there is other evidence by now."""
    closed = course.closed_signals.select_related("closed_by").filter(fingerprint=key).first()
    if closed is None and len(key) != 64:
        raise Http404
    return render(request, "progress/signal_gone.html", {"client": client, "course": course, "closed": closed}, status=409)


@capability(Permission.KEEP_PLANS)
@read_or_send
def suggestion(request: Request, client_id: UUID, course_id: UUID, suggestion_key: str) -> HttpResponse:
    """GET: adopt a suggestion in one's own words. POST `act`: adopt, set_aside or offered (take it up again)."""
    client = open_client(request.user, client_id, to=Permission.KEEP_PLANS)
    course = get_object_or_404(client.courses, id=course_id)
    found = named(suggestions(), suggestion_key)
    if found is None:
        raise Http404
    back = reverse("progress:course", args=[client.pk, course.pk]) + "#why"
    act = request.POST.get("act", "")
    if request.method == "POST" and act in (Decision.SET_ASIDE, Decision.OFFERED):
        newest = newest_decisions(course).get(found.id)
        if newest is None or newest.decision != act:
            decide(course, found, act, by=request.user)
        return redirect(back)
    form = AdoptForm(request.POST or None, objectives=objectives_of(course), initial={"text": found.text})
    if request.method == "POST" and form.is_valid():
        try:
            row = adopt(course, found, text=form.cleaned_data["text"], under=form.cleaned_data["under"], by=request.user)
        except PlanRefused as refused:
            return errors.unusable(request, str(refused))
        messages.success(request, f"Adopted into version {row.plan_number} of the plan." if row.plan_number else "Adopted for this course.")
        return redirect(back)
    context = {"client": client, "course": course, "suggestion": found, "form": form}
    return render(request, "progress/adopt.html", context, status=422 if form.errors else 200)
