"""Pages of a client's measures: all series, one measure, one filled form, and entry by the clinician."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.course.last_step import last_step
from fullarc.course.subscales import TOTAL
from fullarc.instruments.definition import Instrument, Verdict
from fullarc.instruments.finder import COMMON, usual_first
from fullarc.instruments.informants import told_by
from fullarc.instruments.scoring import AnswerRefused
from fullarc.web import errors
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.instruments.at_hand import catalogue, definition_of, offered
from fullarc.web.measurements import actions, hand_over, queries
from fullarc.web.measurements.bit_by_bit import OpenForm, keep_what_asks
from fullarc.web.measurements.forms import AnswersForm, BeginHandOver, TotalsForm, Withdraw
from fullarc.web.measurements.models import Administration
from fullarc.web.measurements.series import forms_of, series_in
from fullarc.web.measurements.written import all_scores, written_in_notes

read_or_send = require_http_methods(["GET", "POST"])
KEPT_AT_ONCE = (
    "Kept at once, because an answer asks for attention: {empty} of {of} items have no answer. To complete it, say that this form was "
    "entered in error and enter it anew."
)


@capability(Permission.READ_SCORES)
@require_GET
def measures(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    """Every series of the course with its strip, the logs, and what can be given."""
    client = open_client(request.user, client_id, to=Permission.READ_SCORES)
    course = get_object_or_404(client.courses, id=course_id)
    series = series_in(course, all_scores(course), timezone.localdate())
    given = [one.course.measure for one in series]
    often = [each for each in usual_first(offered(), given) if each.id in {*given, *COMMON}]
    context = {
        "client": client,
        "course": course,
        "series": [one for one in series if one.course.scale == "total"],
        "left_open": course.administrations.filter(open=True, withdrawn_at=None),
        "logs": queries.logs_of(course),
        "often": often,
        "others": [each for each in offered() if each not in often],
        "hand_over": BeginHandOver(initial={"measures": given}),
        "may_give": may_for(request.user, client, Permission.GIVE_MEASURES),
    }
    return render(request, "measurements/list.html", context)


@capability(Permission.READ_SCORES)
@require_GET
def measure(request: Request, client_id: UUID, course_id: UUID, measure: str) -> HttpResponse:
    """One measure in this course: its series, every time it was given, its lines with their sources."""
    client = open_client(request.user, client_id, to=Permission.READ_SCORES)
    course = get_object_or_404(client.courses, id=course_id)
    given = queries.given_of(course, measure)
    instrument = catalogue().instruments.get(measure)
    if instrument is None and not given:
        raise Http404
    written = written_in_notes(all_scores(course), measure)
    records = sorted(
        [*(record for each in given for record in each.records), *(each.record for each in written)], key=lambda record: record.date
    )
    context = {
        "client": client,
        "course": course,
        "measure": measure,
        "name": instrument.short_name if instrument else measure,
        "instrument": instrument,
        "forms": forms_of(series_in(course, records, timezone.localdate())),
        "given": given[::-1],
        "written": written,
        "may_give": instrument is not None and may_for(request.user, client, Permission.GIVE_MEASURES),
    }
    return render(request, "measurements/measure.html", context)


@capability(Permission.READ_SCORES)
@require_GET
def administration(request: Request, client_id: UUID, administration_id: UUID) -> HttpResponse:
    """One filled form: its scores, and its answers item by item."""
    client = open_client(request.user, client_id, to=Permission.READ_SCORES)
    given = get_administration(client, administration_id)
    instrument = definition_of(given.measure, given.definition_version)
    context = {
        "client": client,
        "course": given.course,
        "given": given,
        "instrument": instrument,
        "name": instrument.short_name if instrument else given.measure,
        "scores": queries.newest_scores(given),
        "since_before": since_before(given),
        "answers": queries.answered_items(given),
        "other_definition": instrument is not None and instrument.fingerprint != given.fingerprint,
        "may_give": may_for(request.user, client, Permission.GIVE_MEASURES) and given.withdrawn_at is None,
    }
    return render(request, "measurements/administration.html", context)


def since_before(given: Administration) -> str:
    """What the total says beside the one before it; nothing for a form that was entered in error."""
    if given.withdrawn_at is not None:
        return ""
    records = [record for each in queries.given_of(given.course, given.measure) for record in each.records]
    return last_step(
        [record for record in records if record.scale == TOTAL and record.informant == given.informant],
        str(given.pk),
        name_of(given.measure, given.informant),
        catalogue(),
        timezone.localdate(),
    )


def name_of(measure: str, informant: str) -> str:
    instrument = catalogue().instruments.get(measure)
    return told_by(instrument.short_name if instrument else measure, informant)


@capability(Permission.GIVE_MEASURES)
@require_POST
def score_again(request: Request, client_id: UUID, administration_id: UUID) -> HttpResponse:
    """Score a form by today's definition; one that was left open on the device is closed first."""
    client = open_client(request.user, client_id, to=Permission.GIVE_MEASURES)
    given = get_administration(client, administration_id)
    if given.measure not in catalogue().instruments:
        return errors.unusable(request, "Found a measure whose definition does not ship any more; its scores stay as they are.")
    if given.withdrawn_at is not None:
        return errors.unusable(request, "Found a form that was marked as entered in error; it is not scored. Enter the right one anew.")
    if given.open:
        hand_over.close_left_open(given, by=request.user)
    else:
        actions.score_again(given, by=request.user)
    return redirect("measurements:administration", client.id, given.id)


