"""Taking out one client's record or the practice's: who asks has just signed in again, and the file is sealed unless it is tables."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from fullarc.web.access.gate import open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import Client
from fullarc.web.records import deeds
from fullarc.web.records.confirmed import asked_to_confirm
from fullarc.web.records.forms import RECORD, RESEARCH, ClientForm, PracticeForm
from fullarc.web.records.handing_out import research_tables, tables_of, whole_client, whole_practice
from fullarc.web.records.left_out import WHY_NO_PROCESS_NOTES
from fullarc.web.records.sealed import sealed

read_or_send = require_http_methods(["GET", "POST"])


@capability(Permission.EXPORT_RECORD)
@read_or_send
def client(request: Request, client_id: UUID) -> HttpResponse:
    """One client's record or tables."""
    client = open_client(request.user, client_id, to=Permission.EXPORT_RECORD)
    if (ask := asked_to_confirm(request)) is not None:
        return ask
    form = ClientForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if given["what"] == RECORD:
            return as_file(whole_client(client, by=request.user, process_notes=given["process_notes"]), f"{client.code}-record", given)
        mine = Client.objects.filter(pk=client.pk)
        return as_file(tables_of(mine, by=request.user, client=client), f"{client.code}-tables", given)
    return page(request, "client", form, {"client": client})


@capability(Permission.EXPORT_PRACTICE)
@read_or_send
def practice(request: Request) -> HttpResponse:
    """The record, the tables or the de-identified tables of the whole practice."""
    if (ask := asked_to_confirm(request)) is not None:
        return ask
    form = PracticeForm(request, request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given, about = form.cleaned_data, "two persons" if form.two else "one person"
        if form.agreed is not None:
            record(deeds.PRACTICE_AGREED, by=form.agreed, about=about)
        record(deeds.PRACTICE_ASKED, by=request.user, about=about)
        if given["what"] == RECORD:
            return as_file(whole_practice(by=request.user, about=about), "practice-record", given)
        if given["what"] == RESEARCH:
            names = given["names"].splitlines()
            return as_file(research_tables(by=request.user, scrubbed=given["scrubbed"], names=names), "research-tables", given)
        return as_file(tables_of(Client.objects.all(), by=request.user), "practice-tables", given)
    return page(request, "practice", form, {})


def as_file(content: bytes, name: str, given: dict[str, Any]) -> HttpResponse:
    """The file as a download. It is never written to a disk of ours; a record goes out sealed always."""
    closed = given["what"] == RECORD or not given["plain"]
    answer = HttpResponse(sealed(content, given["kept"]) if closed else content, content_type="application/octet-stream")
    ending = "fullarc.age" if given["what"] == RECORD else "zip.age" if closed else "zip"
    filename = f"{name}-{timezone.localdate():%Y-%m-%d}.{ending}"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename)
    return answer


def page(request: Request, name: str, form: Any, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.is_bound else 200
    told = {**context, "form": form, "why_no_process_notes": WHY_NO_PROCESS_NOTES}
    return render(request, f"records/{name}.html", told, status=status)
