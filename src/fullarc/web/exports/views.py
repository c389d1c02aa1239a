"""Pages of taking a record out as FHIR and of bringing a FHIR file into a course."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.exchange.fhir.json_reading import FhirRefused
from fullarc.web import errors
from fullarc.web.access.gate import open_client, open_client_to_all
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.exports import actions
from fullarc.web.exports.arriving import Arriving, arriving
from fullarc.web.exports.forms import FhirForm
from fullarc.web.exports.models import Arrival
from fullarc.web.exports.taking_out import NotValid, take_out
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.records.confirmed import asked_to_confirm
from fullarc.web.records.sealed import sealed

# Bringing in stores sessions, notes, measures, goals and diagnoses: whoever does it may do each of these by hand.
NEEDED = (
    Permission.IMPORT_RECORDS,
    Permission.WRITE_NOTES,
    Permission.GIVE_MEASURES,
    Permission.KEEP_SESSIONS,
    Permission.KEEP_GOALS,
    Permission.KEEP_PLANS,
)
GONE = "This file was carried out or discarded before."
NOT_AS_SHOWN = "Nothing was stored: the record changed since this page was shown. Look at it again."


@capability(Permission.EXPORT_RECORD)
@require_http_methods(["GET", "POST"])
def taking_out(request: Request, client_id: UUID) -> HttpResponse:
    """One client's record, or one course of it, as a FHIR R4 Bundle."""
    client = open_client(request.user, client_id, to=Permission.EXPORT_RECORD)
    if (ask := asked_to_confirm(request)) is not None:
        return ask
    form = FhirForm(request.user, client, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = take_out(client, form.chosen, by=request.user, named=given["named"], notes=given["notes"])
        except NotValid as refused:
            return errors.unusable(request, str(refused))
        name = f"{client.code if given['named'] else 'record'}-fhir-{timezone.localdate():%Y-%m-%d}.json"
        return as_file(made.content, name, "" if given["plain"] else given["kept"])
    return render(request, "exports/take_out.html", {"client": client, "form": form}, status=422 if form.is_bound else 200)


def as_file(content: bytes, name: str, passphrase: str) -> HttpResponse:
    """The file as a download, sealed where there is a passphrase. It is never written to a disk of ours."""
    kind = "application/octet-stream" if passphrase else "application/fhir+json"
    answer = HttpResponse(sealed(content, passphrase) if passphrase else content, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{name}.age" if passphrase else name)
    return answer


@capability(Permission.IMPORT_RECORDS)
@transaction.non_atomic_requests  # the file is read here; nobody waits for it
@require_http_methods(["GET", "POST"])
def upload(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    course = open_course(request, client_id, course_id)
    refusal = ""
    if request.method == "POST":
        file = request.FILES.get("file")
        raw = file.read() if file else b""
        refusal = why_not(request, course, raw)
        if not refusal and file is not None:
            held = actions.hold(course, file.name or "", raw, by=request.user)
            return redirect("exports:preview", client_id, course_id, held.id)
    waiting = [each for each in course.arrivals.filter(begun_by=request.user) if each.is_open(timezone.now())]
    return page(request, course, "upload", {"refusal": refusal, "waiting": waiting}, status=422 if refusal else 200)


def why_not(request: HttpRequest, course: CourseOfCare, raw: bytes) -> str:
    """Why a file is not kept, in a sentence; empty when it is."""
    if any(name for handler in request.upload_handlers for name in getattr(handler, "too_large", [])):
        return "Nothing was kept: the file is too large. It may have 10 MB."
    if not raw:
        return "No file was chosen. Choose a FHIR file (JSON): a Bundle or a single resource."
    try:
        arriving(raw, course, today=timezone.localdate())
    except FhirRefused as refused:
        return f"Nothing was kept. {refused}"
    return ""


@capability(Permission.IMPORT_RECORDS)
@transaction.non_atomic_requests  # the file is read here; nobody waits for it
@require_GET
def preview(request: Request, client_id: UUID, course_id: UUID, arrival_id: UUID) -> HttpResponse:
    """What would be stored, and what would not, with the reason. Nothing is stored yet."""
    held = open_arrival(request, client_id, course_id, arrival_id)
    if not held.is_open(timezone.now()):
        return finished(request, held)
    plan = arriving(actions.raw_of(held), held.course, today=timezone.localdate(), subject=request.GET.get("subject", "")[:200])
    return page(request, held.course, "preview", shown(held, plan, request.GET.get("subject", "")))


def shown(held: Arrival, plan: Arriving, subject: str) -> dict[str, object]:
    new = plan.course
    return {
        "held": held,
        "plan": plan,
        "subject": subject or (plan.subjects[0][0] if plan.subjects else ""),
        "refused": plan.refused,
        "known": sum(plan.known.values()),
        "passed_over": sorted(plan.passed_over.items()),
        "forms": [
            (form, catalogue().get(form.measure).short_name, " and ".join(f"{value:g}" for value in form.totals.values()))
            for form in new.forms
        ],
    }


@capability(Permission.IMPORT_RECORDS)
@require_POST
def carry_out(request: Request, client_id: UUID, course_id: UUID, arrival_id: UUID) -> HttpResponse:
    held = open_arrival(request, client_id, course_id, arrival_id)
    given = {name: request.POST.get(name, "")[:200] for name in ("shown", "subject")}
    try:
        actions.carry_out(held, **given, today=timezone.localdate(), by=request.user)
    except actions.NotAsShown:
        messages.warning(request, NOT_AS_SHOWN)
        return redirect("exports:preview", client_id, course_id, arrival_id)
    except actions.Finished:
        return finished(request, held)
    return redirect("exports:report", client_id, course_id, arrival_id)


@capability(Permission.IMPORT_RECORDS)
@require_POST
def discard(request: Request, client_id: UUID, course_id: UUID, arrival_id: UUID) -> HttpResponse:
    held = open_arrival(request, client_id, course_id, arrival_id)
    try:
        actions.discard(held, by=request.user)
    except actions.Finished:
        return finished(request, held)
    messages.success(request, "The file was discarded. Nothing of it was stored.")
    return redirect("exports:upload", client_id, course_id)


@capability(Permission.IMPORT_RECORDS)
@require_GET
def report(request: Request, client_id: UUID, course_id: UUID, arrival_id: UUID) -> HttpResponse:
    held = open_arrival(request, client_id, course_id, arrival_id)
    if held.report is None:
        return finished(request, held)
    return page(request, held.course, "report", {"held": held, "report": held.report})


def open_course(request: Request, client_id: UUID, course_id: UUID) -> CourseOfCare:
    client = open_client_to_all(request.user, client_id, to=NEEDED)
    course: CourseOfCare = get_object_or_404(client.courses.select_related("client"), id=course_id)
    return course


def open_arrival(request: Request, client_id: UUID, course_id: UUID, arrival_id: UUID) -> Arrival:
    """A file of one's own below this course. What a colleague uploaded is theirs until it is in the record."""
    course = open_course(request, client_id, course_id)
    held: Arrival = get_object_or_404(course.arrivals.filter(begun_by=request.user).select_related("course__client"), id=arrival_id)
    return held


def finished(request: Request, held: Arrival) -> HttpResponse:
    """Where to go when it is over."""
    held.refresh_from_db()
    if held.state == Arrival.State.DONE:
        return redirect("exports:report", held.course.client_id, held.course_id, held.id)
    messages.warning(request, GONE)
    return redirect("exports:upload", held.course.client_id, held.course_id)


def page(request: Request, course: CourseOfCare, name: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    return render(request, f"exports/{name}.html", {"course": course, "client": course.client, **context}, status=status)
