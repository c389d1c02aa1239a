"""The client's own journal: what can be written today, writing, an entry with its history, earlier days."""

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fullarc.instruments.log import EntryRefused
from fullarc.modalities.thought_record import COLUMNS, in_columns
from fullarc.web.access.gate import own_record
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.journal import actions, queries
from fullarc.web.journal.actions import OtherContent, Written
from fullarc.web.journal.form_words import LENGTHS, refused_in_words
from fullarc.web.journal.forms import EntryForm, stored_as_shown, today_in, usual_sharing
from fullarc.web.journal.forms_at_home import AtHome, at_home, checked, offered_in
from fullarc.web.journal.models import Entry, Sharing
from fullarc.web.journal.words_of_danger import dangers_in, is_told
from fullarc.web.lexicon.in_force import lexicon_in_force
from fullarc.web.portal import queued
from fullarc.web.portal.queries import who_to_call
from fullarc.web.sent_values import whole_number
from fullarc.web.trackers.views import parsed_day
from fullarc.web.versions import EditedMeanwhile


@capability(Permission.OWN_JOURNAL)
@require_GET
def journal(request: Request) -> HttpResponse:
    """What can be written now, and the last two weeks."""
    client = own_record(request.user, to=Permission.OWN_JOURNAL)
    today = client.today(timezone.now())
    course = queries.course_of(client, today)
    begun, before = queries.begun_on(client), today - timedelta(queries.DAYS_SHOWN)
    context = {
        "today": today,
        "offered": queries.offered(course, today) if course else [],
        "days": since(begun, queries.days(client, today)),
        "before": before if begun and begun <= before else None,
        "has_course": course is not None,
        "has_ended": course is None and client.courses.exclude(ended=None).exists(),
    }
    return render(request, "journal/journal.html", context)


@capability(Permission.OWN_JOURNAL)
@require_GET
def earlier(request: Request) -> HttpResponse:
    """Four weeks of earlier days."""
    client = own_record(request.user, to=Permission.OWN_JOURNAL)
    today = client.today(timezone.now())
    last = min(parsed_day(request.GET.get("until")) or today, today)
    count = 2 * queries.DAYS_SHOWN
    begun, before = queries.begun_on(client), last - timedelta(count)
    context = {
        "days": since(begun, queries.days(client, last, count)),
        "before": before if begun and begun <= before else None,
        "after": last + timedelta(count),
        "today": today,
    }
    return render(request, "journal/earlier.html", context)


def since(begun: date | None, days: list[queries.Day]) -> list[queries.Day]:
    """The days from the first entry on: a day before that is no gap."""
    return [day for day in days if begun and day.on >= begun]


@capability(Permission.OWN_JOURNAL)
@require_http_methods(["GET", "POST"])
def write(request: Request, own_form: str) -> HttpResponse:
    """A new entry. Of a form of every day there is one a day: a second one opens the first."""
    client = own_record(request.user, to=Permission.OWN_JOURNAL)
    course = open_course(client)
    known = known_form(request, course, own_form)
    zone = queries.zone_of(client)
    if request.method == "GET":
        day = min(parsed_day(request.GET.get("day")) or today_in(zone), today_in(zone))
        if known.form.every == queries.EVERY_DAY and (there := queries.entry_of_day(course, own_form, day)):
            return redirect("journal:entry", there.pk)
        sharing = queries.last_sharing(course, own_form) or usual_sharing(known)
        given = EntryForm(known, today_in(zone), zone, initial={"day": day, "sharing": sharing})
        return form_page(request, known, given)
    given = EntryForm(known, today_in(zone), zone, request.POST)
    if not given.is_valid():
        return form_page(request, known, given, status=422)
    sent = given.cleaned_data
    written = Written(known.form.id, sent["day"], given.values, Sharing(sent["sharing"]), sent["uuid"], sent["zone"], at=sent["written_at"])
    try:
        kept = actions.keep(course, written, by=request.user)
    except OtherContent:
        given.add_error(None, _("This entry was saved before, with other answers. Open your journal and change it there."))
        return form_page(request, known, given, status=409)
    except EntryRefused as wrong:
        given.add_error(None, refused_in_words(wrong))
        return form_page(request, known, given, status=422)
    return after_saving(request, kept)


