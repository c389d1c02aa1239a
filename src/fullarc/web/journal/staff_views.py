"""The therapist's page of what a client does at home: the shared journal as pictures, and which forms are offered."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from fullarc.modalities.tracker import trackers
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.journal import actions
from fullarc.web.journal.forms_at_home import may_be_offered, offered_in
from fullarc.web.journal.shared_words import shared_words
from fullarc.web.journal.trend import trends
from fullarc.web.trackers.queries import counted


@capability(Permission.READ_SCORES)
@require_GET
def of_course(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.READ_SCORES)
    course = get_object_or_404(client.courses, id=course_id)
    offered = offered_in(course)
    filled = counted(course)
    context = {
        "client": client,
        "course": course,
        "trends": trends(course),
        "words": shared_words(course),
        "trackers": [(trackers()[log].row, rows, latest) for log, (rows, latest) in filled.items()],
        "forms": [(form, form.id in offered) for form in may_be_offered()],
        "may_set_up": may_for(request.user, client, Permission.ASSIGN_CHECK_INS),
    }
    return render(request, "journal/of_course.html", context)


@capability(Permission.ASSIGN_CHECK_INS)
@require_POST
def set_up(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    """Which forms the client fills in at home."""
    client = open_client(request.user, client_id, to=Permission.ASSIGN_CHECK_INS)
    course = get_object_or_404(client.courses, id=course_id)
    actions.set_up(course, request.POST.getlist("log"), by=request.user)
    return redirect("journal:of_course", client.id, course.id)
