"""The course of care on one page, and as a file."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_http_methods
from markupsafe import Markup

from fullarc.change.expected_course import BELOW_CLINICAL
from fullarc.course.assessment import CourseAssessment
from fullarc.course.sheet import NOT_JUDGED
from fullarc.course.since_last import since_last
from fullarc.exchange.pages.assessment_json import assessment_json
from fullarc.exchange.pages.course_links import CourseLinks
from fullarc.exchange.pages.course_page import course_body, course_document
from fullarc.exchange.pages.course_pdf import course_pdf
from fullarc.exchange.pages.course_words import SIGNALS
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.middleware import listed
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.findings.actions import ensure_read
from fullarc.web.notes.queries import newest_plan
from fullarc.web.plans.queries import review_of
from fullarc.web.progress import deeds
from fullarc.web.progress.caseload import FILTERS, matching
from fullarc.web.progress.expected import learn, why_none
from fullarc.web.progress.first_steps import first_steps
from fullarc.web.progress.in_force import InForce, in_force
from fullarc.web.progress.judged import Judged, judged
from fullarc.web.progress.kept_rows import are_kept, rows_of
from fullarc.web.progress.links import head_of, links_for
from fullarc.web.progress.rows import waiting_among
from fullarc.web.progress.suggesting import next_steps

KINDS = ("html", "pdf", "json")
PAGE = 50  # clients on a page of the caseload: a longer one takes longer to draw than to read


@capability(Permission.SEE_CASELOAD)
@require_http_methods(["GET", "POST"])
def caseload(request: Request) -> HttpResponse:
    """One row a client; `show` is a filter. Words to look for come by POST only: a client's name stands in no address."""
    learn(timezone.localdate())
    rows = rows_of(request.user)
    listed(request.user, Permission.SEE_CASELOAD, len(rows))
    asked = request.POST if request.method == "POST" else request.GET
    words, show = request.POST.get("find", "").strip()[:100], asked.get("show", "all")
    chosen = next((test for key, _, test in FILTERS if key == show), FILTERS[0][2])
    filters = [(key, name, sum(map(test, rows))) for key, name, test in FILTERS]
    shown = Paginator(matching([row for row in rows if chosen(row)], words), PAGE).get_page(asked.get("page"))
    context = {
        "page": shown,
        "filters": [f for f in filters if f[2] or f[0] in ("all", show)],
        "show": show,
        "find": words,
        "total": len(rows),
        "steps": first_steps(request.user, timezone.localdate()) if not rows else None,
        "waiting": None if are_kept(request.user, rows) else waiting_among(row.course for row in rows if row.course is not None),
        "this_year": timezone.localdate().year,
    }
    return render(request, "progress/caseload.html", context)


@capability(Permission.READ_RECORD)
@require_GET
def course(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    """Outcome of the course."""
    client = open_client(request.user, client_id, to=Permission.READ_RECORD)
    course = get_object_or_404(client.courses, id=course_id)
    rules = in_force()
    found = assessed(course, request, rules)
    links = links_for(request, client, course, get_token(request))
    steps = next_steps(found.seen, course, links)
    may_plan = may_for(request.user, client, Permission.KEEP_PLANS)
    why = render_to_string("progress/_why.html", {"client": client, "course": course, "steps": steps, "may_plan": may_plan}, request)
    may_write, nothing = may_for(request.user, client, Permission.WRITE_NOTES), ""
    if is_empty(found.seen):
        nothing = render_to_string("progress/_begin_course.html", {"client": client, "course": course, "may_write": may_write}, request)
    body = course_body(
        found.seen,
        client=head_of(client, course),
        links=links,
        after_outcome=Markup(why),  # noqa: S704 (a template of ours)
        nothing_yet=Markup(nothing),  # noqa: S704 (as above)
    )
    context = {
        "client": client,
        "course": course,
        "body": mark_safe(body),  # noqa: S308 (escaped by its own templates)
        "closed": [(row, SIGNALS.get(row.kind, ("", row.kind))[1], found.holds(row)) for row in found.closed],
        "no_band": no_band(found.seen, rules),
    }
    return render(request, "progress/course.html", context)


@capability(Permission.READ_RECORD)
@require_GET
def since(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    """Progress since last time."""
    client = open_client(request.user, client_id, to=Permission.READ_RECORD)
    course = get_object_or_404(client.courses, id=course_id)
    seen = assessed(course, request, in_force()).seen
    plan = newest_plan(course)
    context = {
        "client": client,
        "course": course,
        "since": since_last(seen),
        "not_judged": NOT_JUDGED,
        "plan": plan,
        "review": review_of(course, timezone.localdate()),
        "is_empty": is_empty(seen),
        "may_write": may_for(request.user, client, Permission.WRITE_NOTES),
    }
    return render(request, "progress/since.html", context)


@capability(Permission.EXPORT_RECORD)
@require_GET
def course_file(request: Request, client_id: UUID, course_id: UUID, kind: str) -> HttpResponse:
    """The same assessment as a file: html, pdf or json."""
    client = open_client(request.user, client_id, to=Permission.EXPORT_RECORD)
    course = get_object_or_404(client.courses, id=course_id)
    if kind not in KINDS:
        raise Http404
    seen = assessed(course, request, in_force()).seen
    response = written(kind, seen, client, course, request)
    name = f"{client.code.replace('/', '-')}-course-{seen.as_of:%Y-%m-%d}.{kind}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    record(deeds.EXPORTED, by=request.user, client=client, on=course, about=kind)
    return response


def written(kind: str, seen: CourseAssessment, client: Client, course: CourseOfCare, request: Request) -> HttpResponse:
    if kind == "json":
        return JsonResponse(assessment_json(seen), json_dumps_params={"ensure_ascii": False, "indent": 1})
    links = CourseLinks(note_text=links_for(request, client, course, "").note_text)
    if kind == "html":
        return HttpResponse(course_document(seen, client=head_of(client, course), links=links))
    return HttpResponse(course_pdf(seen, client=head_of(client, course), links=links), content_type="application/pdf")


def is_empty(seen: CourseAssessment) -> bool:
    line = seen.timeline
    return not (line.notes or line.scores or line.ratings or line.entries or line.tracked)


def assessed(course: CourseOfCare, request: Request, rules: InForce) -> Judged:
    ensure_read(course, by=request.user)
    return judged(course, timezone.localdate(), rules)


def no_band(seen: CourseAssessment, rules: InForce) -> list[tuple[str, str]]:
    """The outcome measures of a course without an expected course, each with the sentence why."""
    outcomes = [one for one in seen.scores if one.scale == "total" and one.points and one.reliable_change is not None]
    return [
        (one.name, BELOW_CLINICAL if one.measure in rules.expected else why_none(rules.refused, one.measure))
        for one in outcomes
        if not one.expected and not (one.measure in rules.expected and len(one.points) < 2)
    ]
