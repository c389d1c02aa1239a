"""The client's own pages: progress as it was released, the months, notes at a day. And the guardian's page of what was released."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fullarc.exchange.pages.month_pdf import month_pdf
from fullarc.web.access.gate import own_record, scopes_of, ward_record
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.audit.actions import record
from fullarc.web.my_progress import actions, deeds, queries
from fullarc.web.my_progress.content import for_guardian, told
from fullarc.web.my_progress.forms import NoteForm, TalkForm
from fullarc.web.my_progress.months import day_of, first_of, month_page


@capability(Permission.OWN_PROGRESS)
@require_GET
def own(request: Request) -> HttpResponse:
    """What the therapist released, newest state; before the first release a plain sentence and the months."""
    client = own_record(request.user, to=Permission.OWN_PROGRESS)
    course = queries.course_of(client)
    shown = queries.in_view(course) if course else None
    notes = queries.notes_of(course) if course else []
    language = queries.language_now()
    opens = reverse("my_progress:note", args=["2000-01-01"]).removesuffix("2000-01-01/")
    today = client.today(timezone.now())
    context = {
        "release": shown,
        "told": queries.told_of(shown, notes, language, opens=opens) if shown else None,
        "notes": notes,
        "months": queries.months_between(course.began, today) if course else [],
        "today": today,
    }
    return render(request, "my_progress/own.html", context)


@capability(Permission.OWN_PROGRESS)
@require_http_methods(["GET", "POST"])
def month(request: Request, year_month: str) -> HttpResponse:
    """The client's month, from their own entries; it needs no release. Sent, it keeps what the client writes for the session."""
    client = own_record(request.user, to=Permission.OWN_PROGRESS)
    page = month_page(client, year_month, language=queries.language_now(), own=True)
    form = TalkForm(request.POST if request.method == "POST" else None, initial={"text": page.talk})
    if request.method == "POST" and form.is_valid():
        actions.say_for_session(page.course, first_of(year_month), form.cleaned_data["text"], by=request.user)
        messages.info(request, _("Saved."))
        return redirect("my_progress:month", year_month)
    return render(request, "my_progress/month.html", {"page": page, "form": form}, status=422 if form.errors else 200)


@capability(Permission.OWN_PROGRESS)
@require_GET
def month_file(request: Request, year_month: str) -> HttpResponse:
    """The same month as PDF."""
    client = own_record(request.user, to=Permission.OWN_PROGRESS)
    language = queries.language_now()
    page = month_page(client, year_month, language=language, own=True)
    talk = (page.talk,) if page.talk else ()
    response = HttpResponse(month_pdf(page.month, language=language, talk=talk), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{year_month}.pdf")
    record(deeds.PRINTED, by=request.user, client=client, on=page.course)
    return response


@capability(Permission.OWN_PROGRESS)
@require_http_methods(["GET", "POST"])
def note(request: Request, own_day: str) -> HttpResponse:
    """A few words at a day of one's own charts; sent empty, they are taken back."""
    client = own_record(request.user, to=Permission.OWN_PROGRESS)
    course, day = queries.course_of(client), day_of(own_day)
    today = client.today(timezone.now())
    if course is None or not course.began <= day <= today:
        raise Http404
    before = next((each for each in queries.notes_of(course) if each.date == day), None)
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"text": before.text if before else ""})
    if request.method == "POST" and form.is_valid():
        actions.write_note(course, day, form.cleaned_data["text"], today=today, by=request.user)
        messages.info(request, _("Saved."))
        return redirect("my_progress:own")
    context = {"form": form, "day": day, "before": before}
    return render(request, "my_progress/note.html", context, status=422 if form.errors else 200)


@capability(Permission.WARD_PROGRESS)
@require_GET
def ward(request: Request, client_id: UUID) -> HttpResponse:
    """What was released, for a guardian with that scope: without the client's own entries and the therapist's word to the client.

    No month, no notes at days, no words for the session.
    """
    client = ward_record(request.user, client_id, to=Permission.WARD_PROGRESS, scope="progress")
    course = queries.course_of(client)
    shown = queries.in_view(course) if course else None
    page = None
    if shown:
        content = for_guardian(shown.content, scopes_of(request.user, client_id))
        page = told(content, queries.language_now(), [], past=queries.past_of(shown), as_of=shown.as_of)
    context = {"release": None if page is None or page.is_empty else shown, "told": page}
    return render(request, "my_progress/ward.html", context)
