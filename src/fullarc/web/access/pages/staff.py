"""Who works here: the owner invites people, gives roles, links supervisors, ends access."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from fullarc.web.access import actions, queries
from fullarc.web.access.forms import LinkSupervisor
from fullarc.web.access.models import Supervision
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts import actions as accounts
from fullarc.web.accounts.forms import Invite, Roles
from fullarc.web.accounts.signed_in import Request


def page(request: Request, status: int = 200, **more: object) -> HttpResponse:
    today = timezone.localdate()
    context = {"people": queries.people(), "links": queries.links_today(today), "invite": Invite(), "link": LinkSupervisor(), **more}
    return render(request, "access/staff.html", context, status=status)


@capability(Permission.KEEP_STAFF)
@require_http_methods(["GET", "POST"])
def staff(request: Request) -> HttpResponse:
    """The list; a POST invites a person and shows the one-time code, once."""
    if request.method != "POST":
        return page(request)
    form = Invite(request.POST)
    if not form.is_valid():
        return page(request, 422, invite=form)
    given = form.cleaned_data
    person, code = accounts.invite(given["name"], given["email"], given["roles"], by=request.user)
    return page(request, invited=person, code=code)


@capability(Permission.KEEP_STAFF)
@require_POST
def invite_again(request: Request, user_id: UUID) -> HttpResponse:
    person = get_object_or_404(queries.people(), pk=user_id)
    try:
        code = accounts.invite_again(person, by=request.user)
    except accounts.NotAllowed as refused:
        return page(request, 422, refused=str(refused))
    return page(request, invited=person, code=code)


@capability(Permission.KEEP_STAFF)
@require_http_methods(["GET", "POST"])
def person(request: Request, user_id: UUID) -> HttpResponse:
    """One person: their roles, and the end of their access."""
    who = get_object_or_404(queries.people(), pk=user_id)
    form = Roles(request.POST or None, initial={"roles": sorted(who.role_names)})
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            accounts.change_roles(who, form.cleaned_data["roles"], by=request.user)
        except accounts.NotAllowed as why:
            refused = str(why)
        else:
            messages.success(request, f"The roles of {who.name} are changed. They sign in anew.")
            return redirect("staff")
    status = 422 if refused or form.errors else 200
    return render(request, "access/person.html", {"person": who, "form": form, "refused": refused}, status=status)


@capability(Permission.KEEP_STAFF)
@require_POST
def set_active(request: Request, user_id: UUID) -> HttpResponse:
    """Deactivate a person, or let them back in: `active` is yes or no."""
    who = get_object_or_404(queries.people(), pk=user_id)
    try:
        if request.POST.get("active") == "yes":
            accounts.reactivate(who, by=request.user)
        else:
            accounts.deactivate(who, by=request.user)
    except accounts.NotAllowed as refused:
        return page(request, 422, refused=str(refused))
    return redirect("staff")


@capability(Permission.KEEP_STAFF)
@require_POST
def link(request: Request) -> HttpResponse:
    form = LinkSupervisor(request.POST)
    if not form.is_valid():
        return page(request, 422, link=form)
    try:
        actions.link_supervisor(
            form.cleaned_data["supervisor"], form.cleaned_data["supervisee"], by=request.user, today=timezone.localdate()
        )
    except actions.NotAllowed as refused:
        return page(request, 422, refused=str(refused))
    return redirect("staff")


@capability(Permission.KEEP_STAFF)
@require_POST
def unlink(request: Request, link_id: UUID) -> HttpResponse:
    actions.end_supervision(get_object_or_404(Supervision, pk=link_id), by=request.user, today=timezone.localdate())
    return redirect("staff")
