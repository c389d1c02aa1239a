"""Pages of the safety plan: the one in force, every version, the editor."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client
from fullarc.web.safety import keeping, pages, parts
from fullarc.web.safety.forms import DocumentForm, SafetyPlanForm
from fullarc.web.safety.models import SafetyPlan
from fullarc.web.safety.queries import versions_of

AS_IT_IS = "as_it_is"  # what the button sends after the empty parts were named
read_or_send = require_http_methods(["GET", "POST"])


@capability(Permission.READ_RECORD)
@require_GET
def plan(request: Request, client_id: UUID) -> HttpResponse:
    """The plan in force, on one printed page, with the list of all versions."""
    client = open_client(request.user, client_id, to=Permission.READ_RECORD)
    versions = versions_of(SafetyPlan, client)
    return shown(request, client, versions, pages.in_force_among(versions))


@capability(Permission.READ_RECORD)
@require_GET
def version(request: Request, client_id: UUID, safety_plan_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.READ_RECORD)
    versions = versions_of(SafetyPlan, client)
    row = next((each for each in versions if each.pk == safety_plan_id), None)
    if row is None:
        raise Http404
    return shown(request, client, versions, row)


@capability(Permission.KEEP_SAFETY)
@require_POST
def begin(request: Request, client_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_SAFETY)
    return redirect("safety:write_plan", client.id, keeping.begin_plan(client, by=request.user).id)


@capability(Permission.KEEP_SAFETY)
@read_or_send
def write(request: Request, client_id: UUID, safety_plan_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_SAFETY)
    row = pages.get_document(SafetyPlan, client, safety_plan_id)
    if not row.is_draft:
        return redirect("safety:plan_version", client.id, row.id)

    def sign(form: DocumentForm) -> None:
        given = form.cleaned_data
        agreed_on, how = given["agreed_on"], given["agreed_how"]
        empty = parts.missing(form.content)
        if 0 < len(empty) < len(parts.PARTS) and request.POST["sign"] != AS_IT_IS:
            raise keeping.NotReady(f"Not filled in: {', '.join(empty)}. Fill in what is missing, or sign once more to sign it as it is.")
        keeping.sign_plan(row, agreed_on=agreed_on, agreed_how=how, by=request.user, started_from=row.version)

    form = SafetyPlanForm(request.POST) if request.method == "POST" else SafetyPlanForm.of(row)
    return pages.editor(request, row, form, sign=sign, to="safety:plan_version", template="safety/write_plan.html")


@capability(Permission.KEEP_SAFETY)
@read_or_send
def discard(request: Request, client_id: UUID, safety_plan_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_SAFETY)
    row = pages.get_document(SafetyPlan, client, safety_plan_id)
    return pages.discard(request, row, back="safety:plan", write="safety:write_plan")


def shown(request: Request, client: Client, versions: Sequence[SafetyPlan], row: SafetyPlan | None) -> HttpResponse:
    content = row.content if row else {}
    context = {
        "client": client,
        "row": row,
        "parts": [(part, content.get(part.key, "")) for part in parts.PARTS],
        "reasons": content.get(parts.REASONS.key, ""),
        "agreed_on": date.fromisoformat(content["agreed_on"]) if "agreed_on" in content else None,
        "agreed_how": parts.HOW_AGREED.get(content.get("agreed_how", ""), ""),
        "missing": parts.missing(content) if row else (),
        "due": row is not None and is_due(row, timezone.localdate()),
        "versions": versions,
        "draft": pages.draft_among(versions),
        "may_keep": may_for(request.user, client, Permission.KEEP_SAFETY),
    }
    return render(request, "safety/plan.html", context)


def is_due(row: SafetyPlan, today: date) -> bool:
    """Whether the plan in force was signed three months ago or longer."""
    if row.state != SafetyPlan.State.SIGNED or row.signed_at is None:
        return False
    return timezone.localdate(row.signed_at) + timedelta(days=parts.REVIEW_AFTER_DAYS) <= today
