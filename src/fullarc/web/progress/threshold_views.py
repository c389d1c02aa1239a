"""The thresholds of the signals: set after a replay over the practice's finished courses. Long work goes on a little a request."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from fullarc.course.replay import Replayed
from fullarc.course.signal_figures import false_alarms_in_words
from fullarc.course.signal_settings import DEFAULTS, KINDS, LABELS, rule_in_words, settings_from
from fullarc.web import errors
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.progress.forms import ThresholdsForm
from fullarc.web.progress.in_force import in_force
from fullarc.web.progress.models import CourseRow, Replay, Thresholds
from fullarc.web.progress.replaying import LEAST, NOT_REPLAYED, NothingToReplay, begin_replay, compared, go_on, save_thresholds
from fullarc.web.progress.rows import renew_some, stale

SECONDS = 1.0  # of work in one request
read_or_send = require_http_methods(["GET", "POST"])


@dataclass(frozen=True, slots=True)
class KindTried:
    """One signal at both settings; without `now` the sentence says why it was not replayed."""

    name: str
    rule_now: str
    rule_then: str
    false_alarms: str
    now: Replayed | None = None
    then: Replayed | None = None
    difference: str = ""
    sentence: str = ""


@capability(Permission.SET_SIGNALS)
@read_or_send
def thresholds(request: Request) -> HttpResponse:
    """What is in force. A POST begins a replay of what was typed."""
    present = in_force().settings
    form = ThresholdsForm(request.POST or None, present=present)
    if request.method == "POST" and form.is_valid():
        try:
            run = begin_replay(present, settings_from({**asdict(present), **form.cleaned_data}), by=request.user)
        except NothingToReplay as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("progress:replay", run.pk)
    context = {"form": form, "history": history(), "at_default": present == DEFAULTS}
    return render(request, "progress/thresholds.html", context, status=422 if form.errors else 200)


@capability(Permission.SET_SIGNALS)
@read_or_send
def replay(request: Request, replay_id: UUID) -> HttpResponse:
    """How far a replay is, then what it found. A POST goes on, or with `save` puts the thresholds into force."""
    run = get_object_or_404(Replay, pk=replay_id)
    if request.method == "POST" and "save" in request.POST:
        if asdict(in_force().settings) != run.present:
            return errors.unusable(request, "The thresholds were changed since this replay began. Replay once more, then save.")
        try:
            save_thresholds(run, by=request.user)
        except NothingToReplay as refused:
            return errors.unusable(request, str(refused))
        messages.success(request, "The thresholds are in force.")
        return redirect("progress:renewing")
    if request.method == "POST":
        go_on(run, seconds=SECONDS)
        return redirect("progress:replay", run.pk)
    context = {
        "run": run,
        "tried": tried(run),
        "judged": len(run.found.get("judged", [])),
        "too_few": not run.waiting and len(run.found.get("judged", [])) < LEAST,
        "least": LEAST,
        "changed": [(LABELS[name], run.present[name], value) for name, value in run.proposed.items() if value != run.present[name]],
    }
    return render(request, "progress/replay.html", context)


def tried(run: Replay) -> list[KindTried]:
    """Each signal whose thresholds would change, with what the replay found."""
    present, proposed = settings_from(run.present), settings_from(run.proposed)
    found = {one.now.kind: one for one in compared(run)}
    out = []
    for kind in run.kinds:
        rules = rule_in_words(kind, present), rule_in_words(kind, proposed)
        share, one = false_alarms_in_words(kind, proposed), found.get(kind)
        if one is None:
            out.append(KindTried(KINDS[kind].name, *rules, share, sentence=NOT_REPLAYED.get(kind, "")))
            continue
        now, then = ({firing.course for firing in which.firings} for which in (one.now, one.then))
        difference = f"{len(then - now)} more and {len(now - then)} fewer courses than now."
        out.append(KindTried(KINDS[kind].name, *rules, share, one.now, one.then, difference))
    return out


@capability(Permission.SET_SIGNALS)
@read_or_send
def renewing(request: Request) -> HttpResponse:
    """Judging the rows of the caseload by the new thresholds, a little a request."""
    rules = in_force()
    if request.method == "POST":
        renew_some(rules, seconds=SECONDS, by=request.user)
        return redirect("progress:renewing")
    left, rows = len(stale(rules)), CourseRow.objects.count()
    return render(request, "progress/renewing.html", {"left": left, "rows": rows, "done": rows - left})


def history() -> list[tuple[Thresholds, list[tuple[str, object, object]]]]:
    """Every time thresholds were saved, the newest first, each with what was changed from the time before."""
    rows = list(Thresholds.objects.select_related("saved_by"))
    before = [*(row.values for row in rows[1:]), asdict(DEFAULTS)]
    return [
        (row, [(LABELS.get(name, name), earlier.get(name), value) for name, value in row.values.items() if earlier.get(name) != value])
        for row, earlier in zip(rows, before, strict=False)
    ]
