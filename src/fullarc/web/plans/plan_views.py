"""Pages of the treatment plan: the one in force, every version, the editor, signing, consent."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.plans.completeness import gaps
from fullarc.plans.plan import EDITABLE, Kind, Outcome, Plan, PlanRefused, edited, with_line, without_line
from fullarc.web import errors
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.plans import planning, queries
from fullarc.web.plans.forms import ConsentForm, PlanForm, typed_lines
from fullarc.web.plans.models import TreatmentPlan
from fullarc.web.versions import Difference, EditedMeanwhile

read_or_send = require_http_methods(["GET", "POST"])


@capability(Permission.READ_RECORD)
@require_GET
def plan(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    """The plan in force, with the list of all versions."""
    client = open_client(request.user, client_id, to=Permission.READ_RECORD)
    course = get_object_or_404(client.courses, id=course_id)
    versions = queries.plans_of(course)
    in_force = next((row for row in versions if row.state == TreatmentPlan.State.SIGNED), None)
    return shown(request, client, course, versions, in_force)


@capability(Permission.READ_RECORD)
@require_GET
def version(request: Request, client_id: UUID, plan_id: UUID) -> HttpResponse:
    """One version as it was signed, or a draft as it stands."""
    client = open_client(request.user, client_id, to=Permission.READ_RECORD)
    course = get_plan(client, plan_id).course
    versions = queries.plans_of(course)
    return shown(request, client, course, versions, next(row for row in versions if row.pk == plan_id))


@capability(Permission.KEEP_PLANS)
@require_POST
def begin(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_PLANS)
    course = get_object_or_404(client.courses, id=course_id)
    begun = planning.begin_plan(course, by=request.user, today=timezone.localdate())
    return redirect("plans:write", client.id, begun.id)


@capability(Permission.KEEP_PLANS)
@read_or_send
def write(request: Request, client_id: UUID, plan_id: UUID) -> HttpResponse:
    """The editor. Every button saves what stands in it first; then it adds a line, takes one out, or signs."""
    client = open_client(request.user, client_id, to=Permission.KEEP_PLANS)
    row = get_plan(client, plan_id)
    if not row.is_draft:
        return redirect("plans:version", client.id, row.id)
    value = row.value
    if request.method == "GET":
        return editor(request, client, row, value, form_of(row))
    form = PlanForm(request.POST)
    typed = edited(value, typed_lines(request.POST, value), form.cleaned_data.get("review_on") if form.is_valid() else value.review_on)
    if not form.is_valid():
        return editor(request, client, row, typed, form, status=422)
    try:
        changed = pressed(request.POST, typed, row.course)
        planning.save_plan(row, changed, by=request.user, started_from=form.cleaned_data["from_version"])
        if "sign" in request.POST:
            planning.sign_plan(row, by=request.user, started_from=row.version, gone_through=form.cleaned_data["gone_through"])
    except EditedMeanwhile:
        return both(request, client, row, typed)
    except planning.NotReady as not_ready:
        form = PlanForm({**request.POST.dict(), "from_version": row.version})
        form.add_error(None, str(not_ready))
        return editor(request, client, row, changed, form, status=422)
    except (PlanRefused, planning.PlanClosed) as refused:
        return errors.unusable(request, str(refused))
    if not row.is_draft:
        return redirect("plans:plan", client.id, row.course_id)
    added = changed.lines[-1].id if len(changed.lines) > len(typed.lines) else ""
    address = redirect("plans:write", client.id, row.id)
    if added:
        address["Location"] += f"#line-{added}"
    return address


@capability(Permission.KEEP_PLANS)
@read_or_send
def discard(request: Request, client_id: UUID, plan_id: UUID) -> HttpResponse:
    """Throw a draft away, after a page that asks."""
    client = open_client(request.user, client_id, to=Permission.KEEP_PLANS)
    row = get_plan(client, plan_id)
    if not row.is_draft:
        return errors.unusable(request, "Found a signed plan; only a draft can be discarded. Begin the next version instead.")
    if request.method == "POST":
        course = row.course
        planning.discard_plan(row, by=request.user)
        return redirect("plans:plan", client.id, course.id)
    return render(request, "plans/discard_plan.html", {"client": client, "course": row.course, "row": row})


@capability(Permission.KEEP_PLANS)
@read_or_send
def consent(request: Request, client_id: UUID, plan_id: UUID) -> HttpResponse:
    """On which day, by whom and how a signed plan was agreed to."""
    client = open_client(request.user, client_id, to=Permission.KEEP_PLANS)
    row = get_plan(client, plan_id)
    if row.is_draft:
        return errors.unusable(request, "Found a draft; consent belongs to a signed plan, for a draft may still change. Sign it first.")
    form = ConsentForm(request.POST or None, initial={"given_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        planning.record_consent(row, form.save(commit=False), by=request.user, key=form.key)
        return redirect("plans:version", client.id, row.id)
    context = {"client": client, "course": row.course, "row": row, "form": form}
    return render(request, "plans/consent.html", context, status=422 if form.errors else 200)


def get_plan(client: Client, plan_id: UUID) -> TreatmentPlan:
    rows = TreatmentPlan.objects.filter(course__client=client).select_related("course__client", "signed_by")
    found: TreatmentPlan = get_object_or_404(rows, id=plan_id)
    return found


def pressed(sent: Mapping[str, str], value: Plan, course: CourseOfCare) -> Plan:
    """The plan after the button that was pressed. Refused (PlanRefused): a line or a goal that is not there."""
    if wanted := sent.get("remove"):
        return without_line(value, wanted)
    kind, _, under = sent.get("add", "").partition(":")
    if not kind:
        return value
    if kind not in set(Kind):
        raise PlanRefused("Found a kind of line that no plan has.")
    if kind != Kind.GOAL:
        return with_line(value, Kind(kind), under)
    wanted = sent.get(f"choose-{under}", "")
    goal = next((each for each in queries.open_goals(course) if str(each.pk) == wanted), None)
    if goal is None:
        raise PlanRefused("No goal was chosen, or it is not open any more. Choose one of the list, or agree a new goal first.")
    return with_line(value, Kind.GOAL, under, text=goal.text, goal=str(goal.pk))


def form_of(row: TreatmentPlan) -> PlanForm:
    return PlanForm(initial={"from_version": row.version, "review_on": row.review_on})


def editor(request: Request, client: Client, row: TreatmentPlan, value: Plan, form: PlanForm, *, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    taken = {line.goal for line in value.of(Kind.GOAL)}
    context = {
        "client": client,
        "course": row.course,
        "row": row,
        "value": value,
        "form": form,
        "gaps": gaps(value, today),
        "goals": [goal for goal in queries.open_goals(row.course) if str(goal.pk) not in taken],
        "diagnoses": queries.diagnoses_of(row.course, today),
        "outcomes": list(Outcome),
        **beside(value),
    }
    return render(request, "plans/write_plan.html", context, status=status)


def shown(request: Request, client: Client, course: CourseOfCare, versions: list[TreatmentPlan], row: TreatmentPlan | None) -> HttpResponse:
    today: date = timezone.localdate()
    value = row.value if row else None
    context = {
        "client": client,
        "course": course,
        "row": row,
        "value": value,
        "versions": versions,
        "draft": next((each for each in versions if each.is_draft), None),
        "gaps": gaps(value, today) if value and row and row.state != TreatmentPlan.State.SUPERSEDED else (),
        "due": queries.review_of(course, today),
        "unchanged": row.is_unchanged if row and not row.is_draft else True,
        "may_keep": may_for(request.user, client, Permission.KEEP_PLANS),
        **(beside(value) if value else {}),
    }
    return render(request, "plans/plan.html", context)


def beside(value: Plan) -> dict[str, object]:
    """The lines that stand beside the thread of problems."""
    headings = (
        (Kind.STRENGTH, "Strengths", "strength"),
        (Kind.BARRIER, "Barriers", "barrier"),
        (Kind.DISCHARGE, "Discharge criteria", "criterion"),
    )
    return {"tree": value.tree(), "beside": [(kind.value, heading, word, value.of(kind)) for kind, heading, word in headings]}


def both(request: Request, client: Client, row: TreatmentPlan, typed: Plan) -> HttpResponse:
    """409: every field of which two versions exist; the link leads to what is stored now."""
    row.refresh_from_db()
    stored = {line.id: line for line in row.value.lines}
    differences = []
    for line in typed.lines:
        for name in EDITABLE:
            yours, theirs = getattr(line, name), getattr(stored.get(line.id), name, "")
            if yours != theirs:
                differences.append(Difference(f"{str(line.kind).capitalize()}{'' if name == 'text' else ', ' + name}", yours, theirs))
    return render(
        request, "plans/conflict.html", {"client": client, "course": row.course, "row": row, "differences": differences}, status=409
    )
