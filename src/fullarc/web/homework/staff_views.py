"""The therapist's page of homework: what is open, agreeing on a task, talking about it, cancelling it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from fullarc.instruments.log import EntryRefused
from fullarc.web import without_page
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client
from fullarc.web.homework import actions, queries
from fullarc.web.homework.forms import TaskForm
from fullarc.web.homework.models import Task
from fullarc.web.notes.models import Note


@capability(Permission.READ_SCORES)
@require_http_methods(["GET"])
def of_course(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.READ_SCORES)
    course = get_object_or_404(client.courses, id=course_id)
    lines = queries.tasks_of([course])
    may_set = may_for(request.user, client, Permission.GIVE_MEASURES)
    reads_notes = may_for(request.user, client, Permission.READ_NOTES)
    planned = queries.planned(course, lines) if may_set and reads_notes else None
    context = {
        "client": client,
        "course": course,
        "open": [line for line in lines if line.task.is_open],
        "before": [line for line in reversed(lines) if not line.task.is_open],
        "planned": planned,
        "form": TaskForm(course, initial={"text": _chosen(planned, request.GET.get("line", ""))}),
        "may_set": may_set,
        "note": request.GET.get("note", ""),
        "back": note_of(request.GET.get("note", ""), client),
    }
    return render(request, "homework/of_course.html", context)


def _chosen(planned: queries.Planned | None, number: str) -> str:
    """The line of a plan that was chosen by its number, from 1: no words of a note stand in an address. Empty where there is none."""
    if planned is None or not (number.isascii() and number.isdigit() and len(number) < 4):
        return ""
    place = int(number) - 1
    return planned.lines[place] if 0 <= place < len(planned.lines) else ""


def note_of(key: str, client: Client) -> str:
    """The address of the note from which homework was agreed on: the editor while it is a draft. Empty where there is none."""
    try:
        note = Note.objects.filter(session__course__client=client, pk=UUID(key)).first()
    except ValueError:
        return ""
    if note is None:
        return ""
    return reverse("notes:write" if note.is_draft else "findings:note", args=[client.pk, note.pk])


@capability(Permission.GIVE_MEASURES)
@require_POST
def set_task(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.GIVE_MEASURES)
    course = get_object_or_404(client.courses, id=course_id)
    form = TaskForm(course, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.set_task(
                course,
                given["text"],
                by=request.user,
                due=given["due"],
                worksheet=given["worksheet"],
                goal=form.goal_chosen,
                key=given["key"],
            )
        except EntryRefused as wrong:
            form.add_error(None, str(wrong))
        else:
            if without_page.stays(request):
                return without_page.kept()
            note = note_of(request.POST.get("note", ""), client)
            return redirect(note) if note else redirect("homework:of_course", client.id, course.id)
    context = {"client": client, "course": course, "form": form, "may_set": True, "note": request.POST.get("note", "")}
    return render(request, "homework/set.html", context, status=422)


@capability(Permission.GIVE_MEASURES)
@require_POST
def discuss(request: Request, client_id: UUID, task_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.GIVE_MEASURES)
    task = get_object_or_404(Task.objects.filter(course__client=client), pk=task_id)
    actions.discuss(task, by=request.user)
    return redirect("homework:of_course", client.id, task.course_id)


@capability(Permission.GIVE_MEASURES)
@require_POST
def cancel(request: Request, client_id: UUID, task_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.GIVE_MEASURES)
    task = get_object_or_404(Task.objects.filter(course__client=client), pk=task_id)
    actions.cancel(task, by=request.user)
    return redirect("homework:of_course", client.id, task.course_id)
