"""The clinician enters a filled form: by items, or by the total of a licensed form."""

import uuid
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.scoring import AnswerRefused
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.measurements import actions, queries
from fullarc.web.measurements.models import Administration, Score
from fullarc.web.signals.models import Signal


def page_of(course: CourseOfCare, measure: str) -> str:
    return reverse("measurements:enter", args=[course.client_id, course.id, measure])


def sent(answers: dict[int, int | str], **more: str) -> dict[str, str]:
    """A form as it is sent by who knows that items are left out."""
    typed = {f"item_{number}": str(answer) for number, answer in answers.items()}
    return {"date": timezone.localdate().isoformat(), "key": str(uuid.uuid4()), "incomplete": "yes", **typed, **more}


def phq9(ninth: int | str = 0, others: int = 1) -> dict[int, int | str]:
    return {**dict.fromkeys(range(1, 9), others), 9: ninth}


def send(browser: Browser, course: CourseOfCare, measure: str, data: dict[str, str]) -> HttpResponse:
    return browser.post(page_of(course, measure), data)


def test_the_answers_of_a_form_are_kept_and_scored(cast: Cast, signed_in: SignIn) -> None:
    answer = send(signed_in(cast.mira), cast.course, "phq-9", sent(phq9(others=2)))
    given = Administration.objects.get()
    assert answer.headers["Location"] == reverse("measurements:administration", args=[cast.client.id, given.id])
    assert given.answers["3"] == 2
    assert given.fingerprint == catalogue().get("phq-9").fingerprint
    assert given.scores.get(scale="total").result["value"] == 16
    assert given.scores.get(scale="total").result["band"] == "moderately severe"


def test_a_form_on_the_day_of_a_session_belongs_to_it(cast: Cast, signed_in: SignIn) -> None:
    send(signed_in(cast.mira), cast.course, "gad-7", sent({1: 1}, date=cast.session.date.isoformat()))
    assert Administration.objects.get().session == cast.session


