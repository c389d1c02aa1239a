"""Pages of a goal's targets, and the story of a goal."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.goals.linking import NoteText, indicators_of_goal, link_notes
from fullarc.goals.story import story_of
from fullarc.goals.target import Of
from fullarc.reading.finding import Finding
from fullarc.reading.reader import read
from fullarc.web import errors
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.findings.queries import noted_findings, notes_read
from fullarc.web.goals import actions, queries
from fullarc.web.goals.following import followed
from fullarc.web.goals.models import GoalTarget
from fullarc.web.goals.target_forms import CountForm, TargetForm
from fullarc.web.goals.views import get_goal
from fullarc.web.measurements.queries import score_records
from fullarc.web.notes.queries import goals_set_aside


@capability(Permission.KEEP_GOALS)
@require_http_methods(["GET", "POST"])
def new_target(request: Request, client_id: UUID, goal_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_GOALS)
    goal = get_goal(client, goal_id)
    given = {record.measure for record in score_records(goal.course)}
    form = TargetForm(request.POST or None, given=given)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_target(goal, form.target(timezone.localdate()), by=request.user)
            return to_goals(client, goal.course)
        except actions.GoalRefused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "heading": "New target", "client": client, "course": goal.course, "goal": goal}
    return render(request, "goals/target.html", context, status=422 if form.errors else 200)


@capability(Permission.KEEP_GOALS)
@require_POST
def drop_target(request: Request, client_id: UUID, target_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_GOALS)
    target = get_target(client, target_id)
    actions.drop_target(target, on=timezone.localdate(), by=request.user)
    return to_goals(client, target.goal.course)


@capability(Permission.KEEP_GOALS)
@require_POST
def count(request: Request, client_id: UUID, target_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_GOALS)
    target = get_target(client, target_id)
    form = CountForm(request.POST)
    if target.of != Of.COUNT:
        return errors.unusable(request, "Found a target of a measure or a log; its values come from there and are not typed here.")
    if not form.is_valid():
        return errors.unusable(request, " ".join(str(error) for found in form.errors.values() for error in found))
    try:
        actions.enter_count(target, value=form.cleaned_data["value"], on=form.cleaned_data["on"], by=request.user)
    except actions.GoalRefused as refused:
        return errors.unusable(request, str(refused))
    return to_goals(client, target.goal.course)


@capability(Permission.READ_NOTES)
@require_GET
def story(request: Request, client_id: UUID, goal_id: UUID) -> HttpResponse:
    """Everything that happened to a goal, with each note that speaks of it, in order of time."""
    client = open_client(request.user, client_id, to=Permission.READ_NOTES)
    row = get_goal(client, goal_id)
    goals, ratings = queries.goals_and_ratings(row.course)
    goal = next(each for each in goals if each.id == str(row.pk))
    notes = notes_read(row.course)
    aside = goals_set_aside(row.course)
    found: dict[str, list[Finding]] = {}
    for noted in noted_findings(row.course):
        found.setdefault(noted.source, []).append(noted.finding)
    texts = [NoteText(note.source, note.text, tuple(found.get(note.source, ())), note.date) for note in notes]
    days = {note.source: note.date for note in notes}
    links = [
        link
        for link in link_notes(goal, indicators_of_goal(goal, read(goal.text, learned=False)), texts)
        if (link.source, goal.id) not in aside
    ]
    targets = followed(row.course, timezone.localdate()).get(row.pk, [])
    moments = story_of(goal, ratings, [(days[link.source], link) for link in links], [each.course for each in targets], row.closed_because)
    context = {
        "client": client,
        "course": row.course,
        "goal": row,
        "moments": moments,
        "targets": targets,
        "notes": len(notes),
        "may_keep": may_for(request.user, client, Permission.KEEP_GOALS),
    }
    return render(request, "goals/story.html", context)


def get_target(client: Client, target_id: UUID) -> GoalTarget:
    rows = GoalTarget.objects.filter(goal__course__client=client).select_related("goal__course__client")
    found: GoalTarget = get_object_or_404(rows, id=target_id)
    return found


def to_goals(client: Client, course: CourseOfCare) -> HttpResponse:
    return redirect("goals:goals", client.id, course.id)
