"""What fills the URLs of the client's progress in the walk over every page."""

from datetime import date

from django.utils import timezone
from tests.cast import Cast
from tests.web.objects import CHANGED_BY_LOOKING, SAME_FOR_ALL, fills

from fullarc.web.clients.models import Client
from fullarc.web.my_progress.actions import write_note
from fullarc.web.my_progress.models import DayNote

# The page reads the notes that nobody has read yet.
CHANGED_BY_LOOKING["my_progress:for_client"] = {"findings_storedfinding", "findings_reading"}
SAME_FOR_ALL.update({"my_progress:month", "my_progress:month_file", "my_progress:note"})  # days and months, no rows
BEFORE_EVERYTHING = date(1999, 1, 1)


@fills("year_month")
def a_month(cast: Cast, client: Client) -> str:
    """A month of the course; of a record that is not Nora's, one in which her course had not begun."""
    return f"{client.courses.get().began if client == cast.client else BEFORE_EVERYTHING:%Y-%m}"


@fills("own_day")
def a_day(cast: Cast, client: Client) -> str:
    return f"{client.courses.get().began if client == cast.client else BEFORE_EVERYTHING:%Y-%m-%d}"


@fills("day_note_id")
def a_note_at_a_day(cast: Cast, client: Client) -> DayNote:
    course = client.courses.get()
    note = write_note(course, course.began, "canaryproblem week", today=timezone.localdate(), by=cast.mira)
    assert note is not None
    return note
