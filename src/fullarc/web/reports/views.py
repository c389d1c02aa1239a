"""Pages of reports: whom to write to, the preview of exactly what leaves, issuing, what was issued."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.reports.disclosure import disclosure
from fullarc.reports.page import report_html
from fullarc.reports.readers import IN_WORDS, Level, Reader, parts, readers
from fullarc.web import errors
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.reports import actions, queries
from fullarc.web.reports.forms import NamesForm, ReportForm
from fullarc.web.reports.models import IssuedReport, NamesToRemove
from fullarc.web.reviews.models import Review
from fullarc.web.signals.waiting import ids_of, waiting
from fullarc.web.versions import EditedMeanwhile

NO_RECIPIENT = "It was not issued: say to whom it goes. Name and address are printed above the report."
read_or_send = require_http_methods(["GET", "POST"])


@capability(Permission.READ_RECORD)
@require_GET
def reports(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    """For whom a report can be written, from which review, and every report that was issued."""
    client = open_client(request.user, client_id, to=Permission.READ_RECORD)
    course = get_object_or_404(client.courses, id=course_id)
    names = {reader.key: reader.name for reader in readers().values()}
    reviews = queries.signed_reviews(course)
    context = {
        "client": client,
        "course": course,
        "reviews": reviews,
        "newest": reviews[0] if reviews else None,
        "readers": readers().values(),
        "rows": [(row, names.get(row.reader, row.reader)) for row in queries.issued_for(course)],
        "may_issue": may_for(request.user, client, Permission.ISSUE_REPORTS),
    }
    return render(request, "reports/list.html", context)


@capability(Permission.ISSUE_REPORTS)
@read_or_send
def report(request: Request, client_id: UUID, course_id: UUID, reader_key: str) -> HttpResponse:
    """The preview; POST shows it with other settings, or issues exactly what was seen."""
    client = open_client(request.user, client_id, to=Permission.ISSUE_REPORTS)
    course = get_object_or_404(client.courses, id=course_id)
    reader = readers().get(reader_key)
    if reader is None:
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET
    form = ReportForm(asked, reader=reader)
    if not form.is_valid():
        return errors.unusable(request, "Found a setting that is not offered. Choose one of those on the page.")
    review = review_asked(course, asked.get("review", ""))
    recipient = form.cleaned_data["recipient"].replace("\r\n", "\n").strip()
    written = queries.written(course, client, reader, review, form.chosen, recipient=recipient, by=request.user)
    if request.method == "POST" and "show" not in request.POST:
        purpose = form.cleaned_data["purpose"] or reader.purpose
        if reader.addressed and not recipient:
            return preview(request, client, course, reader, review, written, form, refused=NO_RECIPIENT)
        shown = {"seen": form.cleaned_data["seen"], "known": form.cleaned_data["known"].split(), "key": form.key}
        try:
            row = actions.issue(course, reader, written, review=review, recipient=recipient, purpose=purpose, **shown, by=request.user)
        except actions.NotAsSeen as not_as_seen:
            return preview(request, client, course, reader, review, written, form, refused=str(not_as_seen))
        return redirect("reports:issued", client.id, row.id)
    return preview(request, client, course, reader, review, written, form)


def review_asked(course: CourseOfCare, asked: str) -> Review | None:
    """The signed review that a report is made from; None for the record as it stands today."""
    if not asked:
        return None
    try:
        found: Review = get_object_or_404(course.reviews.exclude(signed_at=None).select_related("signed_by", "course"), pk=UUID(asked))
    except ValueError:
        raise Http404 from None
    return found


def preview(
    request: Request,
    client: Client,
    course: CourseOfCare,
    reader: Reader,
    review: Review | None,
    written: queries.Written,
    form: ReportForm,
    *,
    refused: str = "",
) -> HttpResponse:
    given, signals = form.cleaned_data, waiting(client)
    filled: dict[str, Any] = {f"level_{part}": int(level) for part, level in written.levels.items()}
    filled |= {"recipient": given["recipient"], "purpose": given["purpose"] or reader.purpose}
    filled |= {"seen": actions.fingerprint(written), "known": " ".join(ids_of(signals))}
    names = NamesToRemove.objects.filter(client=client).first() if reader.scrubbed else None
    context = {
        "client": client,
        "course": course,
        "reader": reader,
        "review": review,
        "reviews": queries.signed_reviews(course),
        "form": ReportForm(initial=filled, reader=reader),
        "disclosure": disclosure(reader, written.levels),
        "open_risk": written.open_risk,
        "open_risk_left_out": written.open_risk_left_out,
        "waiting": signals,
        "lacking": written.lacking,
        "body": mark_safe(report_html(written.report)),  # noqa: S308 (escaped by its own templates)
        "removed": written.removed,
        "left": written.left,
        "names": NamesForm.of(names) if reader.scrubbed else None,
        "refused": refused,
    }
    return render(request, "reports/report.html", context, status=409 if refused else 200)


@capability(Permission.ISSUE_REPORTS)
@require_POST
def names(request: Request, client_id: UUID, course_id: UUID, reader_key: str) -> HttpResponse:
    """Keep the names to remove, then back to the preview."""
    client = open_client(request.user, client_id, to=Permission.ISSUE_REPORTS)
    course = get_object_or_404(client.courses, id=course_id)
    if reader_key not in readers():
        raise Http404
    form = NamesForm(request.POST, prefix="names")
    if not form.is_valid():
        return errors.unusable(request, "Found a list that is too long or a page that is too old. Go back, reload it, and send it again.")
    given = form.cleaned_data
    try:
        actions.keep_names(client, people=given["people"], places=given["places"], started_from=given["from_version"], by=request.user)
    except EditedMeanwhile:
        return errors.unusable(
            request, "Found the list changed in another tab meanwhile. Go back, reload the page, and add your names to it."
        )
    response = redirect("reports:report", client.id, course.id, reader_key)
    if review := review_asked(course, request.POST.get("review", "")):
        response["Location"] += f"?review={review.pk}"
    return response


@capability(Permission.READ_RECORD)
@require_GET
def issued(request: Request, client_id: UUID, report_id: UUID) -> HttpResponse:
    """A report as it was issued: what it said, to whom, what for, and whether it is still what left."""
    client = open_client(request.user, client_id, to=Permission.READ_RECORD)
    row = get_report(client, report_id)
    told = parts()
    context = {
        "client": client,
        "course": row.course,
        "row": row,
        "reader": readers().get(row.reader),
        "levels": [(told[part], IN_WORDS[Level(level)]) for part, level in row.levels.items() if part in told and level],
        "body": mark_safe(report_html(row.value)),  # noqa: S308 (escaped by its own templates)
        "may_issue": may_for(request.user, client, Permission.ISSUE_REPORTS),
    }
    return render(request, "reports/issued.html", context)


@capability(Permission.ISSUE_REPORTS)
@require_GET
def issued_pdf(request: Request, client_id: UUID, report_id: UUID) -> HttpResponse:
    """The PDF, byte for byte as it was issued."""
    client = open_client(request.user, client_id, to=Permission.ISSUE_REPORTS)
    row = get_report(client, report_id)
    response = HttpResponse(row.pdf_bytes, content_type="application/pdf")
    code = "case" if row.reader == "consultation" else client.code.replace("/", "-")
    name = f"{code}-{row.reader}-{row.issued_at:%Y-%m-%d}.pdf"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    actions.taken(row, by=request.user)
    return response


def get_report(client: Client, report_id: UUID) -> IssuedReport:
    rows = IssuedReport.objects.filter(course__client=client).select_related("course", "issued_by", "review")
    found: IssuedReport = get_object_or_404(rows, id=report_id)
    return found
