"""A client on a phone: from the printed code to the first answered PHQ-9, without a connection five times, and with scripts off."""

import os
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect
from tests.cast import Cast, assemble
from tests.web.answering.objects import due_check_in
from tests.web.browser.window import fits, violations
from tests.web.imports.chromium import chromium
from tests.web.portal.objects import who_to_call

from fullarc.web.access.models import OwnRecord
from fullarc.web.measurements.models import Administration
from fullarc.web.portal.inviting import invite_client
from fullarc.web.signals.models import Signal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("FULLARC_PICTURES", "")  # a folder, for looking at the pages
SECONDS_A_TAP, SECONDS_A_KEY = 2.5, 0.4  # reading, deciding and tapping; typing on a phone


STORED = """async () => {
  const paths = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) paths.push(new URL(request.url).pathname);
  return paths;
}"""


class Hand:
    """Taps and types, and adds up how long that takes a person."""

    def __init__(self, page: Page) -> None:
        self.page, self.seconds = page, 0.0

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()
        self.seconds += SECONDS_A_TAP

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name).first.click()
        self.seconds += SECONDS_A_TAP

    def choose(self, label: str) -> None:
        self.page.get_by_text(label, exact=True).click()
        self.seconds += SECONDS_A_TAP

    def type(self, label: str, text: str) -> None:
        self.page.get_by_label(label).fill(text)
        self.seconds += SECONDS_A_TAP + SECONDS_A_KEY * len(text)


@pytest.fixture
def people() -> Cast:
    cast = assemble()
    OwnRecord.objects.all().delete()
    who_to_call()
    due_check_in(cast.client, cast.mira)
    return cast


def look(page: Page, name: str) -> None:
    """Fits at 320 px and with text of 200 %, and is in order for everybody."""
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert fits(page), f"{name} is wider than {width}"
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert fits(page), f"{name} is wider than the window at 200 %"
    page.evaluate("document.documentElement.style.fontSize = ''")
    found = violations(page)
    assert not found, f"{name}: {[(each['id'], each['nodes'][0]['html']) for each in found]}"
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_code_to_the_first_answered_form_in_under_three_minutes(scripts: bool, people: Cast, live_server: object) -> None:
    code = invite_client(people.client, by=people.mira)[1]
    with chromium(live_server.url, people.nora, width=390, scripts=scripts) as context:  # type: ignore[attr-defined]
        context.clear_cookies()  # nobody has signed in on this phone
        page = context.new_page()
        hand = Hand(page)
        see = look if scripts else lambda *_: None
        page.goto(f"/in/{code}/")
        see(page, "open")
        hand.press("Go on")
        assert code not in page.url
        see(page, "agree")
        page.get_by_label("I have read this and I agree").check()
        hand.type("What may we call you here?", "Nora")
        hand.type("Your e-mail address", "own@example.org")
        hand.type("Choose a password", "seven green lamps hum")
        hand.press("Agree and begin")
        see(page, "start")
        hand.follow("A few questions")
        see(page, "begin")
        hand.follow("Begin")
        see(page, "question")
        breaks = 0

        def no_connection(route: Route) -> None:
            nonlocal breaks
            breaks += 1
            route.abort("internetdisconnected")

        for place in range(1, 11):
            expect(page.get_by_text(f"{place} of 10")).to_be_visible()
            hand.choose("Not difficult at all" if place == 10 else "Not at all" if place == 9 else "Several days")
            if scripts and place in (2, 4, 6):
                page.route("**/me/check-ins/**", no_connection)
                hand.press("Next")
                expect(page.get_by_text("You are offline")).to_be_visible()
                expect(page.get_by_role("link", name="Crisis line")).to_be_visible()
                page.unroute("**/me/check-ins/**")
            hand.press("Next")
        expect(page.get_by_role("heading", name="That was the last question")).to_be_visible()
        see(page, "end")
        if scripts:
            for _ in range(2):  # without a connection before the server has it
                page.route("**/end/", no_connection)
                page.get_by_role("button", name="Send", exact=True).click()
                expect(page.get_by_text("You are offline")).to_be_visible()
                page.unroute("**/end/")

            def lost_on_the_way_back(route: Route) -> None:
                nonlocal breaks
                breaks += 1
                route.fetch()  # the server has it; the phone never hears
                route.abort("internetdisconnected")

            page.route("**/end/", lost_on_the_way_back)
            page.get_by_role("button", name="Send", exact=True).click()
            expect(page.get_by_text("You are offline")).to_be_visible()
            page.unroute("**/end/")
        hand.press("Send")
        expect(page.get_by_text("Your answers have come in.")).to_be_visible()
        see(page, "thanks")
        assert hand.seconds < 180, f"{hand.seconds:.0f} seconds"
        assert not scripts or breaks >= 5
    given = Administration.objects.get()
    assert not given.open
    assert given.scores.get(scale="total").result["value"] == 8
    assert given.date == people.client.today(timezone.now())


def test_help_stands_where_it_is_needed_and_can_be_read_without_a_connection(people: Cast, live_server: object) -> None:
    OwnRecord.objects.create(user=people.nora, client=people.client, begins=timezone.localdate())
    with chromium(live_server.url, people.nora, width=390) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto("/me/")
        page.get_by_role("link", name="A few questions").click()
        page.get_by_role("link", name="All on one page").click()
        look(page, "all")
        page.locator("input[name=item_9][value='1']").check()
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text("Crisis line 555 0100")).to_be_visible()
        look(page, "help-after")
        assert Signal.objects.filter(client=people.client, kind="phq-9:9").exists()
        for name, address in (("help", "/me/help/"), ("account", "/me/account/"), ("data", "/me/data/"), ("opened", "/me/opened/")):
            page.goto(address)
            look(page, name)
        page.goto("/me/help/")
        page.evaluate("navigator.serviceWorker.ready")
        page.get_by_role("button", name="Keep this page on this phone").click()
        expect(page.get_by_text("This page is kept on this phone")).to_be_visible()
        page.reload()
        context.set_offline(True)
        page.reload()
        expect(page.get_by_role("heading", name="Who I can call now")).to_be_visible()
        expect(page.get_by_text("Crisis line 555 0100")).to_be_visible()
        page.goto("/me/check-ins/")
        expect(page.get_by_role("heading", name="There is no connection")).to_be_visible()
        expect(page.get_by_text("Crisis line 555 0100")).to_be_visible()
        stored = [path for path in page.evaluate(STORED) if not path.startswith("/static/")]
        assert sorted(stored) == ["/me/help/", "/me/offline/"]
        context.set_offline(False)
        context.clear_cookies()  # as after half an hour of rest
        page.goto("/me/journal/")
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
