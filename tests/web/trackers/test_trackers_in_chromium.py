"""Trackers in a real browser: a course of each way of working entered by hand, and every page in both widths and grounds."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.cast import Cast, assemble
from tests.web.browser.window import Looks, fits, looked_at, violations
from tests.web.imports.chromium import chromium
from tests.web.trackers import rows

from fullarc.modalities.tracker import trackers
from fullarc.web.measurements.models import LogRow
from fullarc.web.trackers.models import Thing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [((390, False), (1280, True)), pytest.param(((390, True), (1280, False)), marks=pytest.mark.long)]
PICTURES = os.environ.get("FULLARC_PICTURES", "")  # a folder, for looking at the pages


@pytest.fixture
def people() -> Cast:
    cast = assemble()
    rows.everything(cast.course, timezone.localdate(), cast.mira)
    return cast


def addresses(people: Cast) -> Iterator[tuple[str, str]]:
    course = [people.client.id, people.course.id]
    yield "trackers", reverse("trackers:trackers", args=course)
    for tracker in trackers():
        yield tracker, reverse("trackers:tracker", args=[*course, tracker])
        yield f"enter-{tracker}", reverse("trackers:enter", args=[*course, tracker])
    target = Thing.objects.filter(kind="emdr-target").earliest("entered_at")
    yield "target", reverse("trackers:thing", args=[people.client.id, target.id])
    yield "add", reverse("trackers:add", args=[*course, "emdr"])
    yield "withdraw", reverse("trackers:withdraw", args=[people.client.id, LogRow.objects.latest("date").id])
    yield "course", reverse("progress:course", args=course)


@pytest.mark.parametrize("looks", LOOKS)
def test_every_page_of_trackers_fits_and_is_accessible(looks: Looks, people: Cast, live_server: object) -> None:
    with chromium(live_server.url, people.mira, width=390) as context:  # type: ignore[attr-defined]
        page, said, troubles = context.new_page(), [], []
        page.on("console", lambda message: said.append(message.text))
        for name, address in addresses(people):
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
            for look in looked_at(page, looks):
                if PICTURES:
                    page.screenshot(path=Path(PICTURES) / f"{name}-{look}.png", full_page=True)
                if not fits(page):
                    troubles.append(f"{name} is wider than the window at {look}")
                troubles += [f"{name}, {look}: {each['id']} {each['nodes'][0]['html'][:160]}" for each in violations(page)]
        assert not troubles, "\n".join(troubles)
        assert not said


def save(page: Page, days_ago: int = 0, **lines: str) -> None:
    """Fill in the lines of the form that is open, by their labels, and save it."""
    day = timezone.localdate() - timedelta(days_ago)
    page.get_by_label("Day", exact=True).fill(day.isoformat())
    for line, value in lines.items():
        page.locator(f"[name=line_{line}]").fill(value)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_course_of_emdr_with_two_targets_and_an_incomplete_session_is_entered_by_hand(live_server: object) -> None:
    cast = assemble()
    with chromium(live_server.url, cast.mira, width=1280) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse("progress:course", args=[cast.client.id, cast.course.id]))
        page.get_by_role("link", name="Trackers").click()
        page.get_by_role("link", name="EMDR", exact=True).click()
        for label in ("The platform", "The phone call"):
            page.get_by_role("link", name="Add a target").click()
            page.get_by_label("Name of the target").fill(label)
            page.get_by_role("button", name="Save").click()
        for label in ("The platform", "The phone call"):
            page.get_by_role("link", name=f"Assess {label}").click()
            page.get_by_role("group", name="VoC of the positive").get_by_label("2", exact=True).check()
            page.get_by_role("group", name="SUD", exact=True).get_by_label("8", exact=True).check()
            save(page, 21, negative="I am not safe", positive="I am safe now")
        page.get_by_role("link", name="Record a session The platform").click()
        save(page, 21, suds="8 7 5", closure="Safe place")
        page.get_by_role("link", name="Record a session The platform").click()
        page.get_by_role("group", name="SUD now").get_by_label("5", exact=True).check()
        page.get_by_role("group", name="VoC now").get_by_label("3", exact=True).check()
        page.get_by_role("group", name="Body scan", exact=True).get_by_label("clear").check()
        save(page, 14, suds="5 2 0", vocs="5 7")
        page.get_by_role("link", name="Record a session The platform").click()
        page.get_by_role("group", name="SUD now").get_by_label("0", exact=True).check()
        page.get_by_role("group", name="VoC now").get_by_label("7", exact=True).check()
        page.get_by_role("group", name="body scan now").get_by_label("clear").check()
        save(page, 7)
        page.goto(reverse("progress:course", args=[cast.client.id, cast.course.id]))
        expect(page.get_by_role("main")).to_contain_text("EMDR target “The platform”: SUD 8 → 0, VoC 2 → 7 in 3 sessions; resolved")


def test_a_thought_record_and_a_diary_card_are_entered_by_hand(live_server: object) -> None:
    cast = assemble()
    with chromium(live_server.url, cast.mira, width=390) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse("trackers:trackers", args=[cast.client.id, cast.course.id]))
        page.get_by_role("link", name="Thought record").click()
        page.get_by_role("link", name="Enter a record").click()
        page.get_by_label("Mind reading").check()
        rated = {"belief_before": "90", "belief_after": "40", "emotion_1": "fear", "emotion_1_before": "80", "emotion_1_after": "30"}
        save(page, situation="On the platform", thought="They see it", **rated)
        expect(page.get_by_role("main")).to_contain_text("a median of 90 before and 40 after")
        page.get_by_role("link", name="Trackers").click()
        page.get_by_role("link", name="Diary card").click()
        page.get_by_role("link", name="Add a target").click()
        page.get_by_label("Target, in the client's words").fill("Leaving")
        page.get_by_role("button", name="Save").click()
        page.get_by_role("link", name="Enter a card").click()
        page.get_by_role("group", name="Leaving: urge").get_by_label("5", exact=True).check()
        page.get_by_role("group", name="Leaving: done?").get_by_label("No").check()
        page.get_by_role("group", name="Skills today").get_by_label("did them, helped").check()
        page.get_by_label("Opposite action").check()
        save(page)
        expect(page.get_by_role("main")).to_contain_text("an urge of 4 or 5 on 1 of 1 day with an answer, 1 of them without the action")
