"""The shared screen: begun by the clinician, shown together, left with the clinician's password. Only what the client's side shows."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.web.access.gate import open_client
from fullarc.web.access.models import OwnRecord
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.back_to_staff import TakeBack, is_back
from fullarc.web.accounts.signed_in import Request
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import Client
from fullarc.web.my_progress import deeds, queries
from fullarc.web.my_progress.months import month_page
from fullarc.web.my_progress.screen import KEY


@capability(Permission.GIVE_MEASURES)
@require_POST
def begin(request: Request, client_id: UUID) -> HttpResponse:
    """From the next request on this session shows the client's side only. What the browser kept of earlier pages is cleared."""
    client = open_client(request.user, client_id, to=Permission.GIVE_MEASURES)
    request.session[KEY] = str(client.id)
    record(deeds.SHARED, by=request.user, client=client, on=client)
    asked = request.POST.get("month", "")
    response = redirect("my_progress:screen_month", client.id, asked) if asked else redirect("my_progress:screen_progress", client.id)
    response["Clear-Site-Data"] = '"cache"'
    return response


@capability(Permission.GIVE_MEASURES)
@require_GET
def progress(request: Request, client_id: UUID) -> HttpResponse:
    """What was released to the client, as the client sees it."""
    client = open_client(request.user, client_id, to=Permission.GIVE_MEASURES)
    if not held(request, client):
        return redirect("my_progress:for_client", client.id)
    with translation.override(language_of(client)):
        course = queries.course_of(client)
        shown = queries.in_view(course) if course else None
        notes = queries.notes_of(course) if course else []
        context = {
            "client_id": client.id,
            "release": shown,
            "told": queries.told_of(shown, notes, queries.language_now()) if shown else None,
            "notes": notes,
            "this_month": f"{client.today(timezone.now()):%Y-%m}",
        }
        return render(request, "my_progress/screen_progress.html", context)


@capability(Permission.GIVE_MEASURES)
@require_GET
def month(request: Request, client_id: UUID, year_month: str) -> HttpResponse:
    """The client's month, as the client sees it."""
    client = open_client(request.user, client_id, to=Permission.GIVE_MEASURES)
    if not held(request, client):
        month_page(client, year_month, language="en")
        return redirect("my_progress:staff_month", client.id, year_month)
    with translation.override(language_of(client)):
        context = {"client_id": client.id, "page": month_page(client, year_month, language=queries.language_now())}
        return render(request, "my_progress/screen_month.html", context)


@capability(Permission.GIVE_MEASURES)
@require_http_methods(["GET", "POST"])
def end(request: Request, client_id: UUID) -> HttpResponse:
    """The password of the clinician who is signed in opens the application again. Failures count as failed sign-ins."""
    client = open_client(request.user, client_id, to=Permission.GIVE_MEASURES)
    if not held(request, client):
        return redirect("my_progress:for_client", client.id)
    form = TakeBack(request.POST or None)
    if is_back(request, form):
        del request.session[KEY]
        record(deeds.ENDED, by=request.user, client=client, on=client)
        return redirect("my_progress:for_client", client.id)
    context = {"client_id": client.id, "form": form}
    return render(request, "my_progress/end_screen.html", context, status=422 if form.errors else 200)


def held(request: Request, client: Client) -> bool:
    """Whether this session shares the screen of this client."""
    return bool(request.session.get(KEY) == str(client.id))


def language_of(client: Client) -> str:
    """The language that the client chose for their own side; English where they have no account."""
    own = OwnRecord.objects.filter(OwnRecord.holds(timezone.localdate()), client=client).select_related("user").first()
    return own.user.language if own and own.user.language else "en-gb"
