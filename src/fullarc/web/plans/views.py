"""Pages of diagnoses: searching a code, entering, changing, withdrawing."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.diagnoses.code import UnknownCode
from fullarc.diagnoses.code_book import look_up
from fullarc.diagnoses.diagnosis import DiagnosisRefused
from fullarc.diagnoses.release_files import release
from fullarc.diagnoses.search import search
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client
from fullarc.web.plans import actions, queries
from fullarc.web.plans.forms import DiagnosisForm, WithdrawForm
from fullarc.web.plans.models import Diagnosis
from fullarc.web.versions import EditedMeanwhile, conflict_page

read_or_send = require_http_methods(["GET", "POST"])


@capability(Permission.KEEP_PLANS)
@require_POST
def codes(request: Request) -> HttpResponse:
    """The codes that what was typed may mean, as a piece of the page of diagnoses. It is about no client.

    What is searched for is sent and stands in no address.
    """
    typed = request.POST.get("find", "")
    return render(request, "plans/_codes.html", {"find": typed, "found": search(typed)})


@capability(Permission.READ_RECORD)
@require_GET
def diagnoses(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    """Those of now and of before."""
    client = open_client(request.user, client_id, to=Permission.READ_RECORD)
    course = get_object_or_404(client.courses, id=course_id)
    context = {
        "client": client,
        "course": course,
        "release": release(),
        "diagnosed": queries.diagnosed(course, timezone.localdate()),
        "may_keep": may_for(request.user, client, Permission.KEEP_PLANS),
    }
    return render(request, "plans/diagnoses.html", context)


@capability(Permission.KEEP_PLANS)
@read_or_send
def add_diagnosis(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    """`find` searches the codes, with `code` it fills the form with one, `take` does so with a code offered instead. All of it is sent."""
    client = open_client(request.user, client_id, to=Permission.KEEP_PLANS)
    course = get_object_or_404(client.courses, id=course_id)
    sent, searching = request.POST, "find" in request.POST or "take" in request.POST
    form = DiagnosisForm(None if searching else sent or None, initial=chosen(sent.get("take") or sent.get("code", "")) if searching else {})
    if form.is_bound and form.is_valid():
        try:
            actions.enter_diagnosis(course, form.save(commit=False), by=request.user)
        except DiagnosisRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("plans:diagnoses", client.id, course.id)
    typed = sent.get("find", "")
    context = {
        "client": client,
        "course": course,
        "form": form,
        "find": typed,
        "found": search(typed),
        "release": release(),
        "is_entering": form.is_bound or "code" in form.initial,
    }
    return render(request, "plans/add_diagnosis.html", context, status=422 if form.errors else 200)


@capability(Permission.KEEP_PLANS)
@read_or_send
def diagnosis(request: Request, client_id: UUID, diagnosis_id: UUID) -> HttpResponse:
    """Change one: it ended, it is sure now, it is the principal one."""
    client = open_client(request.user, client_id, to=Permission.KEEP_PLANS)
    row = get_diagnosis(client, diagnosis_id)
    form = DiagnosisForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_diagnosis(row, by=request.user, started_from=form.started_from, fields=form.changed_data)
        except EditedMeanwhile:
            return conflict_page(request, form, get_diagnosis(client, diagnosis_id))
        except DiagnosisRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("plans:diagnoses", client.id, row.course_id)
    context = {"client": client, "course": row.course, "diagnosis": row, "form": form}
    return render(request, "plans/diagnosis.html", context, status=422 if form.errors else 200)


@capability(Permission.KEEP_PLANS)
@read_or_send
def withdraw(request: Request, client_id: UUID, diagnosis_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_PLANS)
    row = get_diagnosis(client, diagnosis_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw_diagnosis(row, because=form.cleaned_data["because"], by=request.user)
        return redirect("plans:diagnoses", client.id, row.course_id)
    context = {"client": client, "course": row.course, "diagnosis": row, "form": form}
    return render(request, "plans/withdraw.html", context, status=422 if form.errors else 200)


def get_diagnosis(client: Client, diagnosis_id: UUID) -> Diagnosis:
    rows = Diagnosis.objects.filter(course__client=client, withdrawn_at=None).select_related("course__client")
    found: Diagnosis = get_object_or_404(rows, id=diagnosis_id)
    return found


def chosen(typed: str) -> dict[str, object]:
    """The form's beginning for a code that was picked from the list; what is no code leaves it empty."""
    if not typed:
        return {}
    try:
        code = look_up(typed)
    except UnknownCode:
        return {}
    return {"code": code.code, "wording": code.wording, "since": timezone.localdate()}
