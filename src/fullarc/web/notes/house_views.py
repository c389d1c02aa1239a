"""Pages of how the practice writes notes: formats, templates, snippets, whose notes are co-signed."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from fullarc.notes.formats import BUILT_IN, BY_PARTS, FormatRefused
from fullarc.notes.parts import PARTS
from fullarc.notes.snippets import SnippetRefused
from fullarc.notes.templates import TemplateRefused, shipped
from fullarc.web.access.middleware import listed
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.models import User
from fullarc.web.accounts.roles import Role
from fullarc.web.accounts.signed_in import Request
from fullarc.web.notes import house, queries
from fullarc.web.notes.models import PracticeFormat, PracticeTemplate, Snippet, Trainee
from fullarc.web.notes.views import read_or_send

MOST_HEADINGS = 9


@capability(Permission.KEEP_NOTE_HOUSE)
@require_GET
def house_page(request: Request) -> HttpResponse:
    """Everything the owner decides about notes, on one page."""
    writers = User.objects.filter(is_active=True, roles__role=Role.CLINICIAN).order_by("name")
    trainees = set(Trainee.objects.values_list("user", flat=True))
    hidden = {row.instead_of for row in PracticeTemplate.objects.filter(hidden=True)}
    context = {
        "built_in": [each for each in BUILT_IN.values() if each is not BY_PARTS],
        "own": PracticeFormat.objects.all(),
        "templates": queries.templates(),
        "hidden": [each for each in shipped() if each.key in hidden],
        "shared": Snippet.objects.filter(owner=None),
        "writers": [(person, person.pk in trainees) for person in writers],
    }
    listed(request.user, Permission.KEEP_NOTE_HOUSE, len(context["writers"]))  # type: ignore[arg-type]
    return render(request, "notes/house.html", context)


@capability(Permission.KEEP_NOTE_HOUSE)
@read_or_send
def new_format(request: Request) -> HttpResponse:
    return format_page(request, PracticeFormat())


@capability(Permission.KEEP_NOTE_HOUSE)
@read_or_send
def edit_format(request: Request, format_id: UUID) -> HttpResponse:
    return format_page(request, get_object_or_404(PracticeFormat, pk=format_id))


def format_page(request: Request, row: PracticeFormat) -> HttpResponse:
    """A heading a row; each part is given to one of them, or left out on purpose."""
    if request.method == "POST" and "drop" in request.POST and not row._state.adding:
        house.drop_format(row, by=request.user)
        return redirect("notes:house")
    name, rows, refused = row.name, list(row.rows), ""
    if request.method == "POST":
        name, rows = request.POST.get("name", "")[:40], rows_sent(request.POST)
        try:
            house.keep_format(row, name, rows, by=request.user)
        except FormatRefused as why:
            refused = str(why)
        else:
            return redirect("notes:house")
    held = {part: number for number, (_, parts) in enumerate(rows) for part in parts}
    context = {
        "row": row,
        "name": name,
        "headings": [(n, rows[n][0] if n < len(rows) else "") for n in range(MOST_HEADINGS)],
        "parts": [(part, held.get(part.key)) for part in PARTS],
        "refused": refused,
        "adding": row._state.adding,
    }
    return render(request, "notes/format.html", context, status=422 if refused else 200)


def rows_sent(sent: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """The headings that were written, each with the parts that were given to it."""
    rows = []
    for number in range(MOST_HEADINGS):
        heading = sent.get(f"heading_{number}", "").strip()
        parts = [part.key for part in PARTS if sent.get(f"part_{part.key}") == str(number)]
        if heading or parts:
            rows.append((heading, parts))
    return rows


@capability(Permission.KEEP_NOTE_HOUSE)
@read_or_send
def new_template(request: Request) -> HttpResponse:
    return template_page(request, PracticeTemplate(), "")


@capability(Permission.KEEP_NOTE_HOUSE)
@read_or_send
def edit_template(request: Request, template_key: str) -> HttpResponse:
    """A template of the practice, or a shipped one that is changed here for this practice."""
    row = house.template_row(template_key)
    if row._state.adding and not row.instead_of:
        raise Http404
    return template_page(request, row, template_key)


def template_page(request: Request, row: PracticeTemplate, key: str) -> HttpResponse:
    name, modality, parts, refused = row.name, row.modality, dict(row.parts), ""
    if request.method == "POST":
        if key and ({"drop", "as_shipped"} & set(request.POST)):
            (house.drop_template if "drop" in request.POST else house.as_shipped)(key, by=request.user)
            return redirect("notes:house")
        name, modality = request.POST.get("name", "")[:80], request.POST.get("modality", "")[:40]
        parts = {part.key: request.POST.get(part.key, "") for part in PARTS}
        try:
            house.keep_template(row, name, modality, parts, by=request.user)
        except TemplateRefused as why:
            refused = str(why)
        else:
            return redirect("notes:house")
    context = {
        "name": name,
        "modality": modality,
        "parts": [(part, parts.get(part.key, "")) for part in PARTS],
        "refused": refused,
        "key": key,
        "shipped": bool(row.instead_of),
        "changed": bool(row.instead_of) and not row._state.adding,
    }
    return render(request, "notes/template.html", context, status=422 if refused else 200)


@capability(Permission.KEEP_OWN_SNIPPETS)
@read_or_send
def snippets(request: Request) -> HttpResponse:
    """One's own snippets and the practice's; a POST adds an own one."""
    return snippet_page(request, Snippet(owner=request.user))


@capability(Permission.KEEP_OWN_SNIPPETS)
@read_or_send
def snippet(request: Request, snippet_id: UUID) -> HttpResponse:
    """One of one's own snippets; nobody else's is found."""
    return snippet_page(request, get_object_or_404(Snippet, pk=snippet_id, owner=request.user))


@capability(Permission.KEEP_NOTE_HOUSE)
@read_or_send
def shared_snippets(request: Request) -> HttpResponse:
    """A new snippet for everybody in the practice."""
    return snippet_page(request, Snippet(owner=None))


@capability(Permission.KEEP_NOTE_HOUSE)
@read_or_send
def shared_snippet(request: Request, snippet_id: UUID) -> HttpResponse:
    return snippet_page(request, get_object_or_404(Snippet, pk=snippet_id, owner=None))


def snippet_page(request: Request, row: Snippet) -> HttpResponse:
    shared, refused, back = row.owner_id is None, "", "notes:house" if row.owner_id is None else "notes:snippets"
    short, text = row.short, row.text if not row._state.adding else ""
    if request.method == "POST" and "drop" in request.POST and not row._state.adding:
        house.drop_snippet(row, by=request.user)
        return redirect(back)
    if request.method == "POST":
        short, text = request.POST.get("short", ""), request.POST.get("text", "")
        try:
            house.keep_snippet(row, short, text, by=request.user)
        except SnippetRefused as why:
            refused = str(why)
        else:
            messages.info(request, f"Kept. Type ;{row.short} and Tab in a note.")
            return redirect(back)
    context = {
        "short": short[:40],
        "text": text[:8000],
        "refused": refused,
        "adding": row._state.adding,
        "shared_one": shared,
        "own": [] if shared else Snippet.objects.filter(owner=request.user),
        "shared": [] if shared else Snippet.objects.filter(owner=None),
    }
    return render(request, "notes/snippets.html", context, status=422 if refused else 200)


@capability(Permission.KEEP_NOTE_HOUSE)
@require_POST
def trainee(request: Request, user_id: UUID) -> HttpResponse:
    """Whose signed notes wait for a second signature: `trainee` is yes or no."""
    person = get_object_or_404(User, pk=user_id)
    house.set_trainee(person, trainee=request.POST.get("trainee") == "yes", by=request.user)
    return redirect("notes:house")
