"""Pages of the case formulation: the newest version, an earlier one, writing the next."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from fullarc.plans.formulation import PARTS, written
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.plans import queries
from fullarc.web.plans.forms import FormulationForm
from fullarc.web.plans.formulating import NothingWritten, write_formulation
from fullarc.web.plans.models import Formulation
from fullarc.web.versions import Difference, EditedMeanwhile


@capability(Permission.READ_RECORD)
@require_GET
def formulation(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.READ_RECORD)
    course = get_object_or_404(client.courses, id=course_id)
    return shown(request, client, course, queries.newest_formulation(course))


@capability(Permission.READ_RECORD)
@require_GET
def version(request: Request, client_id: UUID, formulation_id: UUID) -> HttpResponse:
    """An earlier version, as it was."""
    client = open_client(request.user, client_id, to=Permission.READ_RECORD)
    rows = Formulation.objects.filter(course__client=client).select_related("course__client", "written_by")
    row = get_object_or_404(rows, id=formulation_id)
    return shown(request, client, row.course, row)


@capability(Permission.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def write(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    """The next version begins with the words of the newest one; the first with the presenting problem of the course."""
    client = open_client(request.user, client_id, to=Permission.KEEP_PLANS)
    course = get_object_or_404(client.courses, id=course_id)
    newest = queries.newest_formulation(course)
    form = FormulationForm(request.POST or None, initial=beginning(course, newest))
    if request.method == "POST" and form.is_valid():
        try:
            write_formulation(course, form.parts, by=request.user, started_from=form.cleaned_data["from_number"])
        except EditedMeanwhile:
            return both(request, client, form, queries.newest_formulation(course))
        except NothingWritten as nothing:
            form.add_error(None, str(nothing))
        else:
            return redirect("plans:formulation", client.id, course.id)
    context = {"client": client, "course": course, "form": form, "newest": newest}
    return render(request, "plans/write_formulation.html", context, status=422 if form.errors else 200)


def beginning(course: CourseOfCare, newest: Formulation | None) -> dict[str, object]:
    if newest is None:
        return {"from_number": 0, "presenting_problem": course.presenting_problem}
    return {"from_number": newest.number, **newest.parts}


def shown(request: Request, client: Client, course: CourseOfCare, row: Formulation | None) -> HttpResponse:
    context = {
        "client": client,
        "course": course,
        "row": row,
        "parts": [(part, row.parts.get(part.key, "")) for part in PARTS] if row else [],
        "versions": list(course.formulations.select_related("written_by").defer("parts")),
        "may_keep": may_for(request.user, client, Permission.KEEP_PLANS),
    }
    return render(request, "plans/formulation.html", context)


def both(request: Request, client: Client, form: FormulationForm, newest: Formulation | None) -> HttpResponse:
    """409: what was typed and what was saved meanwhile; sent again, it starts from the newest version."""
    stored, typed = dict(newest.parts) if newest else {}, written(form.parts)
    changed = [part for part in PARTS if typed.get(part.key, "") != stored.get(part.key, "")]
    context = {
        "client": client,
        "differences": [Difference(part.heading, typed.get(part.key, ""), stored.get(part.key, "")) for part in changed],
        "form": FormulationForm(initial={"from_number": newest.number if newest else 0, **typed}),
    }
    return render(request, "conflict.html", context, status=409)
