"""Pages of the risk assessments: the latest, every earlier one, the editor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client
from fullarc.web.safety import checklist, keeping, pages
from fullarc.web.safety.forms import DocumentForm, RiskAssessmentForm
from fullarc.web.safety.models import RiskAssessment
from fullarc.web.safety.queries import latest_assessment, versions_of

read_or_send = require_http_methods(["GET", "POST"])


@capability(Permission.READ_RECORD)
@require_GET
def assessments(request: Request, client_id: UUID) -> HttpResponse:
    """The latest signed assessment, with the list of all."""
    client = open_client(request.user, client_id, to=Permission.READ_RECORD)
    versions = versions_of(RiskAssessment, client)
    return shown(request, client, versions, pages.in_force_among(versions))


@capability(Permission.READ_RECORD)
@require_GET
def assessment(request: Request, client_id: UUID, risk_assessment_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.READ_RECORD)
    versions = versions_of(RiskAssessment, client)
    row = next((each for each in versions if each.pk == risk_assessment_id), None)
    if row is None:
        raise Http404
    return shown(request, client, versions, row)


@capability(Permission.KEEP_SAFETY)
@require_POST
def begin(request: Request, client_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_SAFETY)
    draft = keeping.begin_assessment(client, by=request.user, today=timezone.localdate())
    return redirect("safety:write_assessment", client.id, draft.id)


@capability(Permission.KEEP_SAFETY)
@require_POST
def assess_signal(request: Request, client_id: UUID, signal_id: UUID) -> HttpResponse:
    """Begin an assessment from a risk signal. The signal waits until somebody acknowledges it."""
    client = open_client(request.user, client_id, to=Permission.KEEP_SAFETY)
    signal = get_object_or_404(client.signals, id=signal_id)
    draft = keeping.begin_assessment(client, by=request.user, today=timezone.localdate(), signal=signal)
    return redirect("safety:write_assessment", client.id, draft.id)


@capability(Permission.KEEP_SAFETY)
@read_or_send
def write(request: Request, client_id: UUID, risk_assessment_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_SAFETY)
    row = pages.get_document(RiskAssessment, client, risk_assessment_id)
    if not row.is_draft:
        return redirect("safety:assessment", client.id, row.id)

    def sign(form: DocumentForm) -> None:
        keeping.sign_assessment(row, by=request.user, started_from=row.version)

    over = from_the_last(client, row)
    taking = request.method == "GET" and "take" in request.GET
    content = {**row.content, **over.words} if over and taking else None
    form = RiskAssessmentForm(request.POST) if request.method == "POST" else RiskAssessmentForm.of(row, content)
    return pages.editor(
        request, row, form, sign=sign, to="safety:assessment", template="safety/write_assessment.html", over=over, taking=taking
    )


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What the last signed assessment said of what lasts, with its day; `headings` names the parts."""

    day: str
    words: dict[str, str]
    headings: tuple[str, ...]


def from_the_last(client: Client, draft: RiskAssessment) -> TakenOver | None:
    """What the draft may begin with. Nothing is stored: it stands in the form until somebody saves it."""
    last = latest_assessment(client)
    if last is None:
        return None
    assessed = date.fromisoformat(last.content["assessed_on"])
    day = date_format(assessed, "j F Y")
    words = checklist.taken_over(last.content, day, draft.content)
    headings = tuple(part.heading for part in checklist.CHECKLIST if part.key in words)
    return TakenOver(day, words, headings) if words else None


@capability(Permission.KEEP_SAFETY)
@read_or_send
def discard(request: Request, client_id: UUID, risk_assessment_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_SAFETY)
    row = pages.get_document(RiskAssessment, client, risk_assessment_id)
    return pages.discard(request, row, back="safety:assessments", write="safety:write_assessment")


def shown(request: Request, client: Client, versions: Sequence[RiskAssessment], row: RiskAssessment | None) -> HttpResponse:
    content = row.content if row else {}
    context = {
        "client": client,
        "row": row,
        "assessed_on": date.fromisoformat(content["assessed_on"]) if "assessed_on" in content else None,
        "screen": screen(content),
        "triage": checklist.triage(content),
        "parts": [(part, content[part.key]) for part in checklist.CHECKLIST if part.key in content],
        "missing": checklist.missing(content),
        "versions": versions,
        "draft": pages.draft_among(versions),
        "may_keep": may_for(request.user, client, Permission.KEEP_SAFETY),
    }
    return render(request, "safety/assessment.html", context)


def screen(content: Mapping[str, str]) -> list[tuple[str, str]]:
    """The questions of the screen with what was answered, in words."""
    behaviour = {**checklist.BEHAVIOUR, checklist.SELF_INJURY: "Self-injury without the wish to die"}
    ideation = ("Suicidal ideation in the past month", checklist.IDEATION[content.get("ideation", checklist.NOT_ASKED)])
    return [ideation, *((name, checklist.WHEN[content.get(key, checklist.NOT_ASKED)]) for key, name in behaviour.items())]
