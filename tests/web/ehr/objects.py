"""What fills the URLs of sending in the walk over every page."""

from django.utils import timezone
from tests.cast import Cast
from tests.web.objects import fills

from fullarc.web.clients.models import Client
from fullarc.web.ehr.models import Sending
from fullarc.web.measurements.actions import enter_answers
from fullarc.web.measurements.models import Administration


@fills("sending_id")
def a_sending(cast: Cast, client: Client) -> Sending:
    if waiting := Sending.objects.filter(client=client).first():
        return waiting
    answers: dict[int, int | None] = dict.fromkeys(range(1, 8), 1)
    course, now = client.courses.get(), timezone.now()
    form = Administration.objects.filter(course=course, measure="gad-7", open=False).first()
    if form is None:
        form = enter_answers(course, measure="gad-7", answers=answers, on=course.began, by=cast.mira, mode="staff")
    made = Sending(client=client, form=form, asked_by=cast.mira, asked_at=now, next_try_at=now)
    made.save()
    return made
