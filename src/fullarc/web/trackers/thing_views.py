"""Pages of the things that rows speak about: adding one, one with its course, closing one."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.instruments.log import EntryRefused
from fullarc.modalities.tracker import Tracker, form, trackers
from fullarc.web import errors
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.trackers import actions, queries
from fullarc.web.trackers.forms import ThingForm
from fullarc.web.trackers.models import Thing
from fullarc.web.trackers.shown import of_thing, shown
from fullarc.web.trackers.standings import target_lines
from fullarc.web.trackers.views import known_tracker, parsed_day
from fullarc.web.trackers.words import Words

LONGEST = 400  # characters of a target's words, as its form takes them


@capability(Permission.GIVE_MEASURES)
@require_http_methods(["GET", "POST"])
def add(request: Request, client_id: UUID, course_id: UUID, tracker: str) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.GIVE_MEASURES)
    course = get_object_or_404(client.courses, id=course_id)
    known = known_tracker(tracker)
    if known.thing is None:
        return redirect("trackers:tracker", client.id, course.id, known.id)
    if "suggested" in request.POST:
        return card_begun(request, client, course)
    given = ThingForm(known, known.thing, request.POST or None)
    if request.method == "POST" and given.is_valid():
        try:
            actions.keep_thing(course, known, given.values, by=request.user, key=given.cleaned_data["key"])
        except EntryRefused as refused:
            given.add_error(None, str(refused))
        else:
            return redirect("trackers:tracker", client.id, course.id, known.id)
    context = {"client": client, "course": course, "tracker": known, "definition": known.thing, "form": given}
    return render(request, "trackers/enter.html", context, status=422 if given.errors else 200)


def card_begun(request: Request, client: Client, course: CourseOfCare) -> HttpResponse:
    """The targets that were left ticked stand on the card; on to filling it in where that was wanted (`then`)."""
    chosen = {each: request.POST.get(f"words_{each}", "")[:LONGEST] for each in request.POST.getlist("target")}
    try:
        actions.begin_card(course, chosen, by=request.user)
    except EntryRefused as refused:
        return errors.unusable(request, str(refused))
    if request.POST.get("then") == "enter":
        day = parsed_day(request.POST.get("day"))
        asked = f"?day={day}&begun=yes" if day else "?begun=yes"
        return redirect(reverse("trackers:enter", args=[client.id, course.id, "diary-card"]) + asked)
    return redirect("trackers:tracker", client.id, course.id, "diary-card")


@capability(Permission.READ_SCORES)
@require_GET
def thing(request: Request, client_id: UUID, thing_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.READ_SCORES)
    kept = get_thing(client, thing_id)
    known = tracker_of(kept)
    rows = of_thing(queries.stored_rows(kept.course, queries.logs_of(known.id)), kept)
    context = {
        "client": client,
        "course": kept.course,
        "tracker": known,
        "thing": kept,
        "line": target_lines(known, rows, [kept])[0],
        "content": Words({}).lines(form(kept.kind), kept.content),
        "shown": shown(known, rows, [kept]),
        "may_give": may_for(request.user, client, Permission.GIVE_MEASURES),
    }
    return render(request, "trackers/thing.html", context)


@capability(Permission.GIVE_MEASURES)
@require_POST
def close(request: Request, client_id: UUID, thing_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.GIVE_MEASURES)
    kept = get_thing(client, thing_id)
    known = tracker_of(kept)
    if known.id == "emdr":
        return errors.unusable(request, "An EMDR target is not closed: it is resolved, paused or dropped by an entry with its reason.")
    actions.close_thing(kept, on=timezone.localdate(), by=request.user)
    return redirect("trackers:tracker", client.id, kept.course_id, known.id)


def get_thing(client: Client, thing_id: UUID) -> Thing:
    found: Thing = get_object_or_404(Thing.objects.filter(course__client=client).select_related("course__client"), id=thing_id)
    return found


def tracker_of(thing: Thing) -> Tracker:
    return next(tracker for tracker in trackers().values() if tracker.thing is not None and tracker.thing.id == thing.kind)
