"""What fills the URLs of homework in the walk over every page."""

from tests.cast import Cast
from tests.web.objects import fills

from fullarc.web.clients.models import Client
from fullarc.web.homework.actions import set_task
from fullarc.web.homework.models import Task


@fills("task_id")
def a_task(cast: Cast, client: Client) -> Task:
    return set_task(client.courses.get(), "canaryproblem: ride one stop", by=cast.mira)


@fills("own_task_id")
def a_task_as_the_client_sees_it(cast: Cast, client: Client) -> Task:
    return set_task(client.courses.get(), "Ride one stop", by=cast.mira)
