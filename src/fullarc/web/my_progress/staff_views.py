"""The clinician's pages: what the client will see and its release, the client's month, a client's note entered as a life event."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from fullarc.exchange.pages.month_pdf import month_pdf
from fullarc.narrative.client_sentence import Part
from fullarc.narrative.client_words import LANGUAGES
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.findings.actions import ensure_read
from fullarc.web.my_progress import actions, deeds, queries
from fullarc.web.my_progress.content import keys_of, told
from fullarc.web.my_progress.forms import ReleaseForm
from fullarc.web.my_progress.models import DayNote
from fullarc.web.my_progress.months import month_page
from fullarc.web.signals.waiting import ids_of, waiting


@capability(Permission.READ_RECORD)
@require_GET
def for_client(request: Request, client_id: UUID) -> HttpResponse:
    """What the client would see today, what they see now, and every release there was."""
    client = open_client(request.user, client_id, to=Permission.READ_RECORD)
    return page(request, client, the_course(client))


@capability(Permission.RELEASE_PROGRESS)
@require_POST
def release(request: Request, client_id: UUID) -> HttpResponse:
    """Show the client what this page showed. A course that has changed since the page was made is shown again first."""
    client = open_client(request.user, client_id, to=Permission.RELEASE_PROGRESS)
    course = the_course(client)
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        return page(request, client, course, form, status=422)
    ensure_read(course, by=request.user)
    now = queries.now_of(course, None)
    if form.cleaned_data["seen"] != now.fingerprint:
        form.add_error(None, "Something new has come in since this page was made. Look at it again, then release.")
        return page(request, client, course, form, status=409)
    kept = set(request.POST.getlist("keep"))
    left_out = [key for key in keys_of(now.content) if key not in kept]
    given = form.cleaned_data
    shown = {"as_of": now.as_of, "after": given["after"], "known": given["known"].split()}
    try:
        actions.release(course, now.content, left_out=left_out, own_word=given["own_word"], **shown, by=request.user)
    except actions.NotReleased as refusal:
        form.add_error(None, str(refusal))
        return page(request, client, course, form, status=409)
    messages.info(request, "Released. The client sees this from now on.")
    return redirect("my_progress:for_client", client.id)


@capability(Permission.RELEASE_PROGRESS)
@require_POST
def withdraw(request: Request, client_id: UUID) -> HttpResponse:
    """Take back what the client sees. It stays in the record."""
    client = open_client(request.user, client_id, to=Permission.RELEASE_PROGRESS)
    actions.withdraw(the_course(client), by=request.user)
    messages.info(request, "Withdrawn. The client sees nothing of it any more.")
    return redirect("my_progress:for_client", client.id)


@capability(Permission.READ_RECORD)
@require_GET
def month(request: Request, client_id: UUID, year_month: str) -> HttpResponse:
    """The month as the client sees it, from what the client shares."""
    client = open_client(request.user, client_id, to=Permission.READ_RECORD)
    shown = month_page(client, year_month, language="en", kicker=f"{client.name}, {client.code}")
    may_show = may_for(request.user, client, Permission.GIVE_MEASURES)
    return render(request, "my_progress/staff_month.html", {"client": client, "course": shown.course, "page": shown, "may_show": may_show})


@capability(Permission.EXPORT_RECORD)
@require_GET
def month_file(request: Request, client_id: UUID, year_month: str) -> HttpResponse:
    """The month as PDF."""
    client = open_client(request.user, client_id, to=Permission.EXPORT_RECORD)
    language = asked_language(request)
    shown = month_page(client, year_month, language=language)
    pdf = month_pdf(shown.month, language=language, kicker=f"{client.name}, {client.code}", talk=(shown.talk,) if shown.talk else ())
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"{client.code.replace('/', '-')}-month-{year_month}.pdf"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    record(deeds.PRINTED, by=request.user, client=client, on=shown.course)
    return response


@capability(Permission.KEEP_RECORD)
@require_POST
def take_over(request: Request, client_id: UUID, day_note_id: UUID) -> HttpResponse:
    """Enter what the client wrote at a day as a life event of the course."""
    client = open_client(request.user, client_id, to=Permission.KEEP_RECORD)
    note = get_object_or_404(DayNote, id=day_note_id, course__client=client, taken_back_at=None)
    actions.take_over(note, by=request.user)
    messages.info(request, "Entered as a life event, in the client’s words.")
    return redirect("my_progress:for_client", client.id)


def the_course(client: Client) -> CourseOfCare:
    course = queries.course_of(client)
    if course is None:
        raise Http404
    return course


def asked_language(request: Request) -> str:
    asked = request.GET.get("language", "en")
    return asked if asked in LANGUAGES else "en"


def page(request: Request, client: Client, course: CourseOfCare, form: ReleaseForm | None = None, *, status: int = 200) -> HttpResponse:
    ensure_read(course, by=request.user)
    releases, notes = queries.releases_of(course), queries.notes_of(course)
    newest = releases[0] if releases else None
    now, language = queries.now_of(course, newest), asked_language(request)
    may_release = may_for(request.user, client, Permission.RELEASE_PROGRESS)
    unacknowledged = waiting(client) if may_release else []
    shown = {"seen": now.fingerprint, "after": str(newest.number if newest else 0), "known": " ".join(ids_of(unacknowledged))}
    if form is None:
        form = ReleaseForm(initial={**shown, "own_word": newest.own_word if newest else ""})
    elif status == 409:
        form.data = {**dict(form.data.items()), **shown}
    left_out = set(newest.left_out) if newest else set()
    if at_risk := now.risk_open or any(not signal.taken_back for signal in unacknowledged):
        left_out |= {one["key"] for one in now.content["en"]["sentences"] if one["part"] == Part.BETTER}
    context = {
        "client": client,
        "course": course,
        "told": told(now.content, language, [(note.date, note.text) for note in notes]),
        "sentences": [(one, one["key"] not in left_out, now.changes.get(one["key"], "")) for one in now.content[language]["sentences"]],
        "past": [one for one in newest.content["en"]["sentences"] if one["key"] in now.past] if newest else [],
        "now": now,
        "newest": newest,
        "releases": releases,
        "notes": notes,
        "form": form,
        "language": language,
        "languages": LANGUAGES.items(),
        "may_release": may_release,
        "at_risk": at_risk,
        "waiting": unacknowledged,
        "may_keep": may_for(request.user, client, Permission.KEEP_RECORD),
        "may_show": may_for(request.user, client, Permission.GIVE_MEASURES),
        "this_month": f"{client.today(timezone.now()):%Y-%m}",
    }
    return render(request, "my_progress/for_client.html", context, status=status)
