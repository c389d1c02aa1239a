"""Pages that show reviews: the list of a course, one review with what has changed in the record since."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_POST

from fullarc.reports.page import report_html
from fullarc.reports.readers import readers
from fullarc.web import errors
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.plans.queries import review_of
from fullarc.web.reviews import actions, queries
from fullarc.web.reviews.forms import BeginForm
from fullarc.web.reviews.models import Review
from fullarc.web.reviews.shown import report_of

MOST_DIFFERENCES = 40


@capability(Permission.READ_RECORD)
@require_GET
def reviews(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    """All reviews of a course; a new one may begin at any time, and the page says when one is due."""
    client = open_client(request.user, client_id, to=Permission.READ_RECORD)
    course = get_object_or_404(client.courses, id=course_id)
    rows = queries.reviews_of(course)
    context = {
        "client": client,
        "course": course,
        "rows": rows,
        "draft": next((row for row in rows if row.is_draft), None),
        "due": review_of(course, timezone.localdate()),
        "form": BeginForm(initial={"kind": usual_kind(course)}),
        "may_keep": may_for(request.user, client, Permission.KEEP_REVIEWS),
    }
    return render(request, "reviews/list.html", context)


def usual_kind(course: CourseOfCare) -> str:
    if course.ending == CourseOfCare.Ending.TRANSFERRED:
        return Review.Kind.TRANSFER
    if not course.is_open(timezone.localdate()):
        return Review.Kind.DISCHARGE
    return Review.Kind.PLAN if review_of(course, timezone.localdate()) else Review.Kind.PROGRESS


@capability(Permission.KEEP_REVIEWS)
@require_POST
def begin(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_REVIEWS)
    course = get_object_or_404(client.courses, id=course_id)
    form = BeginForm(request.POST)
    if not form.is_valid():
        return errors.unusable(request, "Found no kind of review that is known. Choose one of those that the page offers.")
    return redirect("reviews:write", client.id, actions.begin(course, form.cleaned_data["kind"], by=request.user).id)


@capability(Permission.READ_RECORD)
@require_GET
def review(request: Request, client_id: UUID, review_id: UUID) -> HttpResponse:
    """A review as it was frozen and, once signed, as it was signed; beside it what the record says otherwise today."""
    client = open_client(request.user, client_id, to=Permission.READ_RECORD)
    row = get_review(client, review_id)
    changed = queries.changed_since(row)
    earlier = [one for one in changed if one.how != "new"]
    context = {
        "client": client,
        "course": row.course,
        "row": row,
        "value": row.value,
        "body": mark_safe(report_html(report_of(row, client))),  # noqa: S308 (escaped by its own templates)
        "changed": earlier[:MOST_DIFFERENCES],
        "more": max(0, len(earlier) - MOST_DIFFERENCES),
        "new": len(changed) - len(earlier),
        "raised": queries.raised_since(row),
        "may_keep": may_for(request.user, client, Permission.KEEP_REVIEWS),
        "may_issue": may_for(request.user, client, Permission.ISSUE_REPORTS),
        "readers": readers().values(),
        "left": queries.unsaved(row, request.user),
    }
    return render(request, "reviews/review.html", context)


def get_review(client: Client, review_id: UUID) -> Review:
    found: Review = get_object_or_404(
        Review.objects.filter(course__client=client).select_related("signed_by", "begun_by", "course"), id=review_id
    )
    return found
