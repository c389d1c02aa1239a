"""Pages of sending to another system: its settings, who a client is there, what was sent, and the line about it on a note."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.web import errors
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client
from fullarc.web.ehr import actions, queue
from fullarc.web.ehr.forms import DestinationForm, PatientForm
from fullarc.web.ehr.line import public_keys
from fullarc.web.ehr.models import Destination, EhrPatient, Sending
from fullarc.web.ehr.written import text_of
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.models import Note
from fullarc.web.notes.views import get_note
from fullarc.web.records.confirmed import asked_to_confirm
from fullarc.web.versions import EditedMeanwhile, conflict_page

read_or_send = require_http_methods(["GET", "POST"])


@capability(Permission.KEEP_EHR)
@read_or_send
def destination(request: Request) -> HttpResponse:
    """Where notes and scores are sent: who changes it has just signed in again. A change made meanwhile is never overwritten."""
    if (ask := asked_to_confirm(request)) is not None:
        return ask
    to = actions.the_destination()
    form = DestinationForm(request.POST or None, instance=to)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_up(form.instance, by=request.user, started_from=form.started_from, fields=form.changed_data)
        except EditedMeanwhile:
            return conflict_page(request, form, actions.the_destination())
        messages.success(request, "Kept. Try the connection now.")
        return redirect("ehr:destination")
    context = {"form": form, "to": to, "waiting": Sending.objects.filter(state=Sending.State.WAITING).count()}
    return render(request, "ehr/destination.html", context, status=422 if form.is_bound else 200)


@capability(Permission.KEEP_EHR)
@transaction.non_atomic_requests
@require_POST
def try_it(request: Request) -> HttpResponse:
    """Ask the server what it is. It may take seconds, so no transaction is held meanwhile."""
    to = Destination.objects.filter(pk=Destination.THE_ONE).first()
    if to is None:
        return errors.unusable(request, "Nothing is set up yet. Fill in the settings and keep them first.")
    well = actions.try_connection(to, by=request.user)
    (messages.success if well else messages.warning)(request, to.tried_with)
    return redirect("ehr:destination")


@capability(Permission.KEEP_EHR)
@require_GET
def keys(request: Request) -> HttpResponse:
    """The public key as the other system's administrator registers it (JWKS)."""
    answer = JsonResponse(public_keys(actions.the_destination()))
    answer["Content-Disposition"] = 'attachment; filename="fullarc-keys.json"'
    return answer


@capability(Permission.SEND_TO_EHR)
@require_GET
def client(request: Request, client_id: UUID) -> HttpResponse:
    """Who the client is in the other system, and everything of theirs that was sent or waits. A fixed number of queries."""
    client = open_client(request.user, client_id, to=Permission.SEND_TO_EHR)
    return client_page(request, client, PatientForm())


def client_page(request: Request, client: Client, form: PatientForm, **more: object) -> HttpResponse:
    rows = client.sendings.select_related("note__session", "form", "asked_by")
    unsent = unsent_forms(client)
    context = {
        "client": client,
        "to": queue.destination(),
        "link": EhrPatient.objects.filter(client=client).select_related("linked_by").first(),
        "form": form,
        "rows": [(row, about(row)) for row in rows],
        "unsent": unsent.count(),
        **more,
    }
    return render(request, "ehr/client.html", context, status=422 if form.errors else 200)


def about(row: Sending) -> str:
    """What a row is about, in words."""
    if row.note is not None:
        return f"note of {row.note.session.date.day} {row.note.session.date:%B %Y}"
    form = row.form
    return f"{form.measure} of {form.date.day} {form.date:%B %Y}" if form else ""


def unsent_forms(client: Client) -> QuerySet[Administration]:
    return Administration.objects.filter(course__client=client, withdrawn_at=None, open=False, sending=None)


@capability(Permission.SEND_TO_EHR)
@transaction.non_atomic_requests
@require_POST
def patient(request: Request, client_id: UUID) -> HttpResponse:
    """First look the client up at the server and show who it is there; keep it when somebody has said that it is the same person."""
    client = open_client(request.user, client_id, to=Permission.SEND_TO_EHR)
    to, form = queue.destination(), PatientForm(request.POST)
    if to is None or to.kind != Destination.Kind.FHIR:
        return errors.unusable(request, "No FHIR server is set up. The owner of the practice can do that.")
    if not form.is_valid():
        return client_page(request, client, form)
    found = actions.look_up(to, form.cleaned_data["patient"])
    if isinstance(found, str):
        form.add_error("patient", found)
        return client_page(request, client, form)
    if "same" not in request.POST:
        return client_page(request, client, form, found=found)
    actions.link(client, found.id, by=request.user)
    messages.success(request, "Kept. Notes and scores of this client can be sent now.")
    return redirect("ehr:client", client.id)


@capability(Permission.READ_NOTES)
@require_GET
def of_note(request: Request, client_id: UUID, note_id: UUID) -> HttpResponse:
    """The piece of the note's page about the other system: the state, the buttons, the text to be copied."""
    client = open_client(request.user, client_id, to=Permission.READ_NOTES)
    note = get_note(client, note_id)
    sending = Sending.objects.filter(note=note).select_related("asked_by").first()
    context = {
        "client": client,
        "note": note,
        "to": queue.destination(),
        "sending": sending,
        "changed": sending is not None and sending.state == Sending.State.SENT and queue.changed_since(sending),
        "linked": EhrPatient.objects.filter(client=client).exists(),
        "may_send": may_for(request.user, client, Permission.SEND_TO_EHR),
        "text": "" if note.is_draft else text_of(note),
    }
    return render(request, "ehr/_of_note.html", context)


@capability(Permission.SEND_TO_EHR)
@require_POST
def send_note(request: Request, client_id: UUID, note_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.SEND_TO_EHR)
    note: Note = get_note(client, note_id)
    try:
        queue.ask_for_note(note, by=request.user)
    except queue.CannotSend as refused:
        return errors.unusable(request, str(refused))
    messages.info(request, "It waits to be sent, which takes about a minute. What became of it stands beneath the note.")
    return redirect("findings:note", client.id, note.id)


@capability(Permission.SEND_TO_EHR)
@require_POST
def send_scores(request: Request, client_id: UUID) -> HttpResponse:
    """Put every filled form of the client that was not sent yet into the queue."""
    client = open_client(request.user, client_id, to=Permission.SEND_TO_EHR)
    try:
        asked = queue.ask_for_forms(client, unsent_forms(client), by=request.user)
    except queue.CannotSend as refused:
        return errors.unusable(request, str(refused))
    messages.info(request, f"Scores of {len(asked)} forms wait to be sent.")
    return redirect("ehr:client", client.id)


@capability(Permission.SEND_TO_EHR)
@require_POST
def again(request: Request, client_id: UUID, sending_id: UUID) -> HttpResponse:
    """Try now what waits or was refused."""
    client = open_client(request.user, client_id, to=Permission.SEND_TO_EHR)
    queue.again(get_object_or_404(client.sendings, id=sending_id), by=request.user)
    messages.info(request, "It is tried again within a minute.")
    return redirect("ehr:client", client.id)
