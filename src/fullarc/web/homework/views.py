"""The client's own homework: what was agreed, and saying how it went."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fullarc.instruments.log import EntryRefused
from fullarc.web.access.gate import own_record
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.homework import actions, queries
from fullarc.web.homework.forms import ReportForm
from fullarc.web.homework.models import Report, Task
from fullarc.web.journal.actions import OtherContent
from fullarc.web.journal.forms_at_home import offered_in
from fullarc.web.journal.queries import zone_of
from fullarc.web.portal import queued


@capability(Permission.OWN_HOMEWORK)
@require_GET
def own(request: Request) -> HttpResponse:
    """What was agreed, what is open first."""
    client = own_record(request.user, to=Permission.OWN_HOMEWORK)
    lines = queries.own_tasks(client, client.today(timezone.now()))
    context = {"open": [line for line in lines if line.task.is_open], "before": [line for line in lines if not line.task.is_open]}
    return render(request, "homework/own.html", context)


@capability(Permission.OWN_HOMEWORK)
@require_http_methods(["GET", "POST"])
def tell(request: Request, own_task_id: UUID) -> HttpResponse:
    """One task: what it is, its worksheet, and how it went."""
    client = own_record(request.user, to=Permission.OWN_HOMEWORK)
    task = get_object_or_404(Task.objects.filter(course__client=client).select_related("course__client"), pk=own_task_id)
    form = ReportForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return page(request, task, form, status=422 if form.errors else 200)
    told = form.cleaned_data
    with timezone.override(zone_of(client)):
        try:
            report = actions.tell(
                task, Report.How(told["how"]), obstacles=told["obstacles"], words=told["words"], uuid=told["uuid"], by=request.user
            )
        except OtherContent:
            form.add_error(None, _("This was saved before, with other answers. Open the page again and say it anew."))
            return page(request, task, form, status=409)
        except EntryRefused:
            form.add_error(None, _("You and your therapist cancelled this task."))
            return page(request, task, form, status=422)
    if queued.from_queue(request):
        return queued.kept(report.uuid, reverse("homework:own"))
    messages.info(request, _("Saved."))
    return redirect("homework:own")


def page(request: Request, task: Task, form: ReportForm, *, status: int) -> HttpResponse:
    if status != 200 and queued.from_queue(request):
        return queued.refused([error for errors in form.errors.values() for error in errors], status=status)
    last = task.reports.last()
    if last is not None and not form.is_bound:
        form.initial.update(how=last.how, obstacles=last.obstacles, words=last.words)
    offered = task.worksheet in offered_in(task.course)
    context = {"task": task, "form": form, "line": queries.Line(task, last), "worksheet_offered": offered}
    return render(request, "homework/tell.html", context, status=status)
