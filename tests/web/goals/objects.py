"""What fills the URLs of goals in the walk over every page."""

from tests.cast import Cast
from tests.web.objects import fills

from fullarc.web.clients.models import Client
from fullarc.web.goals.actions import agree_goal, set_target
from fullarc.web.goals.models import Goal, GoalTarget


@fills("goal_id")
def a_goal(cast: Cast, client: Client) -> Goal:
    course = client.courses.get()
    return agree_goal(course, Goal(text="canarygoal take the train alone", agreed_on=course.began), by=cast.mira)


@fills("target_id")
def a_target(cast: Cast, client: Client) -> GoalTarget:
    goal = a_goal(cast, client)
    target = GoalTarget(of="count", what="canaryproblem rides", part="a week", direction="at_least", value=3, since=goal.agreed_on)
    return set_target(goal, target, by=cast.mira)
