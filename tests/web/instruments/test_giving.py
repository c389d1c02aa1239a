"""An own measure in a client's course: given like any other, kept with its version, its line broken where its words changed."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.instruments.forms_of_ours import leaving, published, walks

from fullarc.instruments.log import EntryRefused
from fullarc.instruments.scoring import AnswerRefused
from fullarc.web.accounts.models import User
from fullarc.web.instruments import actions as making
from fullarc.web.measurements import hand_over, queries
from fullarc.web.measurements.actions import enter_answers, enter_log_row, enter_totals
from fullarc.web.measurements.models import Administration, LogRow

SignIn = Callable[[User | None], Browser]
HARDER = [{"number": n, "text": t} for n, t in enumerate(("I slept badly", "I hid", "I trembled", "I could not work"), start=1)]


def day(number: int) -> date:
    return timezone.localdate() - timedelta(days=10 - number)


def give(cast: Cast, measure: str, on: date, *answers: int | None) -> Administration:
    return enter_answers(cast.course, measure=measure, answers=dict(enumerate(answers, 1)), on=on, by=cast.mira, mode="staff")


def test_an_own_measure_is_entered_scored_and_in_the_timeline_at_once(cast: Cast, signed_in: SignIn) -> None:
    key, browser = published(leaving(), by=cast.mira).measure.key, signed_in(cast.mira)
    address = reverse("measurements:enter", args=[cast.client.id, cast.course.id, key])
    page = browser.get(address)
    sent = {"date": day(1), "key": page.context["form"].initial["key"], **{f"item_{n}": a for n, a in enumerate((0, 2, 1, 2), 1)}}
    assert browser.post(address, sent).status_code == 302
    assert [(record.value, record.edition) for record in queries.score_records(cast.course)] == [(5, "1")]
    assert "Leaving" in browser.get(reverse("progress:course", args=[cast.client.id, cast.course.id])).content.decode()
    assert "Leaving" in browser.get(reverse("measurements:list", args=[cast.client.id, cast.course.id])).content.decode()
    assert "How hard it was to leave the house" in browser.get(reverse("measurements:definition", args=[key])).content.decode()


def test_an_own_measure_is_answered_on_the_device(cast: Cast) -> None:
    key = published(leaving(), by=cast.mira).measure.key
    given = hand_over.begin(cast.course, measures=[key], on=day(1), by=cast.mira)
    for item, answer in enumerate((0, 2, 1, 2), start=1):
        hand_over.keep_answer(given, measure=key, item=item, answer=answer)
    hand_over.finish(given)
    assert [record.value for record in queries.score_records(cast.course)] == [5]


def change_words(cast: Cast, first: object) -> None:
    draft = making.begin_version(first.measure, by=cast.mira)  # type: ignore[attr-defined]
    making.change(draft, leaving(items=HARDER), by=cast.mira, started_from=draft.version)
    making.publish(draft, by=cast.mira)


def test_changed_words_break_the_line_and_the_pages_say_so(cast: Cast, signed_in: SignIn) -> None:
    first, browser = published(leaving(), by=cast.mira), signed_in(cast.mira)
    key = first.measure.key
    for number in (1, 2):
        give(cast, key, day(number), 0, 2, 1, 2)
    change_words(cast, first)
    give(cast, key, day(3), 2, 0, 0, 2)
    assert [record.edition for record in queries.score_records(cast.course)] == ["1", "1", "2"]
    for name in ("measurements:measure", "progress:course"):
        more = [key] if name == "measurements:measure" else []
        page = browser.get(reverse(name, args=[cast.client.id, cast.course.id, *more])).content.decode()
        assert "its wording or scoring changed" in page, name
        assert "new version" in page


def test_a_filled_form_keeps_the_words_and_the_scoring_it_was_answered_by(cast: Cast, signed_in: SignIn) -> None:
    first, browser = published(leaving(), by=cast.mira), signed_in(cast.mira)
    given = give(cast, first.measure.key, day(1), 0, 2, 1, 2)
    change_words(cast, first)
    browser.post(reverse("measurements:score_again", args=[cast.client.id, given.id]))
    page = browser.get(reverse("measurements:administration", args=[cast.client.id, given.id])).content.decode()
    assert "I slept well" in page
    assert "I slept badly" not in page
    assert [score.value for score in queries.newest_scores(Administration.objects.get())] == [5]


def test_a_form_begun_on_the_device_is_finished_by_the_version_it_was_begun_in(cast: Cast) -> None:
    first = published(leaving(), by=cast.mira)
    key = first.measure.key
    given = hand_over.begin(cast.course, measures=[key], on=day(1), by=cast.mira)
    hand_over.keep_answer(given, measure=key, item=1, answer=0)
    change_words(cast, first)
    for item in (2, 3, 4):
        hand_over.keep_answer(given, measure=key, item=item, answer=2)
    hand_over.finish(given)
    [record] = queries.score_records(cast.course)
    assert (record.value, record.edition) == (6, "1")


def test_what_is_out_of_use_is_not_listed_to_be_given_and_keeps_its_page(cast: Cast, signed_in: SignIn) -> None:
    row, browser = published(leaving(), by=cast.mira), signed_in(cast.mira)
    give(cast, row.measure.key, day(1), 0, 2, 1, 2)
    making.set_in_use(row.measure, in_use=False, by=cast.mira)
    listed = browser.get(reverse("measurements:list", args=[cast.client.id, cast.course.id])).content.decode()
    assert reverse("measurements:enter", args=[cast.client.id, cast.course.id, row.measure.key]) not in listed
    assert browser.get(reverse("measurements:measure", args=[cast.client.id, cast.course.id, row.measure.key])).status_code == 200


def test_an_own_log_is_kept_and_drawn_in_the_timeline(cast: Cast, signed_in: SignIn) -> None:
    key, browser = published(walks(), by=cast.mira).measure.key, signed_in(cast.mira)
    address = reverse("measurements:enter_log", args=[cast.client.id, cast.course.id, key])
    page = browser.get(address)
    assert "data-on-a-line" in page.content.decode()
    sent = {"date": day(1), "key": page.context["form"].initial["key"], "line_fear": 63, "line_minutes": 20, "line_company": 0}
    assert browser.post(address, sent).status_code == 302
    assert {(entry.item, entry.value) for entry in queries.log_entries(cast.course)} == {("fear", 63), ("minutes", 20)}


def test_rows_of_an_earlier_version_of_a_log_stay_readable_and_a_series_of_their_own(cast: Cast, signed_in: SignIn) -> None:
    first = published(walks(), by=cast.mira)
    key = first.measure.key
    enter_log_row(cast.course, log=key, values={"fear": 63.0}, on=day(1), by=cast.mira)
    draft = making.begin_version(first.measure, by=cast.mira)
    scale = {"id": "fear_2", "label": "Fear", "kind": "scale", "low": 0, "high": 10, "better": "lower"}
    making.change(draft, walks(fields=[scale]), by=cast.mira, started_from=draft.version)
    making.publish(draft, by=cast.mira)
    enter_log_row(cast.course, log=key, values={"fear_2": 4.0}, on=day(2), by=cast.mira)
    assert [(entry.item, entry.value) for entry in queries.log_entries(cast.course)] == [("fear", 63), ("fear_2", 4)]
    page = signed_in(cast.mira).get(reverse("measurements:log", args=[cast.client.id, cast.course.id, key])).content.decode()
    assert ">63<" in page
    assert ">4<" in page
    with pytest.raises(EntryRefused, match="expected one of: fear_2"):
        enter_log_row(cast.course, log=key, values={"fear": 63.0}, on=day(3), by=cast.mira)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({9: 1}, "found an answer to item 9; items run from 1 to 4"),
        ({1: 7}, "item 1: the answer was 7; answers run from 0 to 2"),
    ],
)
def test_an_unknown_item_and_an_answer_out_of_range_are_refused_and_nothing_is_written(answers: dict, sentence: str, cast: Cast) -> None:
    key = published(leaving(), by=cast.mira).measure.key
    with pytest.raises(AnswerRefused, match=sentence):
        enter_answers(cast.course, measure=key, answers=answers, on=day(1), by=cast.mira, mode="staff")
    assert Administration.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"item_9": "1"}, "found an answer to &#x27;item_9&#x27;; items run from 1 to 4"),
        ({"item_1": "7"}, "the answer was 7; answers run from 0 to 2"),
        ({"date": timezone.localdate() + timedelta(days=1)}, "lies in the future"),
        ({"date": day(2)}, "was given on"),
    ],
)
def test_by_web_too_a_form_that_does_not_fit_is_refused_whole(changes: dict, sentence: str, cast: Cast, signed_in: SignIn) -> None:
    key, browser = published(leaving(), by=cast.mira).measure.key, signed_in(cast.mira)
    give(cast, key, day(2), 0, 2, 1, 2)
    address = reverse("measurements:enter", args=[cast.client.id, cast.course.id, key])
    sent = {"date": day(1), "key": "6a2f41a3-c54c-4ce8-8b4c-2f1b7d9b1a11", "item_1": 1, "incomplete": "yes", **changes}
    answer = browser.post(address, sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Administration.objects.count() == 1


def test_a_second_form_of_one_day_and_a_day_to_come_are_refused(cast: Cast) -> None:
    give(cast, "gad-2", day(1), 1, 1)
    with pytest.raises(AnswerRefused, match="Give another day, or open that form and mark it as entered in error"):
        give(cast, "gad-2", day(1), 1, 2)
    with pytest.raises(AnswerRefused, match="already"):
        enter_totals(cast.course, measure="gad-2", values={"total": 2}, on=day(1), by=cast.mira, mode="staff")
    with pytest.raises(AnswerRefused, match="lies in the future"):
        give(cast, "phq-2", timezone.localdate() + timedelta(days=1), 1, 1)
    assert Administration.objects.count() == 1


def test_a_row_of_a_day_to_come_is_refused(cast: Cast) -> None:
    with pytest.raises(EntryRefused, match="lies in the future"):
        enter_log_row(cast.course, log="mood-journal", values={"mood": 3.0}, on=timezone.localdate() + timedelta(days=1), by=cast.mira)
    assert LogRow.objects.count() == 0