@capability(Permission.OWN_JOURNAL)
@require_http_methods(["GET", "POST"])
def entry(request: Request, own_entry_id: UUID) -> HttpResponse:
    """An entry as it stands, to be changed, with its history and who sees it."""
    client = own_record(request.user, to=Permission.OWN_JOURNAL)
    kept = get_object_or_404(Entry.objects.filter(client=client).select_related("course__client", "row"), pk=own_entry_id)
    known = at_home(kept.course, kept.log)
    if known is None:
        raise Http404
    today = today_in(kept.zone)
    if request.method == "GET":
        begin = {"day": kept.day, "sharing": kept.sharing, "uuid": kept.uuid, **stored_as_shown(known, kept.values)}
        return entry_page(request, known, kept, EntryForm(known, today, kept.zone, initial=begin))
    given = EntryForm(known, today, kept.zone, request.POST)
    started_from = whole_number(request.POST.get("from_version", ""))
    if not given.is_valid() or started_from is None:
        return entry_page(request, known, kept, given, status=422)
    sent = given.cleaned_data
    try:
        changed = actions.change(
            kept,
            values=given.values,
            day=sent["day"],
            sharing=Sharing(sent["sharing"]),
            started_from=started_from,
            by=request.user,
        )
    except EditedMeanwhile:
        given.add_error(None, _("You changed this entry in another window. Open it again, so that nothing is lost."))
        return entry_page(request, known, kept, given, status=409)
    except EntryRefused as wrong:
        given.add_error(None, refused_in_words(wrong))
        return entry_page(request, known, kept, given, status=422)
    return after_saving(request, changed)


def open_course(client: Client) -> CourseOfCare:
    course = queries.course_of(client, client.today(timezone.now()))
    if course is None:
        raise Http404
    return course


def known_form(request: Request, course: CourseOfCare, form: str) -> AtHome:
    """The form that the address asks for, if the client is offered it; a thought record in 3, 5 or 7 columns."""
    known = at_home(course, form) if form in offered_in(course) else None
    if known is None:
        raise Http404
    asked = whole_number(request.GET.get("columns", ""))
    if form == "thought-record" and asked in COLUMNS:
        return AtHome(in_columns(asked), known.things)
    return known


def form_page(request: Request, known: AtHome, given: EntryForm, *, status: int = 200) -> HttpResponse:
    if status != 200 and queued.from_queue(request):
        return queued.refused([error for errors in given.errors.values() for error in errors], status=status)
    is_thoughts, lines = known.form.id == "thought-record", {line.id for line in known.form.fields}
    context = {
        "form": given,
        "known": known,
        "name": _(known.form.name),
        "instruction": _(known.form.instruction),
        "lengths": [(count, _(words), lines == {*COLUMNS[count]}) for count, words in LENGTHS.items()] if is_thoughts else [],
        "is_mood": known.form.id == queries.MOOD,
        "who": who_to_call(),
    }
    return render(request, "journal/write.html", context, status=status)


def entry_page(request: Request, known: AtHome, kept: Entry, given: EntryForm, *, status: int = 200) -> HttpResponse:
    if status != 200 and queued.from_queue(request):
        return queued.refused([error for errors in given.errors.values() for error in errors], status=status)
    versions = list(kept.versions.all())
    context = {
        "entry": kept,
        "form": given,
        "known": known,
        "name": _(known.form.name),
        "lines": queries.lines_of(known, kept.values),
        "earlier": [(version, queries.lines_of(known, version.values)) for version in reversed(versions[:-1])],
        "urgent": asks_for_attention(kept),
        "told": is_told(kept),
        "who": who_to_call(),
        "status": status,
    }
    return render(request, "journal/entry.html", context, status=status)


def after_saving(request: Request, kept: Entry) -> HttpResponse:
    """Back to the journal; to the entry with whom to call where an answer asks for attention."""
    urgent = asks_for_attention(kept)
    href = reverse("journal:entry", args=[kept.pk]) if urgent else reverse("journal:journal")
    if queued.from_queue(request):
        return queued.kept(kept.uuid, href)
    messages.info(request, _("Saved."))
    return redirect(href)


def asks_for_attention(kept: Entry) -> bool:
    """Whether an answer or the words of the entry, shared or not, are such that help is shown."""
    try:
        form, told = checked(kept.course, kept.log, kept.values)
    except EntryRefused:  # its form has changed since
        return False
    return bool(told.raised or dangers_in(form, kept.values, lexicon_in_force()))
