"""Homework: agreed by the therapist, said by the client, in front of the therapist at once."""

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.instruments.log import EntryRefused
from fullarc.web.clients.models import Session
from fullarc.web.homework.actions import cancel, discuss, set_task, tell
from fullarc.web.homework.models import Report, Task
from fullarc.web.homework.queries import cards_for, planned, tasks_by_course
from fullarc.web.journal.actions import OtherContent
from fullarc.web.journal.forms_at_home import offered_in
from fullarc.web.measurements.models import LogRow
from fullarc.web.notes.actions import begin_note, import_note
from fullarc.web.progress.in_force import in_force
from fullarc.web.progress.judged import judged
from fullarc.web.trackers.queries import tracked_entries

RIDE = "Ride two stops with a friend"


@pytest.fixture
def task(cast: Cast) -> Task:
    return set_task(cast.course, RIDE, by=cast.mira, due=timezone.localdate() + timedelta(7))


def said(task: Task, how: str, **more: object) -> Report:
    given = {"obstacles": [], "words": "", "uuid": uuid.uuid4(), "by": None, **more}
    return tell(task, Report.How(how), **given)  # type: ignore[arg-type]


def send(how: str, **more: object) -> dict[str, object]:
    return {"how": how, "words": "", "uuid": str(uuid.uuid4()), **more}


def test_what_was_agreed_stands_on_the_clients_pages(cast: Cast, signed_in: SignIn, task: Task) -> None:
    browser = signed_in(cast.nora)
    assert "1 thing agreed" in browser.get("/me/").content.decode()
    assert RIDE in browser.get(reverse("homework:own")).content.decode()
    assert RIDE in browser.get(reverse("homework:tell", args=[task.pk])).content.decode()


def test_the_client_says_how_it_went_and_what_got_in_the_way(cast: Cast, signed_in: SignIn, task: Task) -> None:
    sent = send("partly", obstacles=["symptoms", "no_time"], words="One stop, then out.")
    answer = signed_in(cast.nora).post(reverse("homework:tell", args=[task.pk]), sent)
    assert answer.status_code == 302
    page = signed_in(cast.mira).get(reverse("homework:of_course", args=[cast.client.pk, cast.course.pk])).content.decode()
    for words in ("partly done", "Symptoms in the way", "No time", "One stop, then out."):
        assert words in page


def test_it_stands_on_the_sheet_before_the_session_at_once(cast: Cast, signed_in: SignIn, task: Task) -> None:
    today = timezone.localdate()
    session = Session.objects.create(course=cast.course, date=today, attendance="planned", minutes=50)
    therapist = signed_in(cast.mira)
    sheet = reverse("today:sheet", args=[cast.client.pk, session.pk])
    assert "nothing said yet" in therapist.get(sheet).content.decode()
    signed_in(cast.nora).post(reverse("homework:tell", args=[task.pk]), send("not", words="Too many people."))
    page = therapist.get(sheet).content.decode()
    assert RIDE in page
    assert "not done" in page
    assert "Too many people." in page
    discuss(task, by=cast.mira)
    assert RIDE not in therapist.get(sheet).content.decode()


def test_the_assessment_speaks_of_it_with_its_evidence(cast: Cast, task: Task) -> None:
    report = said(task, "done")
    row = LogRow.objects.get()
    assert [entry.source for entry in tracked_entries(cast.course)] == [str(row.pk)]
    told = judged(cast.course, timezone.localdate(), in_force()).seen.statements
    homework = [statement for statement in told if statement.rule == "tracker.homework"]
    assert homework, [statement.rule for statement in told]
    assert [proof.source for proof in homework[0].evidence] == [str(row.pk)]
    assert report.task == task


def test_what_is_said_later_counts_and_what_was_said_before_stays(cast: Cast, task: Task) -> None:
    said(task, "not", obstacles=["forgot"])
    said(task, "done", words="Twice.")
    task.refresh_from_db()
    assert LogRow.objects.get().values == {
        "task": RIDE,
        "set_on": task.set_on.isoformat(),
        "completion": 4.0,
        "learned": "Twice.",
    }
    assert [report.how for report in task.reports.all()] == ["not", "done"]


def test_the_same_report_sent_twice_is_one_and_another_content_is_refused(cast: Cast, signed_in: SignIn, task: Task) -> None:
    browser, address, sent = signed_in(cast.nora), reverse("homework:tell", args=[task.pk]), send("done")
    for _ in range(3):
        assert browser.post(address, sent).status_code == 302
    assert browser.post(address, {**sent, "how": "not"}).status_code == 409
    assert browser.post(address, sent, headers={"x-fullarc-queue": "1"}).json()["kept"] == sent["uuid"]
    assert Report.objects.get().how == "done"
    with pytest.raises(OtherContent):
        said(task, "not", uuid=uuid.UUID(str(sent["uuid"])))


def test_a_cancelled_task_counts_in_no_rate(cast: Cast, task: Task) -> None:
    said(task, "not")
    cancel(task, by=cast.mira)
    assert not [entry for entry in tracked_entries(cast.course) if entry.item == "completion"]
    with pytest.raises(EntryRefused, match="cancelled"):
        said(task, "done")


def test_the_database_keeps_what_was_said_and_what_was_agreed(cast: Cast, task: Task) -> None:
    said(task, "not")
    for act in (lambda: Report.objects.update(how="done"), lambda: Task.objects.update(due=None)):
        with pytest.raises(DatabaseError, match=r"cannot be changed|not reworded"), transaction.atomic():
            act()


