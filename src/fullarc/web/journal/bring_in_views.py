"""Bringing in a journal from Daylio: the file, what its moods mean, what it would become; then all of it or nothing."""

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from fullarc.exchange.incoming.daylio import DaylioPlan, read_daylio, words_of
from fullarc.exchange.incoming.refusal import CannotImport
from fullarc.web.access.gate import own_record
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.models import User
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client
from fullarc.web.journal import bringing_in, queries
from fullarc.web.journal.models import Sharing
from fullarc.web.journal.views import open_course

LARGEST = 1024 * 1024  # bytes: some twenty years of three entries a day with a sentence each
HOLDS = 3600  # seconds
SHOWN = 5  # refused lines that are named


class MoodsForm(forms.Form):
    """A number for each word of the file; Daylio's own five are filled in."""

    sharing = forms.ChoiceField(
        label=gettext_lazy("Who sees these entries?"), choices=Sharing.choices, widget=forms.RadioSelect, initial=Sharing.NOTHING
    )

    def __init__(self, plan: DaylioPlan, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.words = [word for word, _number in words_of(plan)]
        for place, (word, number) in enumerate(words_of(plan)):
            field = forms.IntegerField(label=word, min_value=0, max_value=10, initial=number)
            field.widget.attrs["inputmode"] = "numeric"
            self.fields[f"mood_{place}"] = field

    @property
    def moods(self) -> dict[str, int]:
        return {word: int(self.cleaned_data[f"mood_{place}"]) for place, word in enumerate(self.words)}

    @property
    def numbers(self) -> list[forms.BoundField]:
        return [self[f"mood_{place}"] for place in range(len(self.words))]


@capability(Permission.OWN_JOURNAL)
@require_http_methods(["GET", "POST"])
def upload(request: Request) -> HttpResponse:
    """Choose a file; then say what its moods mean. Nothing is stored yet."""
    client = own_record(request.user, to=Permission.OWN_JOURNAL)
    open_course(client)
    if request.method == "GET":
        return render(request, "journal/bring_in.html")
    sent = request.FILES.get("journal")
    if not isinstance(sent, UploadedFile):
        return refused(request, _("No file was chosen."))
    if (sent.size or 0) > LARGEST:
        return refused(request, _("The file has more than 1 MB. Export a shorter time."))
    data = sent.read()
    try:
        plan = read(client, data)
    except CannotImport as wrong:
        return refused(request, str(wrong))
    return preview(request, plan, MoodsForm(plan), data)


@capability(Permission.OWN_JOURNAL)
@require_POST
def keep(request: Request) -> HttpResponse:
    """Keep what the preview showed, with the numbers that were given to its moods."""
    client = own_record(request.user, to=Permission.OWN_JOURNAL)
    course = open_course(client)
    try:
        data = signing.loads(request.POST.get("held", ""), salt=salt(request.user), max_age=HOLDS).encode("latin-1")
        plan = read(client, data)
    except (signing.BadSignature, CannotImport):
        return refused(request, _("This preview is older than an hour. Choose the file again; nothing was brought in."))
    form = MoodsForm(plan, request.POST)
    if not form.is_valid():
        return preview(request, plan, form, data, status=422)
    settled = read(client, data, form.moods)
    chosen = Sharing(form.cleaned_data["sharing"])
    done = bringing_in.bring_in(course, settled.accepted, chosen, zone=queries.zone_of(client), by=request.user)
    messages.info(request, _("%(new)d entries were brought in; %(known)d were there already.") % {"new": done.new, "known": done.known})
    return redirect("journal:journal")


def read(client: Client, data: bytes, moods: dict[str, int] | None = None) -> DaylioPlan:
    return read_daylio("daylio.csv", data, today=client.today(timezone.now()), moods=moods)


def preview(request: Request, plan: DaylioPlan, form: MoodsForm, data: bytes, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "plan": plan,
        "refused": plan.refused[:SHOWN],
        "more_refused": max(0, len(plan.refused) - SHOWN),
        "held": signing.dumps(data.decode("latin-1"), salt=salt(request.user), compress=True),
    }
    return render(request, "journal/bring_in_preview.html", context, status=status)


def salt(user: User) -> str:
    return f"fullarc.daylio.{user.pk}"


def refused(request: Request, why: str) -> HttpResponse:
    return render(request, "journal/bring_in.html", {"problem": why}, status=422)
