"""A half-filled form is asked about before it is kept, unless an answer asks for attention; it stays in sight and closes no check-in."""

from datetime import date
from uuid import uuid4

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
