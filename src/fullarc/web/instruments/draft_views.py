"""Pages of one draft: what it looks like and still needs, what it is, its questions, its scoring, its filled forms, publishing."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.instruments.definition_table import BrokenDefinition
from fullarc.instruments.definition_words import scoring_lines
from fullarc.instruments.log import LogDefinition
from fullarc.instruments.own_definition import OwnDefinition
from fullarc.instruments.own_scoring import beyond_the_builder, rule_of, with_rule
from fullarc.instruments.test_vectors import VectorResult, try_vector
from fullarc.web import errors
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.instruments import actions, question_rows, readiness
from fullarc.web.instruments.draft_about import about_log, about_measure, initial_about
from fullarc.web.instruments.forms import AboutLog, AboutMeasure, FilledForm, LineRow, QuestionRow, Scoring, SharedAnswers
from fullarc.web.instruments.models import MeasureDraft
from fullarc.web.sent_values import whole_number
from fullarc.web.versions import EditedMeanwhile

read_or_send = require_http_methods(["GET", "POST"])
SPARE_ROWS = 3
MOST_ROWS = 150
MEANWHILE = "The draft was changed in another tab or by somebody else since this page was opened. Open the page anew and enter it again."


@capability(Permission.MAKE_MEASURES)
@require_GET
def draft(request: Request, draft_id: UUID) -> HttpResponse:
    """The draft as the client would see it, how it is scored, and what is still missing."""
    row = the_draft(draft_id)
    own = readiness.shown(row.content, is_log=row.is_log)
    shown = own if isinstance(own, OwnDefinition) else None
    measure = readiness.as_instrument(shown) if shown and not shown.is_log else None
    context = {
        "draft": row,
        "held": shown.definition if shown else None,
        "broken": own if isinstance(own, str) else "",
        "scoring": scoring_lines(measure) if measure else [],
        "missing": readiness.what_is_missing(row.content) or actions.taken_names(row),
        "tried": tried(row),
    }
    return render(request, "instruments/draft.html", context)


@capability(Permission.MAKE_MEASURES)
@read_or_send
def about(request: Request, draft_id: UUID) -> HttpResponse:
    """Names, source, licence, for whom, which end is better."""
    row = the_draft(draft_id)
    kind: type[forms.Form] = AboutLog if row.is_log else AboutMeasure
    form = kind(request.POST or None, initial=initial_about(row) | {"from_version": row.version})
    if request.method == "POST" and form.is_valid():
        written = (about_log if row.is_log else about_measure)(row.content, form.cleaned_data)
        return kept(request, row, written, form, "questions" if not row.content.get("items") and not row.content.get("fields") else "draft")
    return page(request, row, "about", form=form)


@capability(Permission.MAKE_MEASURES)
@read_or_send
def questions(request: Request, draft_id: UUID) -> HttpResponse:
    """The questions of a measure with their answers, or the lines of a log."""
    row = the_draft(draft_id)
    beyond = "" if row.is_log else beyond_the_builder(row.content)
    if beyond:
        return errors.unusable(
            request, f"This definition has {beyond}, which cannot be edited here. Change its TOML file and take it in again."
        )
    starts = question_rows.line_rows(row.content) if row.is_log else question_rows.question_rows(row.content)
    formset = row_formset(row)(request.POST or None, initial=starts, prefix="row")
    shared = {"shared": question_rows.answers_text(row.content.get("options", [])), "from_version": row.version}
    form = SharedAnswers(request.POST or None, initial=shared)
    if row.is_log:
        del form.fields["shared"]
    if request.method == "POST" and form.is_valid() and formset.is_valid():
        sent = [each.row for each in formset if each.cleaned_data.get("text")]
        try:
            if row.is_log:
                content = question_rows.with_lines(row.content, sent)
            else:
                content = question_rows.with_questions(row.content, form.cleaned_data["shared"], sent)
        except question_rows.RowRefused as refused:
            form.add_error(None, str(refused))
        except BrokenDefinition as broken:
            form.add_error(None, readiness.sentence_of(broken))
        else:
            return kept(request, row, content, form, "questions" if "more" in request.POST else "draft", formset=formset)
    return page(request, row, "questions", form=form, formset=formset)


@capability(Permission.MAKE_MEASURES)
@read_or_send
def scoring(request: Request, draft_id: UUID) -> HttpResponse:
    """Sum or mean, reversed questions, subscales, missing answers, figures with their source."""
    row = the_draft(draft_id)
    beyond = beyond_the_builder(row.content)
    if row.is_log or beyond:
        what = "A log has lines and no score." if row.is_log else f"This definition has {beyond}, which cannot be edited here."
        return errors.unusable(request, f"{what} {'' if row.is_log else 'Change its TOML file and take it in again.'}".strip())
    asked = [(item["number"], item["text"]) for item in row.content.get("items", [])]
    form = Scoring(asked, request.POST or None, initial=Scoring.initial_of(rule_of(row.content)) | {"from_version": row.version})
    if request.method == "POST" and form.is_valid():
        try:
            content = with_rule(row.content, form.rule)
            readiness.check_scales(content)
        except BrokenDefinition as broken:
            form.add_error(None, readiness.sentence_of(broken))
        else:
            return kept(request, row, content, form, "draft")
    return page(request, row, "scoring", form=form, asked=asked)


@capability(Permission.MAKE_MEASURES)
@read_or_send
def filled_forms(request: Request, draft_id: UUID) -> HttpResponse:
    """Filled forms with the scores they must give: add one, drop one, see whether they pass."""
    row = the_draft(draft_id)
    own = readiness.shown(row.content, is_log=row.is_log)
    if row.is_log or isinstance(own, str) or not readiness.as_instrument(own).items:
        return errors.unusable(request, "Filled forms are tried on a measure with questions and a scoring rule. Write these first.")
    measure = readiness.as_instrument(own)
    scales = [(scale.id, scale.name) for scale in measure.scales]
    vectors = list(row.content.get("test_vectors", []))
    dropped = request.POST.get("drop", "")
    form = FilledForm(scales, None if dropped else request.POST or None, initial={"from_version": row.version})
    if request.method == "POST" and dropped:
        left = [vector for place, vector in enumerate(vectors) if str(place) != dropped]
        sent = whole_number(request.POST.get("from_version") or "1")
        if sent is None:
            return errors.unusable(request, "The page that was sent does not say which version it began from. Open it again and repeat.")
        return kept(request, row, with_vectors(row.content, left), form, "filled_forms", started_from=sent)
    if request.method == "POST" and form.is_valid():
        return kept(request, row, with_vectors(row.content, [*vectors, form.vector]), form, "filled_forms")
    return page(request, row, "filled_forms", form=form, tried=tried(row), measure=measure)


@capability(Permission.MAKE_MEASURES)
@require_POST
def publish(request: Request, draft_id: UUID) -> HttpResponse:
    """Take it into use. What is missing is said on the page of the draft."""
    row = the_draft(draft_id)
    try:
        version = actions.publish(row, by=request.user)
    except actions.CannotPublish as refused:
        return errors.unusable(request, " ".join(refused.reasons))
    messages.info(request, "It is in use now, and can be given from every client's measures.")
    return redirect("instruments:published", version.measure.key)


@capability(Permission.MAKE_MEASURES)
@require_POST
def discard(request: Request, draft_id: UUID) -> HttpResponse:
    actions.discard(the_draft(draft_id), by=request.user)
    return redirect("instruments:own")


def the_draft(draft_id: UUID) -> MeasureDraft:
    row: MeasureDraft = get_object_or_404(MeasureDraft.objects.select_related("measure", "begun_by"), id=draft_id)
    return row


def row_formset(row: MeasureDraft) -> Callable[..., Any]:
    made: Callable[..., Any] = forms.formset_factory(
        LineRow if row.is_log else QuestionRow, extra=SPARE_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS + SPARE_ROWS, validate_max=True
    )
    return made


def with_vectors(content: dict[str, Any], vectors: list[dict[str, Any]]) -> dict[str, Any]:
    rest = {key: value for key, value in content.items() if key != "test_vectors"}
    return rest | ({"test_vectors": vectors} if vectors else {})


def tried(row: MeasureDraft) -> list[VectorResult]:
    own = readiness.shown(row.content, is_log=row.is_log)
    if isinstance(own, str) or isinstance(own.definition, LogDefinition):
        return []
    return [try_vector(own.definition, vector) for vector in own.vectors]


def kept(
    request: HttpRequest,
    row: MeasureDraft,
    content: dict[str, Any],
    form: forms.Form,
    then: str,
    *,
    started_from: int | None = None,
    **more: Any,
) -> HttpResponse:
    """Keep the content and go on; a page that says so when somebody was faster."""
    try:
        version = form.cleaned_data["from_version"] if started_from is None else started_from
        actions.change(row, content, by=request.user, started_from=version)  # type: ignore[arg-type]
    except EditedMeanwhile:
        return errors.unusable(request, MEANWHILE)
    return redirect(f"instruments:{then}", row.id)


def page(request: HttpRequest, row: MeasureDraft, name: str, *, form: forms.Form, **more: Any) -> HttpResponse:
    wrong = bool(form.errors) or (more.get("formset") is not None and request.method == "POST")
    return render(request, f"instruments/{name}.html", {"draft": row, "form": form, "here": name, **more}, status=422 if wrong else 200)