def test_a_missing_item_is_no_zero(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    page = browser.get(send(browser, cast.course, "gad-7", sent({1: 3, 2: 3})).headers["Location"]).content.decode()
    assert "Not scored: 5 of 7 items were not answered" in page
    assert "not answered</span>" in page


def test_a_filled_in_total_is_shown_as_pro_rated(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    answers = phq9()
    del answers[3]
    page = browser.get(send(browser, cast.course, "phq-9", sent(answers)).headers["Location"]).content.decode()
    assert "pro-rated: 8 of 9 items answered" in page


def test_a_refusal_names_the_item_and_its_range_and_loses_nothing(cast: Cast, signed_in: SignIn) -> None:
    answer = send(signed_in(cast.mira), cast.course, "phq-9", sent({1: 2, 3: 7}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "PHQ-9, item 3: the answer was 7; answers run from 0 to 3." in page
    assert 'name="item_1" value="2"' in page
    assert answer.context["form"]["item_1"].value() == "2"
    assert not Administration.objects.exists()


def test_an_empty_form_is_refused(cast: Cast, signed_in: SignIn) -> None:
    answer = send(signed_in(cast.mira), cast.course, "gad-7", sent({}))
    assert answer.status_code == 422
    assert "No item is answered" in answer.content.decode()


def test_a_day_in_the_future_is_refused(cast: Cast, signed_in: SignIn) -> None:
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    answer = send(signed_in(cast.mira), cast.course, "gad-7", sent({1: 1}, date=tomorrow))
    assert answer.status_code == 422
    assert not Administration.objects.exists()


def test_the_same_form_sent_twice_is_one_record(cast: Cast, signed_in: SignIn) -> None:
    browser, form = signed_in(cast.mira), sent(phq9(ninth=2))
    first, second = (send(browser, cast.course, "phq-9", form) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert (Administration.objects.count(), Signal.objects.count()) == (1, 1)


def test_a_key_of_another_course_does_not_open_its_form(cast: Cast, signed_in: SignIn) -> None:
    theirs = actions.enter_answers(
        cast.foreign.courses.get(), measure="gad-7", answers={1: 1}, on=timezone.localdate(), by=cast.colleague, mode="staff"
    )
    answer = send(signed_in(cast.mira), cast.course, "gad-7", sent({1: 1}, key=str(theirs.pk)))
    assert answer.status_code == 422
    assert "belongs to another course" in answer.content.decode()


def test_a_positive_risk_item_raises_a_signal_on_top_of_every_page(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    send(browser, cast.course, "phq-9", sent(phq9(ninth=1)))
    signal = Signal.objects.get()
    assert (signal.kind, signal.source_id) == ("phq-9:9", str(Administration.objects.get().pk))
    assert "item 9, suicidal ideation, was answered 1" in browser.get(reverse("clients:list")).content.decode()


def test_a_risk_item_counts_also_when_nothing_can_be_scored(cast: Cast, signed_in: SignIn) -> None:
    send(signed_in(cast.mira), cast.course, "phq-9", sent({9: 3}))
    assert Score.objects.get(scale="total").result["value"] is None
    assert Signal.objects.count() == 1


def test_a_scorer_that_fails_costs_neither_the_answers_nor_the_signal(
    cast: Cast, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(actions, "score", broken)
    browser = signed_in(cast.mira)
    page = browser.get(send(browser, cast.course, "phq-9", sent(phq9(ninth=2))).headers["Location"]).content.decode()
    assert Administration.objects.get().answers["9"] == 2
    assert Signal.objects.count() == 1
    assert "Not scored: scoring failed; the answers are kept" in page


def test_scoring_again_adds_a_newer_score_and_keeps_the_old_one(cast: Cast, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = signed_in(cast.mira)
    with monkeypatch.context() as broken:
        broken.setattr(actions, "score", lambda *_: 1 / 0)
        send(browser, cast.course, "gad-7", sent(dict.fromkeys(range(1, 8), 2)))
    given = Administration.objects.get()
    browser.post(reverse("measurements:score_again", args=[cast.client.id, given.id]))
    assert [score.result["value"] for score in given.scores.filter(scale="total")] == [None, 14]
    assert "14" in browser.get(reverse("measurements:administration", args=[cast.client.id, given.id])).content.decode()


def test_the_gate_question_comes_before_the_items(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    fields = list(browser.get(page_of(cast.course, "pc-ptsd-5")).context["form"].fields)
    assert fields[2:4] == ["item_0", "item_1"]
    page = browser.get(send(browser, cast.course, "pc-ptsd-5", sent({0: 0})).headers["Location"]).content.decode()
    assert "<b>0</b>" in page


def test_a_measure_without_wording_is_entered_by_item_number_under_neutral_labels(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    page = browser.get(page_of(cast.course, "k10")).content.decode()
    assert "4. hopelessness" in page
    assert "The short labels are ours" in page
    opened = browser.get(send(browser, cast.course, "k10", sent(dict.fromkeys(range(1, 11), 2))).headers["Location"])
    assert Administration.objects.get().scores.get(scale="total").result["band"] == "moderate"
    assert "moderate" in opened.content.decode()


@pytest.mark.parametrize("measure", [each.id for each in catalogue() if not each.items])
def test_a_licensed_form_is_entered_by_its_total_without_its_wording(measure: str, cast: Cast, signed_in: SignIn) -> None:
    page = signed_in(cast.mira).get(page_of(cast.course, measure))
    assert [name for name in page.context["form"].fields if name.startswith("item_")] == []
    assert "its wording is licensed" in page.content.decode().lower()


def test_a_total_and_its_subscales_are_kept_as_entered(cast: Cast, signed_in: SignIn) -> None:
    send(signed_in(cast.mira), cast.course, "ors", sent({}, scale_total="21.4", scale_social="5.1"))
    given = Administration.objects.get()
    assert given.totals == {"total": 21.4, "social": 5.1}
    assert given.scores.get(scale="total").result["value"] == 21.4


def test_a_total_outside_its_range_is_refused_by_name(cast: Cast, signed_in: SignIn) -> None:
    answer = send(signed_in(cast.mira), cast.course, "bdi-ii", sent({}, scale_total="64"))
    assert answer.status_code == 422
    assert "it runs from 0 to 63" in answer.content.decode()


def test_a_total_finer_than_the_form_allows_is_refused(cast: Cast, signed_in: SignIn) -> None:
    answer = send(signed_in(cast.mira), cast.course, "bdi-ii", sent({}, scale_total="20.5"))
    assert answer.status_code == 422
    assert "scores have whole numbers" in answer.content.decode()


def test_the_risk_item_of_a_licensed_form_raises_its_signal(cast: Cast, signed_in: SignIn) -> None:
    send(signed_in(cast.mira), cast.course, "bdi-ii", sent({}, scale_total="20", risk_9="1"))
    assert Signal.objects.get().kind == "bdi-ii:9"


def test_the_total_of_a_form_with_wording_may_be_all_that_is_known(cast: Cast, signed_in: SignIn) -> None:
    signed_in(cast.mira).post(page_of(cast.course, "phq-9") + "?totals", sent({}, scale_total="14"))
    assert Administration.objects.get().totals == {"total": 14.0}


def test_items_of_a_licensed_form_are_refused_by_the_action(cast: Cast) -> None:
    with pytest.raises(AnswerRefused, match="expected a total"):
        actions.enter_answers(cast.course, measure="bdi-ii", answers={9: 1}, on=timezone.localdate(), by=cast.mira, mode="import")


def test_a_supervisor_reads_scores_and_enters_none(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.supervisor)
    listed = browser.get(reverse("measurements:list", args=[cast.client.id, cast.course.id]))
    assert listed.status_code == 200
    assert "Hand over" not in listed.content.decode()
    assert send(browser, cast.course, "phq-9", sent(phq9())).status_code == 403
    assert not Administration.objects.exists()


def test_a_form_entered_in_error_stays_readable_and_counts_no_more(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    send(browser, cast.course, "phq-9", sent(phq9(ninth=1)))
    given = Administration.objects.get()
    address = reverse("measurements:withdraw", args=[cast.client.id, given.id])
    assert browser.post(address, {"because": ""}).status_code == 422
    browser.post(address, {"because": "the form of another day"})
    assert list(queries.scores_of(cast.course)) == []
    assert (
        "the form of another day" in browser.get(reverse("measurements:administration", args=[cast.client.id, given.id])).content.decode()
    )
    listed = browser.get(reverse("measurements:measure", args=[cast.client.id, cast.course.id, "phq-9"])).content.decode()
    assert "Entered in error, does not count." in listed
    assert Signal.objects.count() == 1
    assert browser.post(reverse("measurements:score_again", args=[cast.client.id, given.id])).status_code == 422
