"""A new diary card is offered the targets of the standard card. What is left on it raises the signals that such lines raise."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.trackers.rows import thing

from fullarc.modalities.diary_card import SUGGESTED, act_line, card_for, urge_line
from fullarc.modalities.tracker import trackers
from fullarc.schedules.schedule import Rhythm
from fullarc.web.audit.models import Event
from fullarc.web.signals.models import Signal
from fullarc.web.trackers.actions import enter_row
from fullarc.web.trackers.models import Thing

DIARY = "diary-card"


@pytest.fixture
def browser(cast: Cast, signed_in: SignIn) -> Browser:
    return signed_in(cast.mira)


def address(cast: Cast, name: str) -> str:
    return reverse(f"trackers:{name}", args=[cast.client.pk, cast.course.pk, DIARY])


def begin(browser: Browser, cast: Cast, *targets: str, **more: str) -> Any:
    return browser.post(address(cast, "add"), {"suggested": "yes", "target": targets, **more})


def test_the_standard_card_asks_of_suicide_and_self_harm_with_urge_and_act_apart() -> None:
    raises = {line.label: (line.risk_about, line.risk_at_least) for line in card_for(SUGGESTED).fields if line.risk_about}
    assert raises == {
        "Ending my life: urge": ("suicidal_ideation", 4.0),
        "Ending my life: tried?": ("suicide_attempt", 1),
        "Hurting myself: urge": ("self_harm_urge", 4.0),
        "Hurting myself: done?": ("self_harm", 1),
    }


def test_before_the_first_card_the_suggested_targets_stand_ticked(cast: Cast, browser: Browser) -> None:
    page = browser.get(address(cast, "enter")).content.decode()
    assert "Begin the diary card" in page
    assert all(f'name="target" value="{each.id}" checked' in page for each in SUGGESTED)
    assert not Thing.objects.exists()


def test_what_was_taken_away_does_not_stand_on_the_card_and_words_are_the_clients(cast: Cast, browser: Browser) -> None:
    answer = begin(browser, cast, "suicide", "self_harm", words_self_harm="Cutting", then="enter")
    assert [(each.label, each.content["about"]) for each in Thing.objects.all()] == [("Ending my life", 1), ("Cutting", 2)]
    assert answer.headers["Location"].startswith(address(cast, "enter"))
    assert Event.objects.filter(action="tracker.kept").count() == 2
    labels = [field.label for field in browser.get(answer.headers["Location"]).context["form"].fields.values()]
    assert "Cutting: urge" in labels


@pytest.mark.parametrize(("about", "line", "value"), [(1, urge_line, 4), (1, act_line, 1), (2, urge_line, 5), (2, act_line, 1)])
def test_a_risky_entry_on_a_suggested_line_raises_its_signal(cast: Cast, browser: Browser, about: int, line: Any, value: int) -> None:
    begin(browser, cast, "suicide", "self_harm", "use")
    target = next(each for each in Thing.objects.all() if each.content["about"] == about)
    enter_row(cast.course, trackers()[DIARY], {line(target.short): value}, on=timezone.localdate(), by=cast.mira)
    [signal] = Signal.objects.filter(client=cast.client)
    assert signal.kind == f"{DIARY}:{line(target.short)}"
    assert signal.reason.endswith(f"was answered {value} of 5" if line is urge_line else "was answered yes")


def test_an_urge_below_four_raises_none(cast: Cast, browser: Browser) -> None:
    begin(browser, cast, "suicide")
    urge = urge_line(Thing.objects.get().short)
    enter_row(cast.course, trackers()[DIARY], {urge: 3}, on=timezone.localdate(), by=cast.mira)
    assert not Signal.objects.exists()


def test_a_card_may_be_begun_with_none_of_them(cast: Cast, browser: Browser) -> None:
    asked = begin(browser, cast, then="enter", day=str(timezone.localdate() - timedelta(days=1)))
    assert not Thing.objects.exists()
    assert "form" in browser.get(asked.headers["Location"]).context


def test_a_card_that_has_or_had_targets_is_offered_nothing(cast: Cast, browser: Browser) -> None:
    kept = thing(cast.course, DIARY, cast.mira, label="Scrolling at night", about=0)
    kept.closed_on = timezone.localdate()
    kept.save()
    assert not browser.get(address(cast, "tracker")).context["suggested"]
    begin(browser, cast, "suicide")
    assert [each.label for each in Thing.objects.all()] == ["Scrolling at night"]


def test_two_targets_are_not_given_the_same_words(cast: Cast, browser: Browser) -> None:
    answer = begin(browser, cast, "suicide", "self_harm", words_suicide="The thing", words_self_harm="the thing")
    assert answer.status_code == 422
    assert not Thing.objects.exists()


def test_whoever_sends_a_card_without_targets_is_led_to_choose_them(cast: Cast, browser: Browser) -> None:
    today = timezone.localdate()
    sent = {"course": str(cast.course.pk), "what": f"log:{DIARY}", "rhythm": Rhythm.DAILY.value, "begins": str(today)}
    answer = browser.post(reverse("check_ins:assign", args=[cast.client.pk]), sent)
    assert answer.headers["Location"] == address(cast, "tracker")
    assert "no line for suicide and self-harm yet" in browser.get(answer.headers["Location"]).content.decode()