@capability(Permission.GIVE_MEASURES)
@read_or_send
def withdraw(request: Request, client_id: UUID, administration_id: UUID) -> HttpResponse:
    """Mark a form as entered in error, after a page that asks why."""
    client = open_client(request.user, client_id, to=Permission.GIVE_MEASURES)
    given = get_administration(client, administration_id)
    form = Withdraw(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw(given, because=form.cleaned_data["because"], by=request.user)
        return redirect("measurements:administration", client.id, given.id)
    context = {"client": client, "course": given.course, "given": given, "form": form}
    return render(request, "measurements/withdraw.html", context, status=422 if form.errors else 200)


@capability(Permission.GIVE_MEASURES)
@read_or_send
def enter(request: Request, client_id: UUID, course_id: UUID, measure: str) -> HttpResponse:
    """Items where the wording may be shown; totals for a licensed form."""
    client = open_client(request.user, client_id, to=Permission.GIVE_MEASURES)
    course = get_object_or_404(client.courses, id=course_id)
    instrument = catalogue().instruments.get(measure)
    if instrument is None:
        raise Http404
    form = (TotalsForm if by_totals(request, instrument) else AnswersForm)(instrument, request.POST or None)
    is_sent = request.method == "POST" and form.is_valid()
    left_empty = form.left_empty if is_sent and isinstance(form, AnswersForm) and "incomplete" not in request.POST else []
    asks = [] if left_empty and waits_for_nobody(form) else left_empty
    if is_sent and not asks:
        try:
            given = keep(form, course, instrument, request)
        except AnswerRefused as refused:
            form.add_error(None, str(refused))
        else:
            if left_empty:
                messages.info(request, KEPT_AT_ONCE.format(empty=len(left_empty), of=scored_items(instrument)))
            return redirect("measurements:administration", client.id, given.id)
    context = {
        "client": client,
        "course": course,
        "instrument": instrument,
        "form": form,
        "kept": bool(form.errors) and keep_what_asks(open_form(form, course, instrument, request), readable_in(form)),
        "by_totals": isinstance(form, TotalsForm),
        "left_empty": asks,
        "of": scored_items(instrument),
        "may_choose": instrument.verdict is not Verdict.TOTAL_ONLY,
    }
    return render(request, "measurements/enter.html", context, status=422 if form.errors or asks else 200)


def open_form(form: AnswersForm | TotalsForm, course: CourseOfCare, instrument: Instrument, request: Request) -> OpenForm:
    """A form that is refused, with what can be read of its day, its key and who answered."""
    given, mode = form.cleaned_data, Administration.Mode.STAFF
    day, key = given.get("date") or timezone.localdate(), given.get("key") or uuid4()
    return OpenForm(course, instrument.id, key, day, request.user, mode, form.informant)


def readable_in(form: AnswersForm | TotalsForm) -> Mapping[int, int | None]:
    return form.answers if isinstance(form, AnswersForm) else form.risk_answers


def waits_for_nobody(form: AnswersForm | TotalsForm) -> bool:
    """Whether an answer of a half-filled form asks for attention: then it is kept and raises its signal, and nothing is asked before."""
    return isinstance(form, AnswersForm) and form.instrument.asks_for_attention(form.answers)


def scored_items(instrument: Instrument) -> int:
    return sum(item.scored for item in instrument.items)


def by_totals(request: Request, instrument: Instrument) -> bool:
    return instrument.verdict is Verdict.TOTAL_ONLY or "totals" in request.GET


def keep(form: AnswersForm | TotalsForm, course: CourseOfCare, instrument: Instrument, request: Request) -> Administration:
    day, key, mode = form.cleaned_data["date"], form.cleaned_data["key"], Administration.Mode.STAFF
    same: dict[str, Any] = {"measure": instrument.id, "on": day, "by": request.user, "mode": mode, "informant": form.informant, "key": key}
    if isinstance(form, TotalsForm):
        return actions.enter_totals(course, values=form.values, risk_answers=form.risk_answers, **same)
    return actions.enter_answers(course, answers=form.answers, **same)


def get_administration(client: Client, administration_id: UUID) -> Administration:
    rows = Administration.objects.filter(course__client=client)
    rows = rows.select_related("course__client", "session", "entered_by", "withdrawn_by")
    given: Administration = get_object_or_404(rows, id=administration_id)
    return given
