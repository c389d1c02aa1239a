"""A client answers, writes and tells on the phone; the sheet before the session and the course page have all of it at once."""

import uuid

from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.answering.objects import due_check_in
from tests.web.conftest import SignIn
from tests.web.journal.writing import filled, write

from fullarc.modalities.tracker import trackers
from fullarc.web.clients.models import Session
from fullarc.web.homework.actions import set_task
from fullarc.web.journal.actions import set_up
from fullarc.web.measurements.models import Administration, LogRow
from fullarc.web.progress.in_force import in_force
from fullarc.web.progress.judged import judged
from fullarc.web.trackers.actions import keep_thing


def test_answers_journal_diary_card_and_homework_are_before_the_therapist_at_once_and_are_evidence(cast: Cast, signed_in: SignIn) -> None:
    today = timezone.localdate()
    session = Session.objects.create(course=cast.course, date=today, attendance="planned", minutes=50)
    target = keep_thing(cast.course, trackers()["diary-card"], {"label": "Scrolling", "about": 0.0}, by=cast.mira)
    set_up(cast.course, ["mood-journal", "diary-card"], by=cast.mira)
    task, due = set_task(cast.course, "Ride two stops with a friend", by=cast.mira), due_check_in(cast.client, cast.mira)
    pages = {
        "sheet": reverse("today:sheet", args=[cast.client.pk, session.pk]),
        "course": reverse("progress:course", args=[cast.client.pk, cast.course.pk]),
        "measures": reverse("measurements:list", args=[cast.client.pk, cast.course.pk]),
        "at home": reverse("journal:of_course", args=[cast.client.pk, cast.course.pk]),
    }
    therapist, client = signed_in(cast.mira), signed_in(cast.nora)
    before = {name: therapist.get(page).content.decode() for name, page in pages.items()}

    client.post(f"/me/check-ins/{due.pk}/all/", {f"item_{number}": "2" for number in range(1, 9)} | {"item_9": "0", "item_10": "1"})
    client.post(f"/me/check-ins/{due.pk}/end/")
    write(client, filled(mood="7"))
    write(client, filled("diary-card", usage="5", **{f"urge_{target.short}": "4", f"act_{target.short}": "0"}), "diary-card")
    sent = {"how": "partly", "words": "One stop, then out.", "uuid": str(uuid.uuid4())}
    client.post(reverse("homework:tell", args=[task.pk]), sent)

    after = {name: therapist.get(page).content.decode() for name, page in pages.items()}
    new = {
        "sheet": ("Mood journal: 1 entry", "Diary card, 1 of the last 14 days", "partly done", "One stop, then out."),
        "course": ("PHQ-9",),
        "measures": ("PHQ-9",),
        "at home": ("1 entry on 1 of 1 day, no gap.",),
    }
    for name, words in new.items():
        for each in words:
            assert each in after[name], (name, each)
    assert "16" in after["measures"]
    assert "One stop" not in before["sheet"]
    seen = judged(cast.course, today, in_force()).seen
    rests_on = {proof.source for statement in seen.statements for proof in statement.evidence}
    assert str(Administration.objects.get().pk) in rests_on
    assert {str(pk) for pk in LogRow.objects.filter(log__in=("homework", "diary-card")).values_list("pk", flat=True)} <= rests_on
