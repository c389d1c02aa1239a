"""Answering a check-in at home: kept as one goes, one record however often it is sent, a risky answer raises its signal at once."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.answering.objects import due_check_in
from tests.web.conftest import SignIn
from tests.web.portal.objects import who_to_call

from fullarc.web.audit.models import Event
from fullarc.web.check_ins import actions as check_ins
from fullarc.web.check_ins.models import DueCheckIn
from fullarc.web.clients.models import Client
from fullarc.web.measurements import bit_by_bit
from fullarc.web.measurements.models import Administration, Score
from fullarc.web.signals.models import Signal


@pytest.fixture
def due(cast: Cast) -> DueCheckIn:
    who_to_call()
    return due_check_in(cast.client, cast.mira)


def page(due: DueCheckIn, more: str = "") -> str:
    return f"/me/check-ins/{due.pk}/{more}"


def answer(browser: object, due: DueCheckIn, place: int, value: int = 1) -> str:
    answered = browser.post(page(due, f"{place}/"), {"answer": str(value)})  # type: ignore[attr-defined]
    assert answered.status_code == 302, answered.content
    return str(answered.headers["Location"])


def test_the_start_page_shows_what_is_due_without_naming_the_measure(cast: Cast, due: DueCheckIn, signed_in: SignIn) -> None:
    text = signed_in(cast.nora).get("/me/").content.decode()
    assert page(due) in text
    assert "10 questions" in text
    assert "PHQ" not in text


def test_ten_answers_and_one_press_make_one_scored_record(cast: Cast, due: DueCheckIn, signed_in: SignIn) -> None:
    browser = signed_in(cast.nora)
    for place in range(1, 11):
        where = answer(browser, due, place, 0 if place == 9 else 1)
    assert where == page(due, "11/")
    assert browser.get(where).headers["Location"] == page(due, "end/")
    assert browser.post(page(due, "end/")).status_code == 302
    given = Administration.objects.get()
    assert (given.mode, given.open, given.entered_by, given.pk) == ("portal", False, cast.nora, due.administration)
    assert given.scores.get(scale="total").result["value"] == 8
    due.refresh_from_db()
    assert due.state == "answered"
    assert "Your answers have come in" in browser.get(page(due, "end/")).content.decode()
    assert not [card for card in browser.get("/me/").context["to_do"] if page(due) == card.href]


def test_sent_five_times_it_is_one_record(cast: Cast, due: DueCheckIn, signed_in: SignIn) -> None:
    browser = signed_in(cast.nora)
    whole = {f"item_{number}": "0" for number in range(1, 11)}
    for _ in range(5):
        browser.post(page(due, "all/"), whole)
    for _ in range(5):
        browser.post(page(due, "end/"))
    assert Administration.objects.count() == 1
    assert Score.objects.filter(scale="total").count() == 1


def test_a_finished_form_is_not_changed_by_what_comes_later(cast: Cast, due: DueCheckIn, signed_in: SignIn) -> None:
    browser = signed_in(cast.nora)
    browser.post(page(due, "all/"), {f"item_{number}": "1" for number in range(1, 9)})
    browser.post(page(due, "end/"))
    browser.post(page(due, "1/"), {"answer": "3"})
    browser.post(page(due, "all/"), {"item_1": "3"})
    assert Administration.objects.get().answers["1"] == 1


def test_it_goes_on_where_it_stopped_on_another_device(cast: Cast, due: DueCheckIn, signed_in: SignIn) -> None:
    phone, laptop = signed_in(cast.nora), signed_in(cast.nora)
    for place in (1, 2, 3):
        answer(phone, due, place)
    assert laptop.get(page(due)).headers["Location"] == page(due, "4/")
    answer(laptop, due, 4)
    assert phone.get(page(due)).headers["Location"] == page(due, "5/")
    assert 'value="1" checked' in laptop.get(page(due, "3/")).content.decode()


def test_who_reads_another_language_is_told_that_the_questions_are_in_english(cast: Cast, due: DueCheckIn, signed_in: SignIn) -> None:
    browser = signed_in(cast.nora)
    assert "están en inglés" in browser.get(page(due), headers={"accept-language": "es"}).content.decode()
    assert "in the words of those who made them" not in browser.get(page(due), headers={"accept-language": "en"}).content.decode()


def test_a_question_can_be_skipped_or_not_answered_on_purpose(cast: Cast, due: DueCheckIn, signed_in: SignIn) -> None:
    browser = signed_in(cast.nora)
    browser.post(page(due, "1/"), {"skip": "1"})
    browser.post(page(due, "2/"), {"decline": "1"})
    given = Administration.objects.get()
    assert given.answers == {"1": None, "2": None}
    assert given.declined == [2]
    answer(browser, due, 2)
    given.refresh_from_db()
    assert given.declined == []
    assert browser.post(page(due, "3/"), {}).status_code == 422
    assert browser.post(page(due, "3/"), {"answer": "9"}).status_code == 422


def test_all_on_one_page_is_the_same_record(cast: Cast, due: DueCheckIn, signed_in: SignIn) -> None:
    browser = signed_in(cast.nora)
    answer(browser, due, 1, 2)
    sent = {"item_1": "2", "item_2": "decline", **{f"item_{number}": "0" for number in range(3, 11)}}
    assert browser.post(page(due, "all/"), sent).headers["Location"] == page(due, "end/")
    given = Administration.objects.get()
    assert given.answers["2"] is None
    assert given.declined == [2]
    assert not given.open


def test_a_risky_answer_shows_help_and_raises_the_signal_before_the_form_is_finished(
    cast: Cast, due: DueCheckIn, signed_in: SignIn
) -> None:
    browser = signed_in(cast.nora)
    where = answer(browser, due, 9, 1)
    assert where == page(due, "help/?on=10")
    help_page = browser.get(where).content.decode()
    assert "Crisis line 555 0100" in help_page
    assert "Nobody reads your answers at night" in help_page
    signal = Signal.objects.get(client=cast.client)
    assert signal.kind == "phq-9:9"
    assert Administration.objects.get().open
    assert not Score.objects.exists()


def test_a_risky_answer_on_one_page_shows_help_at_the_end(cast: Cast, due: DueCheckIn, signed_in: SignIn) -> None:
    whole = {f"item_{number}": "2" for number in range(1, 11)}
    sent = signed_in(cast.nora).post(page(due, "all/"), whole)
    assert sent.headers["Location"] == page(due, "help/?done=1")
    assert Signal.objects.filter(client=cast.client).exists()


def test_what_was_left_out_on_one_page_is_asked_about_before_it_is_the_end(cast: Cast, due: DueCheckIn, signed_in: SignIn) -> None:
    browser = signed_in(cast.nora)
    assert browser.post(page(due, "all/"), {"item_1": "1", "item_2": "decline"}).headers["Location"] == page(due, "end/")
    assert "8 questions are not answered yet" in browser.get(page(due, "end/")).content.decode()
    assert browser.get(page(due)).headers["Location"] == page(due, "3/")
    given = Administration.objects.get()
    assert (given.answers, given.declined, given.open) == ({"1": 1, "2": None}, [2], True)
    browser.post(page(due, "end/"))
    assert not Administration.objects.get().open


def test_a_risky_answer_among_questions_left_out_is_kept_at_once_and_leads_to_help(cast: Cast, due: DueCheckIn, signed_in: SignIn) -> None:
    sent = signed_in(cast.nora).post(page(due, "all/"), {"item_9": "2"})
    assert sent.headers["Location"] == page(due, "help/?on=1")
    assert Signal.objects.filter(client=cast.client).exists()
    assert Administration.objects.get().open


def test_an_empty_page_of_all_questions_begins_and_ends_nothing(cast: Cast, due: DueCheckIn, signed_in: SignIn) -> None:
    assert signed_in(cast.nora).post(page(due, "all/"), {}).headers["Location"] == page(due, "end/")
    assert not Administration.objects.exists()


@pytest.mark.parametrize("broken", ["keep_scores", "close"])
def test_the_signal_is_there_whatever_fails_after_it(
    cast: Cast, due: DueCheckIn, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    """The answer and its signal are kept together; what comes later, scoring, has a request of its own."""
    browser = signed_in(cast.nora)
    browser.raise_request_exception = False
    answer(browser, due, 9, 3)

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr(bit_by_bit, broken, fails)
    assert browser.post(page(due, "end/")).status_code == 500
    assert Signal.objects.filter(client=cast.client, kind="phq-9:9").exists()
    monkeypatch.undo()
    browser.post(page(due, "end/"))
    assert Score.objects.filter(scale="total").count() == 1


def test_what_is_not_due_any_more_cannot_be_answered(cast: Cast, due: DueCheckIn, signed_in: SignIn) -> None:
    DueCheckIn.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    browser = signed_in(cast.nora)
    assert browser.get(page(due)).status_code == 200
    assert browser.post(page(due, "1/"), {"answer": "1"}).status_code == 409
    assert not Administration.objects.exists()
    assert "Crisis line" in browser.get(page(due, "help/")).content.decode()


@pytest.mark.parametrize("where", ["1/", "all/"])
def test_the_later_of_two_at_the_same_moment_is_told_that_it_has_come_in(
    cast: Cast, due: DueCheckIn, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def came_second(client: Client, due_id: UUID, now: datetime) -> DueCheckIn:
        DueCheckIn.objects.filter(pk=due_id).update(state=DueCheckIn.State.ANSWERED)
        raise check_ins.NotDue(DueCheckIn.objects.get(pk=due_id))

    browser = signed_in(cast.nora)
    monkeypatch.setattr(check_ins, "open_for_answering", came_second)
    answer = browser.post(page(due, where), {"answer": "1", "item_1": "1"})
    assert answer.status_code == 200
    assert "Your answers have come in" in answer.content.decode()


def test_it_can_be_passed_over(cast: Cast, due: DueCheckIn, signed_in: SignIn) -> None:
    assert signed_in(cast.nora).post(page(due, "skip/")).status_code == 302
    due.refresh_from_db()
    assert due.state == "skipped"


def test_what_was_passed_over_is_taken_up_again_while_there_is_time(cast: Cast, due: DueCheckIn, signed_in: SignIn) -> None:
    browser = signed_in(cast.nora)
    answer(browser, due, 1)
    back = browser.post(page(due, "skip/"), follow=True).content.decode()
    assert "Passed over this time" in back
    assert "Answer them after all" in browser.get(page(due)).content.decode()
    assert browser.post(page(due, "skip/"), {"take_up": "yes"}).headers["Location"] == page(due)
    due.refresh_from_db()
    assert due.state == "open"
    assert [each.answers for each in Administration.objects.all()] == [{"1": 1}]  # what was answered before is still there
    assert Event.objects.filter(action="check_in.taken_up", client=cast.client.pk).count() == 1


@pytest.mark.parametrize("change", ["closed", "ended", "answered"])
def test_what_is_over_is_not_taken_up(cast: Cast, due: DueCheckIn, signed_in: SignIn, change: str) -> None:
    browser = signed_in(cast.nora)
    browser.post(page(due, "skip/"))
    if change == "closed":
        DueCheckIn.objects.filter(pk=due.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    if change == "ended":
        check_ins.end(due.assignment, by=cast.mira)
    if change == "answered":
        DueCheckIn.objects.filter(pk=due.pk).update(state=DueCheckIn.State.ANSWERED)
    browser.post(page(due, "skip/"), {"take_up": "yes"})
    due.refresh_from_db()
    assert due.state == ("answered" if change == "answered" else "skipped")
    assert "Passed over this time" not in browser.get("/me/check-ins/").content.decode()


def test_nobody_takes_up_what_another_passed_over(cast: Cast, due: DueCheckIn, signed_in: SignIn) -> None:
    signed_in(cast.nora).post(page(due, "skip/"))
    assert signed_in(cast.guardian).post(page(due, "skip/"), {"take_up": "yes"}).status_code in (403, 404)
    due.refresh_from_db()
    assert due.state == "skipped"


def test_the_therapist_sees_it_at_once(cast: Cast, due: DueCheckIn, signed_in: SignIn) -> None:
    signed_in(cast.nora).post(page(due, "all/"), {f"item_{number}": "1" for number in range(1, 11)})
    page_of_course = reverse("measurements:measure", args=[cast.client.pk, due.assignment.course_id, "phq-9"])
    text = signed_in(cast.mira).get(page_of_course).content.decode()
    assert "Answered at home" in text or ">9<" in text


def test_the_trail_says_who_sent_it(cast: Cast, due: DueCheckIn, signed_in: SignIn) -> None:
    signed_in(cast.nora).post(page(due, "end/"))
    event = Event.objects.get(action="check_in.sent")
    assert (event.actor, event.client, event.roles) == (cast.nora.pk, cast.client.pk, "client")


def test_the_pages_ask_the_database_as_often_with_one_check_in_as_with_three(
    cast: Cast, due: DueCheckIn, signed_in: SignIn, django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = signed_in(cast.nora)
    browser.get("/me/check-ins/")
    with CaptureQueriesContext(connection) as one:
        browser.get("/me/check-ins/")
    for measure in ("gad-7", "who-5"):
        due_check_in(cast.client, cast.mira, measure)
    browser.get("/me/check-ins/")
    with CaptureQueriesContext(connection) as three:
        browser.get("/me/check-ins/")
    assert len(three) <= len(one) + 2
