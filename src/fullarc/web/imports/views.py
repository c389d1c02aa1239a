"""Pages of an import: upload, questions, dry run, report.

Working out what many files hold takes its time, so no transaction is held meanwhile; what is stored is stored by the actions, each whole.
"""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.exchange.incoming.csv_reading import Table
from fullarc.exchange.incoming.import_plan import ImportPlan
from fullarc.exchange.incoming.score_columns import TOTAL
from fullarc.exchange.record.csv_writing import csv_text
from fullarc.web.access.gate import open_client_to_all
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.imports import actions, kept, queries
from fullarc.web.imports.forms import NoteQuestions, ScoreQuestions
from fullarc.web.imports.models import Import, KeptMapping
from fullarc.web.imports.places import numbers_told, places_of
from fullarc.web.imports.report import REFUSED_COLUMNS, notes_of, row_of, together
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.versions import EditedMeanwhile

# An import stores sessions, notes and scores: whoever carries it out may do each of these by hand.
NEEDED = (Permission.IMPORT_RECORDS, Permission.WRITE_NOTES, Permission.GIVE_MEASURES, Permission.KEEP_SESSIONS)
GONE = "These files were carried out or discarded before."
MEANWHILE = "This was decided in another tab meanwhile; here is how it stands now."
NOT_AS_SHOWN = "Nothing was stored: the record changed since this page was shown. Look at the dry run again."


