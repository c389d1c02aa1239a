"""Bringing in a calendar: the file, a preview in which nothing is stored, and then all of it or nothing."""

from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from fullarc.exchange.incoming.calendar import LARGEST, CalendarRead, RefusedCalendar, read_calendar
from fullarc.web.access.middleware import listed
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.models import User
from fullarc.web.accounts.signed_in import Request
from fullarc.web.today import calendars

HOLDS = 3600  # seconds
STALE = "This preview is older than an hour, or not one of yours. Choose the file again; nothing was brought in."


@capability(Permission.KEEP_SESSIONS)
@require_http_methods(["GET", "POST"])
def upload(request: Request) -> HttpResponse:
    """Choose a file; then see what it would become. Nothing is stored yet."""
    if request.method == "GET":
        return render(request, "today/calendar.html", {"weeks": calendars.AHEAD.days // 7})
    sent = request.FILES.get("calendar")
    if not isinstance(sent, UploadedFile):
        return refused(request, "No file was chosen. Choose a calendar file (ICS).")
    now = timezone.localtime()
    try:
        if (sent.size or 0) > LARGEST:
            raise RefusedCalendar("The file has more than 2 MB. Export fewer months.")
        found = read_calendar(sent.read(), begin=now.date(), end=now.date() + calendars.AHEAD, zone=timezone.get_current_timezone())
    except RefusedCalendar as wrong:
        return refused(request, str(wrong))
    return preview_page(request, found)


def preview_page(request: Request, found: CalendarRead, problem: str = "", chosen: dict[str, str] | None = None) -> HttpResponse:
    seen = calendars.preview(found.entries, request.user)
    clients = list(calendars.clients_of(request.user).order_by("code"))
    listed(request.user, Permission.KEEP_SESSIONS, len(clients))
    context = {
        "found": found,
        "preview": seen,
        "titles": [(each, (chosen or {}).get(each.title, each.code)) for each in seen.titles],
        "clients": clients,
        "held": signing.dumps(calendars.packed(found.entries), salt=salt(request.user), compress=True),
        "problem": problem,
        "weeks": calendars.AHEAD.days // 7,
    }
    return render(request, "today/calendar_preview.html", context, status=422 if problem else 200)


@capability(Permission.KEEP_SESSIONS)
@require_POST
def bring_in(request: Request) -> HttpResponse:
    """Plan the sessions of the titles that were given a client. Titles and codes are told apart by their place in the preview."""
    try:
        held = signing.loads(request.POST.get("held", ""), salt=salt(request.user), max_age=HOLDS)
    except signing.BadSignature:
        return refused(request, STALE)
    entries = calendars.unpacked(held, timezone.localtime())
    codes = dict(zip(request.POST.getlist("title"), (code.partition(" ")[0] for code in request.POST.getlist("code")), strict=False))
    known = {entry.title for entry in entries}
    chosen = {title: code for title, code in codes.items() if code and title in known}
    try:
        done = calendars.bring_in(entries, chosen, by=request.user)
    except calendars.CannotBringIn as wrong:
        return preview_page(request, CalendarRead(tuple(entries), 0, 0, 0, 0), str(wrong), codes)
    messages.info(request, in_words(done))
    return redirect("today:calendar")


def in_words(done: calendars.Result) -> str:
    said = [f"{done.planned} session{'' if done.planned == 1 else 's'} planned."]
    if done.there_already:
        said.append(f"{done.there_already} had a session at that time already.")
    if done.without_course:
        said.append(f"{done.without_course} left out: the client has no open course of care on that day.")
    return " ".join(said)


def salt(user: User) -> str:
    return f"fullarc.calendar.{user.pk}"


def refused(request: Request, why: str) -> HttpResponse:
    return render(request, "today/calendar.html", {"problem": why, "weeks": calendars.AHEAD.days // 7}, status=422)
