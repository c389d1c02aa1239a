"""Pages of goals: all of a course with their ratings, agreeing, changing, rating in one click, closing."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.goals.attainment import attainment
from fullarc.goals.gas_scale import LEVELS
from fullarc.web import errors
from fullarc.web.access.gate import may_for, open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.goals import actions, queries
from fullarc.web.goals.following import Looked, followed, looked_over, review_day
from fullarc.web.goals.forms import CloseForm, GoalForm, RateForm
from fullarc.web.goals.models import Goal
from fullarc.web.versions import EditedMeanwhile, VersionedForm, conflict_page

read_or_send = require_http_methods(["GET", "POST"])


@capability(Permission.READ_RECORD)
@require_GET
def goals(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.READ_RECORD)
    course = get_object_or_404(client.courses, id=course_id)
    lines = queries.looked_over_lines(course, timezone.localdate())
    context = {
        "client": client,
        "course": course,
        "current": [line for line in lines if not line.goal.closed_on],
        "closed": [line for line in lines if line.goal.closed_on],
        "attained": attainment(*queries.goals_and_ratings(course)),
        "today": timezone.localdate(),
        "may_keep": may_for(request.user, client, Permission.KEEP_GOALS),
        "may_read_notes": may_for(request.user, client, Permission.READ_NOTES),
    }
    return render(request, "goals/goals.html", context)


@capability(Permission.KEEP_GOALS)
@require_GET
def side(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    """The open goals as a piece of a page, beside the note that is being written."""
    client = open_client(request.user, client_id, to=Permission.KEEP_GOALS)
    return side_of(request, client, get_object_or_404(client.courses, id=course_id))


@capability(Permission.KEEP_GOALS)
@read_or_send
def new_goal(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_GOALS)
    course = get_object_or_404(client.courses, id=course_id)
    form = GoalForm(request.POST or None, initial={"agreed_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid() and "look" not in request.POST:
        actions.agree_goal(course, form.save(commit=False), by=request.user, key=form.key)
        return redirect("goals:goals", client.id, course.id)
    return edit_page(request, form, "New goal", client, course)


@capability(Permission.KEEP_GOALS)
@read_or_send
def edit(request: Request, client_id: UUID, goal_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_GOALS)
    goal = get_goal(client, goal_id)
    form = GoalForm(request.POST or None, instance=goal)
    if request.method == "POST" and form.is_valid() and "look" not in request.POST:
        try:
            actions.change_goal(goal, by=request.user, started_from=form.started_from, fields=form.changed_data)
            return redirect("goals:goals", client.id, goal.course_id)
        except EditedMeanwhile:
            return conflict_page(request, form, with_levels(get_goal(client, goal_id)))
        except actions.GoalRefused as refused:
            form.add_error("agreed_on", str(refused))
    return edit_page(request, form, "Change the goal", client, goal.course)


@capability(Permission.KEEP_GOALS)
@require_POST
def rate(request: Request, client_id: UUID, goal_id: UUID) -> HttpResponse:
    """One click. Sent from beside a note (`part=side`), the answer is the piece of page that stands there, rated anew."""
    client = open_client(request.user, client_id, to=Permission.KEEP_GOALS)
    goal = get_goal(client, goal_id)
    form = RateForm(request.POST)
    if not form.is_valid():
        return errors.unusable(request, " ".join(str(error) for errors_of in form.errors.values() for error in errors_of))
    try:
        actions.rate_goal(goal, value=form.cleaned_data["value"], on=form.cleaned_data["on"], by=request.user)
    except actions.RatingRefused as refused:
        return errors.unusable(request, str(refused))
    if request.POST.get("part") == "side":
        return side_of(request, client, goal.course)
    return redirect("goals:goals", client.id, goal.course_id)


@capability(Permission.KEEP_GOALS)
@read_or_send
def close(request: Request, client_id: UUID, goal_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_GOALS)
    goal = get_goal(client, goal_id)
    form = CloseForm(request.POST or None, instance=goal, initial={"closed_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.close_goal(
                goal, on=given["closed_on"], because=given["closed_because"], by=request.user, started_from=form.started_from
            )
            return redirect("goals:goals", client.id, goal.course_id)
        except EditedMeanwhile:
            return conflict_page(request, form, get_goal(client, goal_id))
        except actions.GoalRefused as refused:
            form.add_error("closed_on", str(refused))
    return edit_page(request, form, "Close the goal", client, goal.course)


@capability(Permission.KEEP_GOALS)
@require_POST
def open_again(request: Request, client_id: UUID, goal_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=Permission.KEEP_GOALS)
    goal = get_goal(client, goal_id)
    actions.open_goal(goal, by=request.user)
    return redirect("goals:goals", client.id, goal.course_id)


def get_goal(client: Client, goal_id: UUID) -> Goal:
    goal: Goal = get_object_or_404(Goal.objects.filter(course__client=client).select_related("course__client"), id=goal_id)
    return goal


def with_levels(goal: Goal) -> Goal:
    """The goal with its levels under the names of the form's fields, so that two versions can be compared level by level."""
    for level, text in zip(LEVELS, goal.levels or [""] * len(LEVELS), strict=True):
        setattr(goal, f"level_{level}", text)
    return goal


def side_of(request: Request, client: Client, course: CourseOfCare) -> HttpResponse:
    lines = [line for line in queries.lines_of(course) if not line.goal.closed_on]
    return render(request, "goals/_side.html", {"client": client, "course": course, "lines": lines, "today": timezone.localdate()})


def edit_page(request: Request, form: VersionedForm, heading: str, client: Client, course: CourseOfCare) -> HttpResponse:
    looked = look(form.instance, course) if isinstance(form, GoalForm) and (form.is_bound or not form.instance._state.adding) else None
    context = {"form": form, "heading": heading, "client": client, "course": course, "looked": looked}
    return render(request, "goals/edit.html", context, status=422 if form.errors else 200)


def look(goal: Goal, course: CourseOfCare) -> Looked:
    """What the checks say of a goal as it stands in the form."""
    is_new = goal._state.adding
    targets = [] if is_new else followed(course, timezone.localdate()).get(goal.pk, [])
    return looked_over(goal, targets, [] if is_new else goal.ratings.all(), review_day(course))
