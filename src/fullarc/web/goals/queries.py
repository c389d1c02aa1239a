"""Reading goals: a fixed number of queries whatever the number of ratings."""

from fullarc.goals.goal import Goal as AgreedGoal
from fullarc.goals.goal import Rating as GoalRating
from fullarc.web.clients.models import CourseOfCare


def goals_and_ratings(course: CourseOfCare) -> tuple[list[AgreedGoal], list[GoalRating]]:
    """The goals of a course and their ratings as the timeline counts them; of several ratings on one day the newest."""
    rows = list(course.goals.prefetch_related("ratings"))
    goals = [AgreedGoal(str(g.pk), g.text, g.agreed_on, g.closed_on, tuple(g.levels), float(g.weight)) for g in rows]
    ratings = []
    for goal in rows:
        newest = {rating.date: rating for rating in goal.ratings.all()}
        ratings += [GoalRating(r.date, str(goal.pk), float(r.value), r.scale, source=str(r.pk)) for r in newest.values()]
    return goals, ratings
