"""What the pages of both documents share: the editor that saves or signs, the page that shows both texts, discarding."""

from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fullarc.web import errors
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client
from fullarc.web.safety import keeping
from fullarc.web.safety.forms import DocumentForm
from fullarc.web.safety.models import SignedDocument
from fullarc.web.versions import Difference, EditedMeanwhile
from fullarc.web.versions import shown as in_words

Kept = TypeVar("Kept", bound=SignedDocument)


def get_document(kind: type[Kept], client: Client, pk: UUID) -> Kept:
    found: Kept = get_object_or_404(kind._default_manager.filter(client=client).select_related("signed_by"), id=pk)
    return found


def editor(
    request: Request,
    row: SignedDocument,
    form: DocumentForm,
    *,
    sign: Callable[[DocumentForm], None],
    to: str,
    template: str,
    **more: object,
) -> HttpResponse:
    """Every button saves what stands in it; one then signs. `to` is where a saved or signed one leads; `more` goes to the template."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                keeping.save(row, form.content, by=request.user, started_from=form.cleaned_data["from_version"])
                if "sign" in request.POST:
                    sign(form)
            except EditedMeanwhile:
                return both(request, row, form)
            except keeping.Closed as closed:
                return errors.unusable(request, str(closed))
            except keeping.NotReady as not_ready:
                form = type(form)({**request.POST.dict(), "from_version": row.version})
                form.add_error(None, str(not_ready))
            else:
                return redirect(to, row.client_id, row.id)
    return render(request, template, {"client": row.client, "row": row, "form": form, **more}, status=status)


def both(request: Request, row: SignedDocument, form: DocumentForm) -> HttpResponse:
    """409: what was typed and what was saved meanwhile; sent again, it starts from what is stored."""
    row.refresh_from_db()
    if not row.is_draft:
        return errors.unusable(request, "Found it signed meanwhile, in another tab or by another person. Begin the next one.")
    typed = form.content
    differing = [key for key in form.fields if key in typed or key in row.content]
    labels = {key: str(form.fields[key].label) for key in differing}
    context = {
        "client": row.client,
        "differences": [
            Difference(labels[key], in_words(typed.get(key)), in_words(row.content.get(key)))
            for key in differing
            if typed.get(key, "") != row.content.get(key, "")
        ],
        "form": type(form).of(row, typed),
    }
    return render(request, "conflict.html", context, status=409)


def discard(request: Request, row: SignedDocument, *, back: str, write: str) -> HttpResponse:
    """A page that asks; then the draft is gone."""
    if not row.is_draft:
        return errors.unusable(request, "Found a signed one; only a draft can be discarded. Begin the next one instead.")
    if request.method == "POST":
        client = row.client_id
        keeping.discard(row, by=request.user)
        return redirect(back, client)
    return render(request, "safety/discard.html", {"client": row.client, "row": row, "write": write})


def draft_among(versions: Sequence[Kept]) -> Kept | None:
    return next((each for each in versions if each.is_draft), None)


def in_force_among(versions: Sequence[Kept]) -> Kept | None:
    return next((each for each in versions if each.state == SignedDocument.State.SIGNED), None)
