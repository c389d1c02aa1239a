"""The audit pack of a course: check the record here, or make the file."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from fullarc.exchange.record.audit_pack import Check
from fullarc.web.access.gate import open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.audit_pack import actions
from fullarc.web.audit_pack.forms import PackForm
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.records.confirmed import asked_to_confirm
from fullarc.web.records.sealed import sealed


@capability(Permission.MAKE_AUDIT_PACK)
@require_http_methods(["GET", "POST"])
def pack(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    """With `check` the integrity statement on the page; else the pack as a file."""
    client = open_client(request.user, client_id, to=Permission.MAKE_AUDIT_PACK)
    course = get_object_or_404(client.courses.select_related("client"), id=course_id)
    if (ask := asked_to_confirm(request)) is not None:
        return ask
    if request.method == "POST" and "check" in request.POST:
        return page(request, course, PackForm(request.user, course, timezone.localdate()), actions.check(client, by=request.user))
    form = PackForm(request.user, course, timezone.localdate(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        content = actions.make_pack(course, given["since"], given["until"], by=request.user)
        answer = HttpResponse(content if given["plain"] else sealed(content, given["kept"]), content_type="application/octet-stream")
        name = f"{client.code}-audit-pack-{given['until']:%Y-%m-%d}.zip{'' if given['plain'] else '.age'}"
        answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
        return answer
    return page(request, course, form, None)


def page(request: Request, course: CourseOfCare, form: PackForm, checks: list[Check] | None) -> HttpResponse:
    context = {
        "client": course.client,
        "course": course,
        "form": form,
        "checks": checks,
        "whole": checks is not None and all(check.fine for check in checks),
    }
    return render(request, "audit_pack/pack.html", context, status=422 if form.is_bound else 200)
