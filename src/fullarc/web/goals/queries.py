"""Reading goals: a fixed number of queries whatever the number of ratings."""

from dataclasses import dataclass, replace
from datetime import date

from fullarc.goals.goal import Goal as AgreedGoal
from fullarc.goals.goal import Rating as GoalRating
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.goals.following import Looked, followed, looked_over, review_day
from fullarc.web.goals.models import Goal, Rating


def goals_and_ratings(course: CourseOfCare) -> tuple[list[AgreedGoal], list[GoalRating]]:
    """The goals of a course and their ratings as the timeline counts them; of several ratings on one day the newest."""
    rows = list(course.goals.prefetch_related("ratings"))
    goals = [AgreedGoal(str(g.pk), g.text, g.agreed_on, g.closed_on, tuple(g.levels), float(g.weight)) for g in rows]
    ratings = []
    for goal in rows:
        newest = {rating.date: rating for rating in goal.ratings.all()}
        ratings += [GoalRating(r.date, str(goal.pk), float(r.value), r.scale, source=str(r.pk)) for r in newest.values()]
    return goals, ratings


@dataclass(frozen=True, slots=True)
class Step:
    """One value of a goal's scale: what the button says, what it sends, and whether it is the first or the latest rating."""

    value: int
    label: str
    meaning: str
    was: bool
    now: bool


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal as pages show it, with its ratings in order of date (the newest of each day)."""

    goal: Goal
    ratings: tuple[Rating, ...]
    steps: tuple[Step, ...]
    looked: Looked | None = None

    @property
    def latest(self) -> Rating | None:
        return self.ratings[-1] if self.ratings else None


def lines_of(course: CourseOfCare) -> list[GoalLine]:
    """The goals of a course with their ratings, in two queries."""
    out = []
    for goal in course.goals.prefetch_related("ratings"):
        ratings = tuple({rating.date: rating for rating in goal.ratings.all()}.values())
        out.append(GoalLine(goal, ratings, steps_of(goal, ratings)))
    return out


def looked_over_lines(course: CourseOfCare, as_of: date) -> list[GoalLine]:
    """The goals with their targets and what the checks say of each. A fixed number of queries."""
    targets, review_on = followed(course, as_of), review_day(course)
    lines = lines_of(course)
    return [replace(line, looked=looked_over(line.goal, targets.get(line.goal.pk, ()), line.ratings, review_on)) for line in lines]


def steps_of(goal: Goal, ratings: tuple[Rating, ...]) -> tuple[Step, ...]:
    values = range(-2, 3) if goal.levels else range(11)
    first, last = (ratings[0].value, ratings[-1].value) if ratings else (None, None)
    meanings = list(goal.levels) or [""] * 11
    return tuple(Step(v, signed(v) if goal.levels else str(v), meanings[i], v == first, v == last) for i, v in enumerate(values))


def signed(value: int) -> str:
    """As people write it: −2, 0, +1."""
    return f"+{value}" if value > 0 else f"−{-value}" if value else "0"
