"""A half-filled form is asked about before it is kept, unless an answer asks for attention; it stays in sight and closes no check-in.

A form that is refused keeps what can be read of it where an answer asks for attention, and raises its signal, whatever else is wrong.
"""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.measurements.models import Administration
from fullarc.web.signals.models import Signal


def page_of(cast: Cast, measure: str = "phq-9") -> str:
    return reverse("measurements:enter", args=[cast.client.pk, cast.course.pk, measure])


def sent(cast: Cast, signed_in: SignIn, items: dict[int, int], **more: str) -> tuple[int, str]:
    browser = signed_in(cast.mira)
    key = browser.get(page_of(cast)).context["form"]["key"].value()
    given = {"key": str(key), "date": timezone.localdate().isoformat(), **{f"item_{number}": str(value) for number, value in items.items()}}
    answer = browser.post(page_of(cast), given | more)
    return answer.status_code, " ".join(answer.content.decode().split())


SIX = dict.fromkeys(range(1, 7), 1)


def test_three_of_nine_are_named_and_nothing_is_saved_until_it_is_said_again(cast: Cast, signed_in: SignIn) -> None:
    status, page = sent(cast, signed_in, SIX)
    assert status == 422
    assert "3 of 9 are not answered: items 7, 8, 9. Nothing is saved yet." in page
    assert not Administration.objects.filter(date=timezone.localdate()).exists()
    assert sent(cast, signed_in, SIX, incomplete="yes")[0] == 302
    assert Administration.objects.filter(date=timezone.localdate()).exists()


def test_a_whole_form_is_kept_without_a_question(cast: Cast, signed_in: SignIn) -> None:
    assert sent(cast, signed_in, dict.fromkeys(range(1, 10), 1))[0] == 302


