"""From Today to a signed, linked note, as a therapist goes it: how many interactions it takes, and what becomes of the note afterwards."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.cast import Cast, assemble
from tests.web.golden_thread.records import GOAL, WHOLE, a_plan
from tests.web.imports.chromium import chromium

from fullarc.reading.reader import read
from fullarc.web.clients.actions import add_session
from fullarc.web.clients.models import Session
from fullarc.web.goals.actions import agree_goal
from fullarc.web.goals.models import Goal
from fullarc.web.notes import house
from fullarc.web.notes.models import Note

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATIENCE = 40_000
FEWER_THAN = 25
expect.set_options(timeout=PATIENCE)


@dataclass(slots=True)
class Hands:
    """Clicks and keys that are not typing, counted."""

    page: Page
    count: int = 0

    def press(self, key: str) -> None:
        self.count += 1
        self.page.keyboard.press(key)

    def click(self, what: str) -> None:
        self.count += 1
        self.page.locator(what).first.click()


@pytest.fixture
def people() -> Cast:
    read("")
    cast, today = assemble(), timezone.localdate()
    goal = agree_goal(cast.course, Goal(text=GOAL, agreed_on=cast.course.began), by=cast.mira)
    a_plan(cast, goal)
    add_session(cast.course, Session(date=today, minutes=50, attendance=Session.State.PLANNED), by=cast.mira)
    house.set_trainee(cast.mira, trainee=True, by=cast.owner)
    return cast


def test_from_today_to_a_signed_linked_note_that_is_shown_added_to_and_cosigned(people: Cast, live_server: object) -> None:
    thread = reverse("golden_thread:course", args=[people.client.pk, people.course.pk])
    with chromium(live_server.url, people.mira, width=1440) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(thread)
        expect(page.get_by_role("main")).to_contain_text("One link is missing")
        page.goto(reverse("today:today"))
        hands = Hands(page)
        write_and_sign(page, hands)
        assert hands.count < FEWER_THAN, f"{hands.count} interactions besides typing"
        for shape in ("DAP", "BIRP"):
            page.get_by_role("link", name=shape, exact=True).first.click()
            expect(page.locator(".as-format")).to_contain_text(WHOLE["plan"])
            page.go_back()
        page.get_by_role("link", name="Addendum or correction").click()
        page.get_by_label("Reason").fill("left out")
        page.locator("textarea[name=text]").fill("She called her sister afterwards.")
        page.get_by_role("button", name="Sign it").click()
        expect(page.locator(".addendum")).to_contain_text("She called her sister afterwards.")
        page.goto(thread)
        expect(page.get_by_role("main")).to_contain_text("No link of the thread is missing.")
    cosign_from_the_agenda(people, live_server.url)  # type: ignore[attr-defined]


def write_and_sign(page: Page, hands: Hands) -> None:
    hands.press("j")
    hands.press("n")
    page.wait_for_url("**/notes/*/write/")
    expect(page.locator("[data-goals] button").first).to_be_visible()
    for part, words in WHOLE.items():
        hands.click(f'[data-part="{part}"]')
        page.keyboard.insert_text(words)
    expect(page.locator("[data-spoken-to]")).to_contain_text("She took the train to work alone on Tuesday.")
    expect(page.locator("[data-thread]")).to_contain_text("No link is missing.")
    hands.click('[data-goals] button[value="5"]')
    expect(page.locator("[data-goals]")).to_contain_text("Rated")
    hands.click("button[name=sign]")
    page.wait_for_url("**/notes/*/")
    assert Note.objects.get().state == Note.State.SIGNED
    expect(page.get_by_role("main")).to_contain_text(GOAL)  # the note says which goal it speaks to


def cosign_from_the_agenda(people: Cast, address: str) -> None:
    with chromium(address, people.supervisor, width=390) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(reverse("supervision:agenda"))
        page.locator("a[href*='/notes/']").first.click()
        page.locator("form.cosign:not(:has([name=addendum])) button").click()
        expect(page.get_by_role("status")).to_contain_text("Co-signed.")
    note = Note.objects.get()
    assert note.cosignatures.filter(addendum=None, by=people.supervisor).exists()
    assert note.signed_at is not None
    assert timezone.now() - note.signed_at < timedelta(days=1)
