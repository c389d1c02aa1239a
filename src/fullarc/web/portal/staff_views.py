"""The client's side as the staff keep it: inviting, guardians, ending an access; and whom clients can call."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.web.access.gate import open_client
from fullarc.web.access.models import Guardianship, OwnRecord
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.models import Practice
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client
from fullarc.web.mail_settings import TO_FILES
from fullarc.web.portal import actions, inviting, queries
from fullarc.web.portal.forms import AdultAge, InviteClient, InviteGuardian, Scopes, WhoToCallForm
from fullarc.web.portal.mail import goes_out, send_invitation
from fullarc.web.portal.models import Invitation, WhoToCall
from fullarc.web.portal.qr import as_picture
from fullarc.web.versions import EditedMeanwhile, conflict_page

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")  # the application on this computer, reached from this computer


@capability(Permission.INVITE_TO_PORTAL)
@require_GET
def client_side(request: Request, client_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.INVITE_TO_PORTAL)
    return side_page(request, client)


def side_page(request: Request, client: Client, *, status: int = 200, **more: object) -> HttpResponse:
    context = {
        "client": client,
        "side": queries.client_side(client, timezone.now()),
        "courses": client.courses.filter(ended=None),
        "ready": WhoToCall.objects.exists(),
        "only_here": is_only_here(request),
        "invite": InviteClient(prefix="own"),
        "guardian": InviteGuardian(prefix="guardian"),
        **more,
    }
    return render(request, "portal/client_side.html", context, status=status)


def is_only_here(request: Request) -> bool:
    """Whether Fullarc is open under an address that only this computer reaches."""
    return request.get_host().rsplit(":", 1)[0] in LOOPBACK


@capability(Permission.INVITE_TO_PORTAL)
@require_POST
def invite(request: Request, client_id: UUID) -> HttpResponse:
    """Invite the client; the code is on the page that answers, once. Who has an account gets the link by mail, and nobody else sees it."""
    client = open_client(request.user, client_id, to=Permission.INVITE_TO_PORTAL)
    if OwnRecord.objects.filter(client=client).exists():
        return invite_again(request, client)
    form = InviteClient(request.POST, prefix="own")
    if not form.is_valid():
        return side_page(request, client, status=422, invite=form)
    try:
        invitation, code = inviting.invite_client(client, by=request.user, email=form.cleaned_data["email"])
    except inviting.CannotInvite as refused:
        return side_page(request, client, status=422, refused=str(refused))
    return once(request, client, invitation, code)


def invite_again(request: Request, client: Client) -> HttpResponse:
    """A link to the address with which the client signs in. Refused where no mail leaves: there is no other way to the client alone."""
    if settings.EMAIL_BACKEND == TO_FILES:
        return side_page(request, client, status=422, refused="No mail is set up, so no link can reach the client alone. Set it up first.")
    try:
        invitation, code = inviting.invite_client(client, by=request.user)
    except inviting.CannotInvite as refused:
        return side_page(request, client, status=422, refused=str(refused))
    send_invitation(invitation.email or "", request.build_absolute_uri(reverse("portal:come_in_code", args=[code])))
    return side_page(request, client, mailed=True)


@capability(Permission.INVITE_TO_PORTAL)
@require_POST
def invite_guardian(request: Request, client_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.INVITE_TO_PORTAL)
    form = InviteGuardian(request.POST, prefix="guardian")
    if not form.is_valid():
        return side_page(request, client, status=422, guardian=form)
    try:
        invitation, code = inviting.invite_guardian(client, form.terms, by=request.user, email=form.cleaned_data["email"])
    except inviting.CannotInvite as refused:
        return side_page(request, client, status=422, refused=str(refused))
    return once(request, client, invitation, code)


def once(request: Request, client: Client, invitation: Invitation, code: str) -> HttpResponse:
    """The code as a link, as letters and as a picture to scan, on a page to print. It is not shown again. Where the application is open
    under an address of this computer alone, the page says that no phone will reach it."""
    link = request.build_absolute_uri(reverse("portal:come_in_code", args=[code]))
    if invitation.email:
        send_invitation(invitation.email, link)
    context = {
        "client": client,
        "invitation": invitation,
        "code": code,
        "link": link,
        "mailed": bool(invitation.email) and goes_out(),
        "picture": as_picture(link),
        "type_at": request.build_absolute_uri(reverse("portal:come_in")),
        "only_here": is_only_here(request),
        "who": queries.who_to_call(),
    }
    return render(request, "portal/invitation_once.html", context)


@capability(Permission.INVITE_TO_PORTAL)
@require_POST
def take_back(request: Request, client_id: UUID, invitation_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.INVITE_TO_PORTAL)
    inviting.take_back(get_object_or_404(client.invitations, pk=invitation_id), by=request.user)
    return redirect("portal:client_side", client.id)


@capability(Permission.INVITE_TO_PORTAL)
@require_POST
def end_access(request: Request, client_id: UUID) -> HttpResponse:
    """The client's own account opens nothing from now on."""
    client = open_client(request.user, client_id, to=Permission.INVITE_TO_PORTAL)
    own = OwnRecord.objects.filter(client=client).select_related("user").first()
    if own is not None:
        actions.end_own_access(own, by=request.user)
    return redirect("portal:client_side", client.id)


@capability(Permission.INVITE_TO_PORTAL)
@require_http_methods(["GET", "POST"])
def guardian(request: Request, client_id: UUID, guardianship_id: UUID) -> HttpResponse:
    """What one guardianship opens; `cut` ends it at once."""
    client = open_client(request.user, client_id, to=Permission.INVITE_TO_PORTAL)
    given: Guardianship = get_object_or_404(client.guardians.select_related("user", "client"), pk=guardianship_id)
    form = Scopes(request.POST or None, initial={"scopes": given.scopes})
    if request.method == "POST":
        if "cut" in request.POST:
            actions.cut(given, by=request.user)
            return redirect("portal:client_side", client.id)
        if form.is_valid():
            actions.change_guardianship(given, scopes=form.cleaned_data["scopes"], by=request.user)
            return redirect("portal:client_side", client.id)
    return render(request, "portal/guardian.html", {"client": client, "given": given, "form": form}, status=422 if form.errors else 200)


@capability(Permission.KEEP_PORTAL)
@require_http_methods(["GET", "POST"])
def who_to_call(request: Request) -> HttpResponse:
    """Whom clients can call and what they are told, before the first invitation; and the age at which guardians' access ends."""
    sets_age = request.method == "POST" and "adult_at" in request.POST
    form = WhoToCallForm(None if sets_age else request.POST or None, instance=queries.who_to_call() or WhoToCall())
    age = AdultAge(request.POST if sets_age else None, initial={"adult_at": Practice.objects.get().adult_at})
    if sets_age and age.is_valid():
        actions.set_adult_age(age.cleaned_data["adult_at"], by=request.user)
        return redirect("portal:who_to_call")
    if request.method == "POST" and not sets_age and form.is_valid():
        try:
            actions.set_who_to_call(form.save(commit=False), by=request.user, started_from=form.started_from)
        except EditedMeanwhile:
            return conflict_page(request, form, WhoToCall.objects.get())
        return redirect("portal:who_to_call")
    context = {"form": form, "age": age, "set": queries.who_to_call() is not None}
    return render(request, "portal/who_to_call.html", context, status=422 if form.errors or age.errors else 200)
