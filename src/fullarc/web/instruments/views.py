"""Pages of the practice's own measures and logs: the list, one that is published, its files, and taking in a file."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.exchange.fhir.json_reading import Place
from fullarc.instruments.own_definition import read_own
from fullarc.web import errors
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.audit.actions import record
from fullarc.web.instruments import actions, deeds, files, queries
from fullarc.web.instruments.forms import Upload
from fullarc.web.instruments.models import MeasureDraft, OwnMeasure, OwnVersion

BARE_MEASURE = {
    "tracker": True,
    "rights": {"verdict": "wording"},
    "use": {
        "problems": ["own_problems"],
        "answered_by": ["client"],
        "from_age": 0,
        "ages_from": {"source": "decided by this practice", "verified": False},
    },
    "options": [{"value": value, "label": label} for value, label in enumerate(("not at all", "a little", "much", "very much"))],
}


@capability(Permission.MAKE_MEASURES)
@require_GET
def own(request: Request) -> HttpResponse:
    """What is published, what is in the making, and the three ways to begin."""
    context = {"published": queries.published(), "drafts": queries.drafts(), "form": Upload()}
    return render(request, "instruments/own.html", context)


@capability(Permission.MAKE_MEASURES)
@require_http_methods(["GET", "POST"])
def take_in(request: Request) -> HttpResponse:
    """A FHIR Questionnaire or a TOML file becomes a draft, or is refused with every path and reason; then nothing is kept."""
    form = Upload(request.POST or None, request.FILES or None)
    places: tuple[Place, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            taken = files.take(form.cleaned_data["file"].read())
            draft = actions.begin(taken.content, came_from=taken.came_from, by=request.user, is_log=taken.is_log, remarks=taken.remarks)
        except files.FileRefused as refused:
            places = refused.places
        except actions.CannotPublish as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("instruments:draft", draft.id)
    context = {"form": form, "places": places}
    return render(request, "instruments/take_in.html", context, status=422 if form.errors or places else 200)


@capability(Permission.MAKE_MEASURES)
@require_POST
def begin(request: Request) -> HttpResponse:
    """An empty measure or log."""
    is_log = request.POST.get("kind") == "log"
    content = {"every": "day"} if is_log else BARE_MEASURE
    try:
        draft = actions.begin(dict(content), came_from=MeasureDraft.From.BUILT, by=request.user, is_log=is_log)
    except actions.CannotPublish as refused:
        return errors.unusable(request, str(refused))
    return redirect("instruments:about", draft.id)


@capability(Permission.MAKE_MEASURES)
@require_GET
def published(request: Request, key: str) -> HttpResponse:
    """One own measure or log: its versions, its files, a next version, out of use."""
    measure = get_object_or_404(OwnMeasure, key=key)
    versions = queries.versions_of(measure)
    own = read_own(versions[0].row.text, measure.key)
    context = {
        "measure": measure,
        "versions": versions,
        "own": own,
        "held": own.definition,
        "draft": measure.drafts.first(),
    }
    return render(request, "instruments/published.html", context)


@capability(Permission.MAKE_MEASURES)
@require_POST
def next_version(request: Request, key: str) -> HttpResponse:
    draft = actions.begin_version(get_object_or_404(OwnMeasure, key=key), by=request.user)
    return redirect("instruments:draft", draft.id)


@capability(Permission.MAKE_MEASURES)
@require_POST
def set_in_use(request: Request, key: str) -> HttpResponse:
    """`in_use` is yes or no."""
    measure = get_object_or_404(OwnMeasure, key=key)
    actions.set_in_use(measure, in_use=request.POST.get("in_use") == "yes", by=request.user)
    return redirect("instruments:published", measure.key)


@capability(Permission.MAKE_MEASURES)
@require_GET
def toml_file(request: Request, version_id: UUID) -> HttpResponse:
    """The definition of one version as TOML, with its filled forms."""
    row = get_object_or_404(OwnVersion.objects.select_related("measure"), id=version_id)
    return given_out(request, row, row.text, "application/toml", f"{row.measure.key}-{row.version}.toml")


@capability(Permission.MAKE_MEASURES)
@require_GET
def fhir_file(request: Request, version_id: UUID) -> HttpResponse:
    """The definition of one version as a FHIR R4 Questionnaire."""
    row = get_object_or_404(OwnVersion.objects.select_related("measure"), id=version_id)
    text = files.fhir_of(read_own(row.text, row.measure.key))
    return given_out(request, row, text, "application/fhir+json", f"Questionnaire-{row.measure.key}-{row.version}.json")


def given_out(request: Request, row: OwnVersion, text: str, kind: str, name: str) -> HttpResponse:
    record(deeds.TOOK_OUT, by=request.user, on=row)
    answer = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