def test_an_answer_that_asks_for_attention_waits_for_no_question(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    items = {**{f"item_{number}": "1" for number in range(1, 6)}, "item_9": "3"}
    given = {"key": str(uuid4()), "date": timezone.localdate().isoformat(), **items}
    page = " ".join(browser.post(page_of(cast), given, follow=True).content.decode().split())
    assert "Kept at once, because an answer asks for attention: 3 of 9 items have no answer." in page
    kept = Administration.objects.get(date=timezone.localdate())
    assert kept.answers["9"] == 3
    assert Signal.objects.filter(client=cast.client, kind="phq-9:9", source_id=str(kept.pk)).exists()


def test_an_answer_below_the_line_of_a_risk_item_does_not_hurry(cast: Cast, signed_in: SignIn) -> None:
    assert sent(cast, signed_in, {1: 1, 9: 0})[0] == 422
    assert not Administration.objects.filter(date=timezone.localdate()).exists()


def test_a_form_that_could_not_be_scored_stands_beside_the_latest_score_with_its_risk_item(cast: Cast, signed_in: SignIn) -> None:
    sent(cast, signed_in, {1: 1, 2: 1, 9: 2}, incomplete="yes")
    assert Signal.objects.filter(client=cast.client).exists()
    page = signed_in(cast.mira).get(reverse("measurements:list", args=[cast.client.pk, cast.course.pk])).content.decode()
    today: date = timezone.localdate()
    assert f"{today:%-d %b %Y}, not scored</a>" in page
    assert "a risk item asks for attention" in page


WHOLE = {**{f"item_{number}": "1" for number in range(1, 9)}, "item_9": "2"}


@pytest.mark.parametrize(
    ("measure", "query", "given"),
    [
        ("phq-9", "", WHOLE | {"item_2": "7"}),
        ("phq-9", "", WHOLE | {"item_44": "1"}),
        ("phq-9", "", WHOLE | {"date": (timezone.localdate() + timedelta(days=2)).isoformat()}),
        ("phq-9", "", WHOLE | {"date": "the third of May"}),
        ("phq-9", "", WHOLE | {"key": "none"}),
        ("phq-9", "?totals", {"scale_total": "400", "risk_9": "2"}),
        ("bdi-ii", "", {"scale_total": "400", "risk_9": "2"}),
    ],
)
def test_a_grave_answer_of_a_form_that_is_refused_raises_its_signal(
    cast: Cast, signed_in: SignIn, measure: str, query: str, given: dict[str, str]
) -> None:
    browser, key = signed_in(cast.mira), str(uuid4())
    sent = {"key": key, "date": timezone.localdate().isoformat()} | given
    for _ in range(2):
        answer = browser.post(page_of(cast, measure) + query, sent)
        assert answer.status_code == 422
        assert "An answer asks for attention, so its signal is raised at once" in answer.content.decode()
    kept = Administration.objects.filter(open=True, answers__isnull=False).first()
    assert kept is not None
    assert kept.answers["9"] == 2
    assert Signal.objects.filter(kind=f"{measure}:9", source_id=str(kept.pk), acknowledged_at=None).count() == 1


@pytest.mark.parametrize(
    ("query", "wrong", "right"),
    [("", WHOLE | {"item_2": "7"}, WHOLE), ("?totals", {"scale_total": "400", "risk_9": "2"}, {"scale_total": "14", "risk_9": "2"})],
)
def test_the_corrected_form_completes_what_was_kept_of_the_refused_one(
    cast: Cast, signed_in: SignIn, query: str, wrong: dict[str, str], right: dict[str, str]
) -> None:
    browser, sent = signed_in(cast.mira), {"key": str(uuid4()), "date": timezone.localdate().isoformat()}
    browser.post(page_of(cast) + query, sent | wrong)
    assert browser.post(page_of(cast) + query, sent | right).status_code == 302
    given = Administration.objects.get(date=timezone.localdate())
    assert (str(given.pk), given.open, given.answers["9"]) == (sent["key"], False, 2)
    assert given.scores.filter(scale="total").get().result["value"] == (10 if not query else 14)
    assert Signal.objects.filter(client=cast.client).count() == 1


def test_a_second_form_of_one_day_with_a_grave_answer_is_kept_beside_the_first(cast: Cast, signed_in: SignIn) -> None:
    first, second = ({"key": str(uuid4()), "date": timezone.localdate().isoformat()} for _ in range(2))
    browser = signed_in(cast.mira)
    browser.post(page_of(cast), WHOLE | {"item_9": "0"} | first)
    page = browser.post(page_of(cast), WHOLE | second).content.decode()
    assert "was given on" in page
    assert Signal.objects.filter(source_id=second["key"]).exists()
    assert Administration.objects.get(pk=first["key"]).answers["9"] == 0
    again = browser.post(page_of(cast), WHOLE | first | {"date": "the third of May"})
    assert again.status_code == 422
    assert Administration.objects.get(pk=first["key"]).answers["9"] == 0
    assert Signal.objects.filter(client=cast.client).count() == 2


def test_a_refused_form_that_comes_after_the_right_one_is_not_kept_again(cast: Cast, signed_in: SignIn) -> None:
    browser, sent = signed_in(cast.mira), {"key": str(uuid4()), "date": timezone.localdate().isoformat()}
    assert browser.post(page_of(cast), WHOLE | sent).status_code == 302
    assert browser.post(page_of(cast), WHOLE | sent | {"item_2": "7"}).status_code == 422
    assert Administration.objects.filter(date=timezone.localdate()).count() == 1
    assert Signal.objects.filter(client=cast.client).count() == 1
    assert browser.post(page_of(cast), WHOLE | sent | {"item_2": "7", "item_9": "3"}).status_code == 422
    assert Signal.objects.filter(client=cast.client).count() == 2


def test_a_refused_form_without_a_grave_answer_is_not_kept(cast: Cast, signed_in: SignIn) -> None:
    assert sent(cast, signed_in, {**SIX, 2: 7, 9: 0})[0] == 422
    assert not Administration.objects.filter(date=timezone.localdate()).exists()
