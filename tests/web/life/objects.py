"""What fills the URLs of life context in the walk over every page."""

from tests.cast import Cast
from tests.web.objects import CHANGED_BY_LOOKING, fills

from fullarc.web.clients.models import Client, LifeEvent

# The pages read the notes that nobody has read yet.
READING = {"findings_storedfinding", "findings_reading"}
CHANGED_BY_LOOKING |= {"life:life": READING, "life:without": READING}


@fills("event_id")
def an_event(cast: Cast, client: Client) -> LifeEvent:
    course = client.courses.get()
    return LifeEvent.objects.create(course=course, date=course.began, text="Moved house")


@fills("event_day")
def the_day_of_an_event(cast: Cast, client: Client) -> str:
    return str(client.courses.get().began)
