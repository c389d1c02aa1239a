"""The device in the client's hands, in a real browser at the width of a phone: from the start to the acknowledged signal."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from tests.cast import NAME, Cast, assemble
from tests.web.browser.window import fits, violations
from tests.web.imports.chromium import chromium

from fullarc.web.measurements.models import Administration
from fullarc.web.signals.models import Signal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "seven green lamps hum"


@pytest.fixture
def people() -> Cast:
    cast = assemble()
    cast.mira.set_password(PASSWORD)
    cast.mira.save()
    return cast


def see(page: Page) -> None:
    assert fits(page), f"{page.title()} is wider than the window"
    found = violations(page)
    assert not found, f"{page.title()}: {[(each['id'], each['nodes'][0]['html']) for each in found]}"


def hand_over(page: Page, people: Cast, measure: str) -> None:
    page.goto(reverse("measurements:list", args=[people.client.id, people.course.id]))
    page.get_by_role("checkbox", name=measure).check()
    page.get_by_role("button", name="Hand over").click()


def answer(page: Page, label: str) -> None:
    page.get_by_text(label, exact=True).click()
    page.get_by_role("button", name="Next").click()


def take_back(page: Page, password: str = PASSWORD) -> None:
    page.get_by_label("Password of the clinician").fill(password)
    page.get_by_role("button", name="Take back").click()


@pytest.mark.parametrize(("dark", "scripts"), [(False, True), (True, True), (False, False)])
def test_a_hand_over_from_start_to_the_acknowledged_signal(dark: bool, scripts: bool, people: Cast, live_server: object) -> None:
    address = live_server.url  # type: ignore[attr-defined]
    with chromium(address, people.mira, width=390, dark=dark, scripts=scripts) as context:
        page = context.new_page()
        look = see if scripts else lambda _: None
        hand_over(page, people, "PHQ-9")
        look(page)
        for _ in range(7):
            answer(page, "Several days")
        page.get_by_role("button", name="Prefer not to say").click()
        answer(page, "Several days")  # item 9
        expect(page.get_by_text("Please tell your therapist now")).to_be_visible()
        look(page)
        page.get_by_role("link", name="Go on with the questions").click()
        page.goto("/clients/")  # a client who types another address
        expect(page.get_by_text("10 of 10")).to_be_visible()
        expect(page.get_by_text(NAME)).to_have_count(0)
        page.go_back()
        expect(page.get_by_text(NAME)).to_have_count(0)
        page.goto("/")
        page.get_by_role("button", name="Skip this question").click()
        look(page)
        page.get_by_role("button", name="Finish").click()
        look(page)
        page.get_by_role("link", name="take the device back").click()
        take_back(page, "a wrong password")
        look(page)
        take_back(page)
        reason = "PHQ-9: item 9, suicidal ideation, was answered 1"
        expect(page.get_by_label("Risk signals to acknowledge").get_by_text(reason)).to_be_visible()
        page.goto("/clients/")
        page.get_by_role("link", name="Acknowledge").click()
        page.locator("textarea").fill("Talked about it at once; safety plan reviewed.")
        page.get_by_role("button", name="Acknowledge").click()
        expect(page.get_by_label("Risk signals to acknowledge")).to_have_count(0)
    given = Administration.objects.get()
    assert (given.answers["9"], given.declined) == (1, [8])
    assert given.scores.get(scale="total").result["value"] == 9  # eight answers of one, pro-rated for item 8
    assert Signal.objects.get().what_was_done.startswith("Talked about it")


def test_going_back_in_the_browser_shows_no_page_of_the_clinician(people: Cast, live_server: object) -> None:
    with chromium(live_server.url, people.mira, width=390) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse("clients:client", args=[people.client.id]))
        hand_over(page, people, "GAD-2")
        for _ in range(3):
            page.go_back()
            page.wait_for_load_state()
            assert NAME not in page.content()
