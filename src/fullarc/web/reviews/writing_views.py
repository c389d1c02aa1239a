"""Pages of writing a review: the editor with its autosave, freezing anew, signing, discarding."""

import re
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from fullarc.web import errors
from fullarc.web.access.gate import open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client
from fullarc.web.reviews import actions, queries
from fullarc.web.reviews.forms import ReviewForm, sentences
from fullarc.web.reviews.models import Review
from fullarc.web.reviews.views import get_review
from fullarc.web.signals.waiting import waiting
from fullarc.web.versions import Difference, EditedMeanwhile

TAB, NUMBER = re.compile(r"[\w.-]{1,40}"), re.compile(r"[0-9]{1,9}")
SIGNED_MEANWHILE = "Found it signed meanwhile, in another tab or by another person. Begin the next review."
read_or_send = require_http_methods(["GET", "POST"])


@capability(Permission.KEEP_REVIEWS)
@read_or_send
def write(request: Request, client_id: UUID, review_id: UUID) -> HttpResponse:
    """The editor. Every button saves what stands in it; one of them then signs. What was saved elsewhere is shown, never overwritten."""
    client = open_client(request.user, client_id, to=Permission.KEEP_REVIEWS)
    row = get_review(client, review_id)
    if not row.is_draft:
        return redirect("reviews:review", client.id, row.id) if request.method == "GET" else errors.unusable(request, SIGNED_MEANWHILE)
    if request.method == "GET":
        return editor(request, client, row, ReviewForm.of(row))
    form = ReviewForm(request.POST, review=row)
    if not form.is_valid():
        return editor(request, client, row, form, status=422)
    try:
        given = form.cleaned_data
        came = {"started_from": given["from_version"], "tab": given["tab"], "kept": given["kept"]}
        actions.save(row, form.words, given["kind"], by=request.user, **came)
        if "sign" in request.POST:
            actions.sign(row, by=request.user, started_from=row.version, known=request.POST.get("known", "").split())
    except EditedMeanwhile:
        return both(request, client, row, form)
    except actions.Closed as closed:
        return errors.unusable(request, str(closed))
    except actions.NotReady as not_ready:
        form = ReviewForm({**request.POST.dict(), "from_version": row.version}, review=row)
        form.add_error(None, str(not_ready))
        return editor(request, client, row, form, status=422)
    return redirect("reviews:review" if "sign" in request.POST else "reviews:write", client.id, row.id)


def editor(request: Request, client: Client, row: Review, form: ReviewForm, *, status: int = 200) -> HttpResponse:
    context = {
        "client": client,
        "course": row.course,
        "row": row,
        "form": form,
        "changed": len(queries.changed_since(row)),
        "waiting": waiting(client),
        "kept": queries.unsaved(row, request.user),
        "before": queries.review_before(row),
    }
    return render(request, "reviews/write.html", context, status=status)


def both(request: Request, client: Client, row: Review, form: ReviewForm) -> HttpResponse:
    """409: what was typed and what was saved meanwhile; sent again, it starts from what is stored."""
    row = get_review(client, row.pk)
    if not row.is_draft:
        return errors.unusable(request, SIGNED_MEANWHILE)
    seen, typed, stored = row.value.seen, form.words, row.words
    pairs = [("What is told", sentences(seen, typed), sentences(seen, stored))]
    pairs += [(str(one.label), typed["own"].get(one.name, ""), stored.get("own", {}).get(one.name, "")) for one in form.answers()[:-1]]
    context = {
        "client": client,
        "course": row.course,
        "row": row,
        "differences": [Difference(*pair) for pair in pairs if pair[1] != pair[2]],
        "form": ReviewForm.of(row, {**typed, "kind": form.cleaned_data["kind"]}),
    }
    return render(request, "reviews/write.html", context, status=409)


@capability(Permission.KEEP_REVIEWS)
@require_POST
def autosave(request: Request, client_id: UUID, review_id: UUID) -> HttpResponse:
    """Keeps what stands in the editor. Answers with the time; the draft itself is not touched."""
    client = open_client(request.user, client_id, to=Permission.KEEP_REVIEWS)
    row = get_review(client, review_id)
    tab, started_from, sequence = (request.POST.get(name, "") for name in ("tab", "from_version", "sequence"))
    form = ReviewForm(request.POST, review=row)
    if not row.is_draft:
        return JsonResponse({"saved": False, "closed": True}, status=409)
    if not TAB.fullmatch(tab) or not NUMBER.fullmatch(started_from) or not form.is_valid():
        return JsonResponse({"saved": False}, status=409)
    number = int(sequence) if NUMBER.fullmatch(sequence) else 0
    kept = actions.autosave(row, form.words, by=request.user, tab=tab, started_from=int(started_from), sequence=number)
    if kept.sequence != number:
        return JsonResponse({"saved": False, "older": True})
    clock = timezone.localtime(kept.saved_at).strftime("%H:%M:%S")
    return JsonResponse({"saved": clock, "elsewhere": row.version != int(started_from), "closed": False})


@capability(Permission.KEEP_REVIEWS)
@require_POST
def unsaved_words(request: Request, client_id: UUID, review_id: UUID) -> HttpResponse:
    """Put what was kept and never saved into the editor, or throw it away."""
    client = open_client(request.user, client_id, to=Permission.KEEP_REVIEWS)
    row = get_review(client, review_id)
    kept = queries.unsaved(row, request.user)
    if kept is not None and "discard" in request.POST:
        actions.let_go(kept)
    elif kept is not None and row.is_draft:
        return editor(request, client, row, ReviewForm.of(row, kept.words, started_from=kept.started_from, kept=kept.mark))
    return redirect("reviews:write", client.id, row.id)


@capability(Permission.KEEP_REVIEWS)
@require_POST
def freeze(request: Request, client_id: UUID, review_id: UUID) -> HttpResponse:
    """Take the record as it stands today into the draft; the clinician's words stay."""
    client = open_client(request.user, client_id, to=Permission.KEEP_REVIEWS)
    row = get_review(client, review_id)
    version = request.POST.get("from_version", "")
    try:
        actions.freeze_anew(row, by=request.user, started_from=int(version) if NUMBER.fullmatch(version) else row.version)
    except (actions.Closed, EditedMeanwhile):
        return errors.unusable(
            request, "Found the review signed or saved elsewhere meanwhile. Open it again and look at what stands there."
        )
    return redirect("reviews:write", client.id, row.id)


@capability(Permission.KEEP_REVIEWS)
@read_or_send
def discard(request: Request, client_id: UUID, review_id: UUID) -> HttpResponse:
    """A page that asks; then the draft is gone."""
    client = open_client(request.user, client_id, to=Permission.KEEP_REVIEWS)
    row = get_review(client, review_id)
    if not row.is_draft:
        return errors.unusable(request, "Found a signed review; only a draft can be discarded. Begin the next one instead.")
    if request.method == "POST":
        course = row.course_id
        try:
            actions.discard(row, by=request.user)
        except actions.HeldByOthers as held:
            return errors.unusable(request, str(held))
        return redirect("reviews:list", client.id, course)
    return render(request, "reviews/discard.html", {"client": client, "row": row})
