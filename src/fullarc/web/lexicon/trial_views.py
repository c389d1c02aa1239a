"""A new phrase: typed, tried on past notes a little a request, and only then kept."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from fullarc.reading.phrases.own_phrases import PhraseRefused, usable
from fullarc.web import errors
from fullarc.web.access.matrix import may
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.lexicon import actions, trying
from fullarc.web.lexicon.forms import PhraseForm
from fullarc.web.lexicon.in_force import rules_in_force
from fullarc.web.lexicon.indicator_search import offered
from fullarc.web.lexicon.models import OwnPhrase, Trial
from fullarc.web.lexicon.queries import there_are_notes

SECONDS = 0.3  # of reading in one request: with SQLite nobody else is answered meanwhile


@capability(Permission.SEE_LEXICON)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """A phrase is typed; sent, it is tried. Nothing is kept yet."""
    form = PhraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.usable:
        if actions.is_there(form.usable):
            form.add_error("words", "This phrase is in force or proposed already. Look for it in the list.")
        else:
            trial = trying.begin_trial(form.usable, by=request.user, why=form.cleaned_data["why"])
            return redirect("lexicon:trial", trial.pk)
    context = {"form": form, "indicators": offered().values()}
    return render(request, "lexicon/new.html", context, status=422 if form.errors else 200)


@capability(Permission.SEE_LEXICON)
@require_POST
def try_again(request: Request, phrase_id: UUID) -> HttpResponse:
    """Try a phrase that is kept already on the notes that are open to whoever asks."""
    phrase = get_object_or_404(OwnPhrase, pk=phrase_id)
    try:
        tried = usable(phrase.indicator, phrase.words, phrase.says, phrase.unless)
    except PhraseRefused as refused:
        return errors.unusable(request, str(refused))
    return redirect("lexicon:trial", trying.begin_trial(tried, by=request.user, phrase=phrase).pk)


@capability(Permission.SEE_LEXICON)
@require_http_methods(["GET", "POST"])
def trial(request: Request, trial_id: UUID) -> HttpResponse:
    """How far a trial is, then what it found. A POST goes on, or with `keep` keeps the phrase as far as the person may."""
    run = get_object_or_404(Trial, pk=trial_id, asked_by=request.user)
    if request.method == "POST" and "keep" in request.POST:
        return kept(request, run)
    if request.method == "POST":
        trying.go_on(run, seconds=SECONDS)
        return redirect("lexicon:trial", run.pk)
    found = trying.seen(run, request.user)
    may_keep = may(request.user.role_names, Permission.KEEP_LEXICON)
    context = {
        "trial": run,
        "seen": found,
        "shown": trying.SHOWN,
        "most": trying.MOST_NOTES,
        "may_add": may_keep and (run.notes > 0 or not there_are_notes()),
        "may_keep": may_keep,
        "old": run.rules != rules_in_force(),
    }
    return render(request, "lexicon/trial.html", context)


def kept(request: Request, run: Trial) -> HttpResponse:
    """`keep` is add, propose or note."""
    act, found = request.POST["keep"], trying.seen(run, request.user)
    if run.waiting:
        return errors.unusable(request, "The trial is not through yet. Let it go on, then decide.")
    if found.too_wide:
        return errors.unusable(request, "This phrase stands in too many sentences to mean anything. Make it longer, then try again.")
    if run.rules != rules_in_force() and run.phrase is None:
        return errors.unusable(request, "Other phrases were changed since this trial began. Try it once more.")
    tried = trying.numbers_of(run)
    try:
        phrase = keep_it(request, run, act, tried)
    except actions.PhraseNotKept as refused:
        return errors.unusable(request, str(refused))
    if phrase is None:
        return errors.unusable(request, "You may propose this phrase. The owner or a supervisor takes it into force.")
    run.delete()
    return redirect("lexicon:phrase", phrase.pk)


def keep_it(request: Request, run: Trial, act: str, tried: dict[str, int]) -> OwnPhrase | None:
    """The phrase as it is kept now; None when the person may not do that."""
    if run.phrase is not None:
        actions.note_trial(run.phrase, tried, by=request.user)
        messages.success(request, "What was found is kept with the phrase, in numbers.")
        return run.phrase
    if act == "propose":
        messages.success(request, "Proposed. Nothing is read by it before the owner or a supervisor takes it into force.")
        return actions.propose(run.usable, by=request.user, why=run.why, tried=tried)
    if act != "add" or not may(request.user.role_names, Permission.KEEP_LEXICON) or (run.notes == 0 and there_are_notes()):
        return None
    messages.success(request, "The phrase is in force. Notes are read again in the background.")
    return actions.add(run.usable, by=request.user, why=run.why, tried=tried)
