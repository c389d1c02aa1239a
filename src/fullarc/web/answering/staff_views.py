"""Links to a single form, as the clinician makes and ends them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from fullarc.web.access.gate import open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.answering import links as form_links
from fullarc.web.answering import queries
from fullarc.web.answering.forms import SendForm
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.portal.inviting import CannotInvite, ready_to_invite
from fullarc.web.portal.mail import goes_out, send_invitation
from fullarc.web.portal.qr import as_picture


@capability(Permission.ASSIGN_CHECK_INS)
@require_http_methods(["GET", "POST"])
def links(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    """The links of a course; a POST makes one and shows it, once."""
    client = open_client(request.user, client_id, to=Permission.ASSIGN_CHECK_INS)
    course = get_object_or_404(client.courses, pk=course_id)
    form = SendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            ready_to_invite()
            link, code = form_links.make_link(course, given["measure"], by=request.user, pin=given["pin"])
        except (CannotInvite, form_links.CannotSend) as refused:
            form.add_error(None, str(refused))
        else:
            address = request.build_absolute_uri(reverse("answering:form_code", args=[code]))
            if given["email"]:
                send_invitation(given["email"], address)
            made = {"row": link, "address": address, "picture": as_picture(address), "unsent": given["email"] and not goes_out()}
            return page(request, client, course, SendForm(), made=made)
    return page(request, client, course, form)


def page(request: Request, client: Client, course: CourseOfCare, form: SendForm, *, made: object = None) -> HttpResponse:
    context = {"client": client, "course": course, "form": form, "links": queries.links_of(course), "made": made}
    return render(request, "answering/links.html", context, status=422 if form.errors else 200)


@capability(Permission.ASSIGN_CHECK_INS)
@require_POST
def take_back(request: Request, client_id: UUID, course_id: UUID, form_link_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.ASSIGN_CHECK_INS)
    course = get_object_or_404(client.courses, pk=course_id)
    form_links.take_back(get_object_or_404(course.form_links.select_related("course"), pk=form_link_id), by=request.user)
    return redirect("answering:links", client.id, course.id)