@capability(Permission.IMPORT_RECORDS)
@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
def upload(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    course = open_course(request, client_id, course_id)
    refusal = ""
    if request.method == "POST":
        files = [(file.name or "", file.read()) for file in request.FILES.getlist("files")]
        refusal = why_not(request, files)
        if not refusal:
            held = actions.hold(course, files, by=request.user)
            actions.offer_kept(held, today=timezone.localdate())
            settled = queries.plan_of(held, today=timezone.localdate()).settled
            return redirect("imports:dry_run" if settled else "imports:questions", client_id, course_id, held.id)
    context = {"course": course, "refusal": refusal, "open_imports": queries.open_imports(course, request.user, timezone.now())}
    return page(request, course, "upload", context, status=422 if refusal else 200)


@capability(Permission.IMPORT_RECORDS)
@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
def questions(request: Request, client_id: UUID, course_id: UUID, import_id: UUID) -> HttpResponse:
    held = open_import(request, client_id, course_id, import_id)
    if not held.is_open(timezone.now()):
        return finished(request, held)
    plan = queries.plan_of(held, today=timezone.localdate())
    offered = kept.offered(plan.table.columns) if plan.table else []
    if request.method == "POST" and plan.table and (use := request.POST.get("use")):
        return use_kept(request, held, plan.table, next((each for each in offered if str(each.pk) == use), None))
    sent = request.POST if request.method == "POST" else None
    notes = NoteQuestions(plan, held.choices, sent, today=timezone.localdate())
    scores = ScoreQuestions(plan, held.choices, sent) if plan.scores else None
    if sent and notes.is_valid() and (scores is None or scores.is_valid()):
        try:
            decided = notes.decided() | (scores.decided() if scores else {})
            actions.decide(held, decided, started_from=int(sent.get("from_version", "0") or 0))
            if scores and plan.table and (name := scores.cleaned_data["keep_as"]):
                kept.keep(held, name, plan.table.columns, by=request.user)
        except (EditedMeanwhile, ValueError):
            messages.warning(request, MEANWHILE)
            return redirect("imports:questions", client_id, course_id, import_id)
        settled = queries.plan_of(held, today=timezone.localdate()).settled
        return redirect("imports:dry_run" if settled else "imports:questions", client_id, course_id, import_id)
    context = {"held": held, "plan": plan, "notes": notes, "scores": scores, "offered": offered}
    return page(request, held.course, "questions", context, status=422 if sent else 200)


def use_kept(request: Request, held: Import, table: Table, chosen: KeptMapping | None) -> HttpResponse:
    """Read the columns as a kept mapping says, and show the questions anew."""
    if chosen is not None:
        try:
            started_from = int(request.POST.get("from_version", "0") or 0)
            actions.decide(held, held.choices | kept.choices_of(chosen, table.columns), started_from=started_from)
        except (EditedMeanwhile, ValueError):
            messages.warning(request, MEANWHILE)
    return redirect("imports:questions", held.course.client_id, held.course_id, held.id)


@capability(Permission.IMPORT_RECORDS)
@transaction.non_atomic_requests
@require_GET
def dry_run(request: Request, client_id: UUID, course_id: UUID, import_id: UUID) -> HttpResponse:
    held = open_import(request, client_id, course_id, import_id)
    if not held.is_open(timezone.now()):
        return finished(request, held)
    return dry_run_page(request, held, queries.plan_of(held, today=timezone.localdate()))


@capability(Permission.IMPORT_RECORDS)
@transaction.non_atomic_requests
@require_GET
def refused_rows(request: Request, client_id: UUID, course_id: UUID, import_id: UUID) -> HttpResponse:
    """What was or would be refused, as a CSV file."""
    imported = open_import(request, client_id, course_id, import_id)
    if imported.is_open(timezone.now()):
        rows = [row_of(refusal) for refusal in queries.plan_of(imported, today=timezone.localdate()).refused]
    else:
        rows = (imported.report or {"refused": []})["refused"]
    response = HttpResponse(csv_text(REFUSED_COLUMNS, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="refused.csv"'
    return response


@capability(Permission.IMPORT_RECORDS)
@transaction.non_atomic_requests
@require_POST
def carry_out(request: Request, client_id: UUID, course_id: UUID, import_id: UUID) -> HttpResponse:
    held = open_import(request, client_id, course_id, import_id)
    shown, begin_earlier = request.POST.get("shown", ""), request.POST.get("begin_earlier") == "yes"
    try:
        actions.carry_out(held, shown=shown, begin_earlier=begin_earlier, today=timezone.localdate(), by=request.user)
    except actions.NotAsShown:
        messages.warning(request, NOT_AS_SHOWN)
        return redirect("imports:dry_run", client_id, course_id, import_id)
    except actions.Finished:
        return finished(request, held)
    return redirect("imports:report", client_id, course_id, import_id)


@capability(Permission.IMPORT_RECORDS)
@require_POST
def discard(request: Request, client_id: UUID, course_id: UUID, import_id: UUID) -> HttpResponse:
    held = open_import(request, client_id, course_id, import_id)
    try:
        actions.discard(held, by=request.user)
    except actions.Finished:
        return finished(request, held)
    messages.success(request, "The uploaded files were discarded. Nothing of them was stored.")
    return redirect("imports:upload", client_id, course_id)


@capability(Permission.IMPORT_RECORDS)
@require_GET
def report(request: Request, client_id: UUID, course_id: UUID, import_id: UUID) -> HttpResponse:
    imported = open_import(request, client_id, course_id, import_id)
    if imported.report is None:
        return finished(request, imported)
    context = {
        "held": imported,
        "report": imported.report,
        "refused_together": together(imported.report["refused"]),
        "notes": notes_of(imported.report),
        "scores": [(named(measure), count) for measure, count in imported.report["scores"]],
    }
    return page(request, imported.course, "report", context)


def open_course(request: Request, client_id: UUID, course_id: UUID) -> CourseOfCare:
    client = open_client_to_all(request.user, client_id, to=NEEDED)
    course: CourseOfCare = get_object_or_404(client.courses.select_related("client"), id=course_id)
    return course


def open_import(request: Request, client_id: UUID, course_id: UUID, import_id: UUID) -> Import:
    """An import of one's own below this course. What a colleague uploaded is theirs until it is in the record."""
    course = open_course(request, client_id, course_id)
    imported: Import = get_object_or_404(course.imports.filter(begun_by=request.user).select_related("course__client"), id=import_id)
    return imported


def why_not(request: HttpRequest, files: list[tuple[str, bytes]]) -> str:
    """Why an upload is not kept, in a sentence; empty when it is."""
    too_large = [name for handler in request.upload_handlers for name in getattr(handler, "too_large", [])]
    if too_large:
        return f"Nothing was kept: {', '.join(too_large)} is too large. A file may have 10 MB, all together 25 MB."
    return "" if files else "No file was chosen. Choose notes (txt, md, docx, rtf, odt, pdf), a zip of them, or a table of scores (csv)."


def dry_run_page(request: Request, held: Import, plan: ImportPlan) -> HttpResponse:
    course, first, places = held.course, plan.days[0] if plan.days else None, places_of(held.course, plan.notes.ready)
    numbered, otherwise = numbers_told(course, places)
    earlier = first if first and first < course.began else None
    context = {
        "held": held,
        "plan": plan,
        "earlier": earlier,
        "begin_earlier": earlier is not None and queries.covers_alone(course, earlier),
        "after_end": [day for day in plan.days if course.ended and day > course.ended],
        "numbered": numbered,
        "places": [(place, [*place.remarks, *filter(None, [otherwise.get(place.note.key)])]) for place in places],
        "refused": plan.refused,
        "refused_together": together([row_of(refusal) for refusal in plan.refused]),
        "scores": [(score, named(score.measure, score.scale)) for score in (plan.scores.accepted if plan.scores else ())],
        "known_scores": [(score, named(score.measure)) for score in (plan.scores.known if plan.scores else ())],
    }
    return page(request, course, "dry_run", context)


def named(measure: str, scale: str = TOTAL) -> str:
    """A measure as people call it, with the subscale when it is not the total."""
    if measure not in catalogue():
        return measure
    instrument = catalogue().get(measure)
    return instrument.short_name if scale == TOTAL else f"{instrument.short_name}, {instrument.scale(scale).name.lower()}"


def finished(request: Request, imported: Import) -> HttpResponse:
    """Where to go when an import is over."""
    where = (imported.course.client_id, imported.course_id)
    imported.refresh_from_db()
    if imported.state == Import.State.DONE:
        return redirect("imports:report", *where, imported.id)
    messages.warning(request, GONE)
    return redirect("imports:upload", *where)


def page(request: Request, course: CourseOfCare, name: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    return render(request, f"imports/{name}.html", {"course": course, "client": course.client, "step": name, **context}, status=status)