def test_a_worksheet_is_offered_with_its_task(cast: Cast, signed_in: SignIn) -> None:
    task = set_task(cast.course, "Write one down", by=cast.mira, worksheet="thought-record")
    assert offered_in(cast.course) == ["mood-journal", "thought-record"]
    page = signed_in(cast.nora).get(reverse("homework:tell", args=[task.pk])).content.decode()
    assert reverse("journal:write", args=["thought-record"]) in page


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"text": "  "}, "found no words"),
        ({"worksheet": "emdr"}, "none that clients fill in"),
        ({"due": timezone.localdate() - timedelta(1)}, "lies in the past"),
    ],
    ids=["no words", "a worksheet of the clinician", "a day that is over"],
)
def test_what_cannot_be_agreed_is_refused_in_words(given: dict[str, object], words: str, cast: Cast) -> None:
    with pytest.raises(EntryRefused, match=words):
        set_task(cast.course, str(given.pop("text", RIDE)), by=cast.mira, **given)  # type: ignore[arg-type]


def test_the_form_of_the_page_agrees_on_a_task_once(cast: Cast, signed_in: SignIn) -> None:
    browser, sent = signed_in(cast.mira), {"text": RIDE, "key": str(uuid.uuid4())}
    for _ in range(2):
        assert browser.post(reverse("homework:set_task", args=[cast.client.pk, cast.course.pk]), sent).status_code == 302
    assert Task.objects.get().text == RIDE
    assert browser.post(reverse("homework:set_task", args=[cast.client.pk, cast.course.pk]), {"text": ""}).status_code == 422


def test_a_card_tells_what_is_open_and_rests_when_all_was_said(cast: Cast, task: Task) -> None:
    assert not cards_for(cast.client, timezone.now())[0].done
    said(task, "done")
    assert cards_for(cast.client, timezone.now())[0].done
    discuss(task, by=cast.mira)
    assert cards_for(cast.client, timezone.now()) == []


def test_a_card_names_the_first_of_several_days_and_what_was_due_before(cast: Cast, task: Task) -> None:
    today = timezone.localdate()
    [alone] = cards_for(cast.client, timezone.now())
    assert alone.sentence == f"1 thing agreed, until {today + timedelta(7):%-d %B}."
    set_task(cast.course, "Call a friend", by=cast.mira, due=today + timedelta(3))
    [of_two] = cards_for(cast.client, timezone.now())
    assert of_two.sentence == f"2 things agreed, the first until {today + timedelta(3):%-d %B}."
    [later] = cards_for(cast.client, timezone.now() + timedelta(5))
    assert later.sentence == "2 things agreed, 1 was due and can still be done."


def test_tasks_of_many_courses_take_two_queries(cast: Cast, task: Task) -> None:
    counts, courses = [], [cast.course, cast.ward_client.courses.get()]
    for _ in range(2):
        for number in range(5):
            said(set_task(cast.course, f"Step {number}", by=cast.mira), "done")
        with CaptureQueriesContext(connection) as seen:
            assert tasks_by_course(courses)
        counts.append(len(seen))
    assert counts == [2, 2]


def test_guardians_colleagues_and_the_front_desk_find_no_homework(cast: Cast, signed_in: SignIn, task: Task) -> None:
    for person in (cast.guardian, cast.colleague, cast.front_desk):
        for address in (
            reverse("homework:own"),
            reverse("homework:tell", args=[task.pk]),
            reverse("homework:of_course", args=[cast.client.pk, cast.course.pk]),
        ):
            assert signed_in(person).get(address).status_code in (403, 404)


def test_it_stands_beside_the_note_that_is_written(cast: Cast, signed_in: SignIn, task: Task) -> None:
    note = begin_note(cast.session, by=cast.mira, format_key="soap")
    said(task, "partly", obstacles=["forgot"])
    piece = signed_in(cast.mira).get(reverse("beside:goals", args=[cast.client.pk, note.pk])).content.decode()
    assert RIDE in piece
    assert "partly done" in piece
    assert "Forgot" in piece


def test_what_the_note_plans_as_homework_is_offered_until_it_is_agreed(cast: Cast, signed_in: SignIn) -> None:
    plan = "Homework: ride the train alone twice."
    import_note(cast.session, text=f"Slept better.\nPlan: {plan}", source_name="1.txt", by=cast.mira)
    therapist, page = signed_in(cast.mira), reverse("homework:of_course", args=[cast.client.pk, cast.course.pk])
    assert "Add as homework" in therapist.get(page).content.decode()
    known = planned(cast.course, ())
    assert known is not None
    set_task(cast.course, known.lines[0], by=cast.mira)
    assert "Add as homework" not in therapist.get(page).content.decode()


def test_a_line_of_the_plan_is_taken_over_by_its_number_and_no_word_of_it_stands_in_an_address(cast: Cast, signed_in: SignIn) -> None:
    import_note(cast.session, text="Slept better.\nPlan: Homework: ride the train alone twice.", source_name="1.txt", by=cast.mira)
    therapist, page = signed_in(cast.mira), reverse("homework:of_course", args=[cast.client.pk, cast.course.pk])
    shown = therapist.get(page).content.decode()
    assert "?line=1" in shown
    assert "?text=" not in shown
    known = planned(cast.course, ())
    assert known is not None
    assert therapist.get(page, {"line": "1"}).context["form"].initial["text"] == known.lines[0]
    for number in ("0", "2", "-1", "²", "1" * 30, "one", ""):
        assert therapist.get(page, {"line": number}).context["form"].initial["text"] == ""
