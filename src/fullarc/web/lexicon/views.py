"""Pages of the practice's own phrases: the list, one of them with its history, files."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.reading.phrases.own_phrases import PhraseRefused
from fullarc.web import errors
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.audit.actions import record
from fullarc.web.lexicon import actions, deeds, files, queries
from fullarc.web.lexicon.forms import Upload
from fullarc.web.lexicon.in_force import is_readable
from fullarc.web.lexicon.models import OwnPhrase

State = OwnPhrase.State
ACTS = {"take": State.IN_FORCE, "decline": State.DECLINED, "withdraw": State.WITHDRAWN}
SAID = {
    State.IN_FORCE: "The phrase is in force. Notes are read again in the background.",
    State.DECLINED: "Declined. The phrase and the reason are kept.",
    State.WITHDRAWN: "Withdrawn. Notes are read again in the background; the phrase and the reason are kept.",
}


@capability(Permission.SEE_LEXICON)
@require_GET
def phrases(request: Request) -> HttpResponse:
    """In force, proposed, and what was declined or withdrawn."""
    found = queries.listed()
    context = {
        "in_force": [one for one in found if one.row.state == State.IN_FORCE],
        "proposed": [one for one in found if one.row.state == State.PROPOSED],
        "past": [one for one in found if one.row.state in (State.DECLINED, State.WITHDRAWN)],
        "form": Upload(),
    }
    return render(request, "lexicon/phrases.html", context)


@capability(Permission.SEE_LEXICON)
@require_GET
def phrase(request: Request, phrase_id: UUID) -> HttpResponse:
    """One phrase, what happened to it, and what may be done now."""
    row = get_object_or_404(OwnPhrase, pk=phrase_id)
    context = {"phrase": row, "steps": queries.steps_of(row), "was_tried": queries.was_tried(row), "readable": is_readable(row)}
    return render(request, "lexicon/phrase.html", context)


@capability(Permission.KEEP_LEXICON)
@require_POST
def decide(request: Request, phrase_id: UUID) -> HttpResponse:
    """`act` is take, decline or withdraw; the last two with a reason in `why`."""
    row = get_object_or_404(OwnPhrase, pk=phrase_id)
    into = ACTS.get(request.POST.get("act", ""))
    if into is None:
        return errors.unusable(request, "Found nothing to do. Take the phrase into force, decline or withdraw it.")
    if into == State.IN_FORCE and not queries.was_tried(row):
        return errors.unusable(request, "Nobody has tried this phrase on past notes yet. Try it first, or ask a clinician to.")
    try:
        actions.decide(row, into, by=request.user, why=request.POST.get("why", "")[:1_000])
    except actions.PhraseNotKept as refused:
        return errors.unusable(request, str(refused))
    messages.success(request, SAID[into])
    return redirect("lexicon:phrase", row.pk)


@capability(Permission.SEE_LEXICON)
@require_GET
def toml_file(request: Request) -> HttpResponse:
    """The phrases in force as TOML."""
    rows = OwnPhrase.objects.filter(state=State.IN_FORCE)
    record(deeds.TOOK_OUT, by=request.user, count=len(rows))
    answer = HttpResponse(files.toml_of(rows, timezone.localdate()), content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="own-phrases.toml"'
    return answer


@capability(Permission.KEEP_LEXICON)
@require_http_methods(["GET", "POST"])
def take_in(request: Request) -> HttpResponse:
    """The phrases of a file become proposals, all of them or none."""
    form = Upload(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = files.taken(form.cleaned_data["file"].read())
            new, known = actions.take_in(found, by=request.user, why="from a file")
        except (PhraseRefused, actions.PhraseNotKept) as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, f"{new} phrase(s) proposed, {known} were here already. Each is tried before it is taken into force.")
            return redirect("lexicon:phrases")
    return render(request, "lexicon/take_in.html", {"form": form}, status=422 if form.errors else 200)
