"""Marking what the reader has missed in a closed note, and having such words read in every note. No address holds a word of the note."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from fullarc.notes.marked_words import MarkRefused, passages, sentence_around
from fullarc.reading.finding import Status
from fullarc.web import errors
from fullarc.web.access.gate import open_client_to_all
from fullarc.web.access.matrix import may
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.findings import adding
from fullarc.web.findings.actions import CannotCorrect
from fullarc.web.findings.forms import MissedForm, place_of_words
from fullarc.web.findings.models import StoredFinding
from fullarc.web.findings.risk_said import names_a_danger
from fullarc.web.lexicon.forms import PhraseForm
from fullarc.web.lexicon.indicator_search import label_of, offered
from fullarc.web.notes.models import Note
from fullarc.web.signals.models import Signal

BOTH = (Permission.REVIEW_FINDINGS, Permission.READ_NOTES)
SIGNS_WITH_A_MEANING = str.maketrans(dict.fromkeys("~(){}|?[]", " ") | {"…": " "})


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that can be chosen, with the address of its form."""

    words: str
    place: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The words that were chosen, with what stands around them in their sentence."""

    before: str
    words: str
    after: str


@capability(Permission.REVIEW_FINDINGS)
@require_http_methods(["GET", "POST"])
def missed(request: Request, client_id: UUID, note_id: UUID) -> HttpResponse:
    """Without a `place` the sentences of the note, of which one is chosen; with it what is said of the words there."""
    client = open_client_to_all(request.user, client_id, to=BOTH)
    rows = Note.objects.filter(session__course__client=client).select_related("session__course__client")
    note = get_object_or_404(rows, id=note_id)
    if note.is_draft:
        return errors.unusable(request, "Found a draft, which nobody has read. Sign it first; what the reader misses can then be marked.")
    addenda = list(note.addenda.all())
    sent = request.POST if request.method == "POST" else None
    place = (sent if sent is not None else request.GET).get("place", "")[:80]
    form = MissedForm(sent, note=note, addenda=addenda, initial={"place": place})
    context = {"client": client, "note": note, "form": form, "indicators": offered().values()}
    try:
        chosen = chosen_words(form, place) if place else None
    except ValidationError as refused:
        context["refused"] = refused.messages[0]
        chosen = None
    if sent is not None and chosen is not None and form.is_valid() and form.said is not None:
        try:
            row = adding.add(note, form.said, *form.found, by=request.user, addendum=form.addendum, key=form.key)
        except (CannotCorrect, MarkRefused) as refused:
            form.add_error("about", str(refused))
        else:
            tell(request, row)
            return HttpResponseRedirect(f"{reverse('findings:note', args=[client.pk, note.pk])}#finding-{row.pk}")
    status = 422 if sent is not None or "refused" in context else 200
    if chosen is None:
        added = [(str(each.get_kind_display()), passages_of(each.text, each.pk)) for each in addenda]
        context["parts"] = [("", passages_of(note.text)), *added]
        return render(request, "findings/choose_words.html", context, status=status)
    return render(request, "findings/missed.html", context | {"chosen": chosen}, status=status)


def passages_of(text: str, addendum: UUID | None = None) -> list[Passage]:
    return [Passage(" ".join(text[start:end].split()), place_of_words(start, end, addendum)) for start, end in passages(text)]


def chosen_words(form: MissedForm, place: str) -> Chosen:
    """The words at a place, in their sentence. Refused (ValidationError): no such place."""
    text, start, end = form.read_place(place)
    first, last = sentence_around(text, start, end)
    return Chosen(text[first:start].lstrip(), text[start:end], text[end:last].rstrip())


def tell(request: Request, row: StoredFinding) -> None:
    """What became of it, and of the signal of a danger."""
    messages.success(request, "Added. It counts as your finding, and stays when the note is read again.")
    if not names_a_danger(row.finding):
        return
    source = row.addendum or row.note
    if Signal.objects.filter(source_type=source._meta.label_lower, source_id=str(source.pk), kind=row.finding.indicator).exists():
        messages.info(request, "Its risk signal waits until somebody says what was done.")
    else:
        messages.info(request, "No further risk signal: the note has one as grave, or later notes and forms told of it or resolved it.")


@capability(Permission.READ_NOTES)
@require_GET
def everywhere(request: Request, client_id: UUID, finding_id: UUID) -> HttpResponse:
    """The words of a finding as a phrase of the practice's own, for the form in which phrases are tried. Nothing is kept."""
    client = open_client_to_all(request.user, client_id, to=(Permission.READ_NOTES,))
    stored = get_object_or_404(StoredFinding, id=finding_id, note__session__course__client=client)
    if not may(request.user.role_names, Permission.SEE_LEXICON):
        return errors.forbidden(request)
    finding = stored.finding
    words = " ".join(finding.quote.translate(SIGNS_WITH_A_MEANING).replace("...", " ").split())
    says = "denied" if finding.status is Status.DENIED else "present"
    form = PhraseForm(initial={"about": label_of(finding.indicator), "words": words, "says": says})
    context = {"form": form, "indicators": offered().values(), "send_to": reverse("lexicon:new"), "from_note": True}
    return render(request, "lexicon/new.html", context)
