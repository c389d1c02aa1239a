"""Pages of life context: enter, change, withdraw, take from a note, compare the assessment without the weeks after an event."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.course.told_when import happened
from fullarc.course.without_event import WEEKS
from fullarc.exchange.pages.course_words import CHANGES
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients import actions
from fullarc.web.clients.models import Client, CourseOfCare, LifeEvent
from fullarc.web.findings.actions import ensure_read
from fullarc.web.findings.models import StoredFinding
from fullarc.web.life import queries
from fullarc.web.life.forms import EventForm
from fullarc.web.sent_values import day_in, whole_number
from fullarc.web.versions import EditedMeanwhile, conflict_page

CHOICES = (2, 4, 6, 8, 12)  # weeks


@capability(Permission.READ_RECORD)
@require_GET
def life(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    """What happened, entered or told in notes; a line to enter more."""
    client = open_client(request.user, client_id, to=Permission.READ_RECORD)
    course = get_object_or_404(client.courses, id=course_id)
    return page(request, client, course, EventForm(initial={"date": timezone.localdate()}, today=timezone.localdate()))


@capability(Permission.KEEP_RECORD)
@require_POST
def add(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_RECORD)
    course = get_object_or_404(client.courses, id=course_id)
    form = EventForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        return page(request, client, course, form)
    actions.add_event(course, form.save(commit=False), by=request.user, key=form.key)
    return redirect("life:life", client.id, course.id)


def page(request: Request, client: Client, course: CourseOfCare, form: EventForm) -> HttpResponse:
    ensure_read(course, by=request.user)
    context = {
        "client": client,
        "course": course,
        "form": form,
        "rows": queries.life_of(course),
        "withdrawn": queries.withdrawn(course),
        "may_keep": may_for(request.user, client, Permission.KEEP_RECORD),
    }
    return render(request, "life/life.html", context, status=422 if form.errors else 200)


@capability(Permission.KEEP_RECORD)
@require_http_methods(["GET", "POST"])
def edit(request: Request, client_id: UUID, event_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_RECORD)
    event = get_event(client, event_id)
    form = EventForm(request.POST or None, instance=event, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_event(event, by=request.user, started_from=form.started_from, fields=form.changed_data)
        except EditedMeanwhile:
            return conflict_page(request, form, LifeEvent.objects.get(pk=event.pk), today=timezone.localdate())
        return redirect("life:life", client.id, event.course_id)
    context = {"client": client, "event": event, "form": form}
    return render(request, "life/edit.html", context, status=422 if form.errors else 200)


@capability(Permission.KEEP_RECORD)
@require_POST
def withdraw(request: Request, client_id: UUID, event_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_RECORD)
    event = get_event(client, event_id)
    actions.withdraw_event(event, by=request.user)
    messages.info(request, "Withdrawn. It counts no more and stays readable below.")
    return redirect("life:life", client.id, event.course_id)


@capability(Permission.KEEP_RECORD)
@require_POST
def take(request: Request, client_id: UUID, finding_id: UUID) -> HttpResponse:
    """Make what a note tells of life an event of its own, which then stands for the finding. Twice gives one."""
    client = open_client(request.user, client_id, to=Permission.KEEP_RECORD)
    rows = StoredFinding.objects.select_related("note__session__course").filter(note__session__course__client=client)
    stored = get_object_or_404(rows, id=finding_id)
    course, finding = stored.note.session.course, stored.finding
    if course.events.filter(taken_from=stored.pk, withdrawn_at=None).exists():
        messages.info(request, "This was taken over before.")
    else:
        told = stored.note.session.date
        first, last = happened(stored.note.text, finding, told) or (told, told)
        taken = LifeEvent(date=first if first == last else told, text=finding.quote, kind=finding.indicator, taken_from=stored.pk)
        event = actions.add_event(course, taken, by=request.user)
        whose = "that the note names" if taken.date != told else "of the note"
        messages.info(request, f"Taken over with the day {whose}. Change the day if it happened on another one.")
        return redirect("life:edit", client.id, event.id)
    return redirect("life:life", client.id, course.id)


@capability(Permission.READ_RECORD)
@require_GET
def without(request: Request, client_id: UUID, course_id: UUID, event_day: str) -> HttpResponse:
    """The assessment with and without what was observed in the weeks after a day."""
    client = open_client(request.user, client_id, to=Permission.READ_RECORD)
    course = get_object_or_404(client.courses, id=course_id)
    day, asked = day_in(event_day), whole_number(request.GET.get("weeks", ""))
    if day is None:
        raise Http404
    weeks = asked if asked in CHOICES else WEEKS
    ensure_read(course, by=request.user)
    comparison = queries.without_the_weeks_after(course, day, timezone.localdate(), weeks)
    context = {
        "client": client,
        "course": course,
        "event_day": day,
        "weeks": weeks,
        "choices": CHOICES,
        "events": [row for row in queries.life_of(course) if row.day == day],
        "comparison": comparison,
        "rows": [(row, CHANGES[row.change], CHANGES[row.change_without]) for row in comparison.judgements],
    }
    return render(request, "life/without.html", context)


def get_event(client: Client, event_id: UUID) -> LifeEvent:
    """An event that still counts."""
    rows = LifeEvent.objects.select_related("course").filter(course__client=client, withdrawn_at=None)
    return get_object_or_404(rows, id=event_id)
