"""The journal under a thumb: three taps from the start page, a diary card in under a minute, and a phone without a connection."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, Route, expect
from tests.cast import Cast, assemble
from tests.web.browser.window import fits, violations
from tests.web.imports.chromium import chromium
from tests.web.journal.writing import kept

from fullarc.modalities.tracker import trackers
from fullarc.web.homework.actions import set_task
from fullarc.web.journal.actions import set_up
from fullarc.web.journal.models import Entry, Sharing
from fullarc.web.measurements.models import LogRow
from fullarc.web.trackers.actions import keep_thing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("FULLARC_PICTURES", "")  # a folder, for looking at the pages
SECONDS_A_TAP = 2.0  # looking, deciding, tapping
STORED = """async () => {
  const bases = await indexedDB.databases();
  return bases.length + localStorage.length + sessionStorage.length;
}"""


@pytest.fixture
def people() -> Cast:
    cast = assemble()
    for label in ("Hurting myself", "Scrolling at night"):
        keep_thing(cast.course, trackers()["diary-card"], {"label": label, "about": 0.0}, by=cast.mira)
    set_up(cast.course, ["mood-journal", "diary-card", "symptom-log", "thought-record"], by=cast.mira)
    set_task(cast.course, "Ride two stops with a friend", by=cast.mira, worksheet="thought-record")
    return cast


class Thumb:
    """Taps on a page, counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def on(self, text: str, *, within: str = "body") -> None:
        self.page.locator(within).get_by_text(text, exact=True).first.click()
        self.taps += 1

    def on_line(self, legend: str, answer: str) -> None:
        line = self.page.locator("fieldset.line").filter(has=self.page.locator("legend", has_text=legend))
        line.locator("label").filter(has_text=answer).first.click()
        self.taps += 1


def test_a_mood_takes_three_taps_and_a_diary_card_less_than_a_minute(people: Cast, live_server: object) -> None:
    with chromium(live_server.url, people.nora, width=390) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto("/me/")
        thumb = Thumb(page)
        thumb.on("How are you today?")
        thumb.on_line("Mood", "6")
        thumb.on("Save")
        expect(page.get_by_text("Saved.")).to_be_visible()
        assert thumb.taps == 3
        assert Entry.objects.get().values == {"mood": 6.0}

        page.goto("/me/")
        thumb = Thumb(page)
        thumb.on("Diary card")
        for line, answer in (
            ("Hurting myself: urge", "4"),
            ("Hurting myself: done?", "No"),
            ("Scrolling at night: urge", "2"),
            ("Scrolling at night: done?", "Yes"),
            ("Sadness, misery", "3"),
            ("Anger", "1"),
            ("Fear, anxiety", "4"),
            ("Shame", "2"),
            ("Guilt", "0"),
            ("Joy", "1"),
            ("Physical pain", "0"),
            ("Medication as prescribed", "yes"),
            ("Skills today", "did them, helped"),
        ):
            thumb.on_line(line, answer)
        thumb.on("Skills", within="summary:text-is('Skills')")
        thumb.on("Wise mind")
        thumb.on("Opposite action")
        thumb.on("Save")
        expect(page.get_by_text("Saved.")).to_be_visible()
        assert thumb.taps * SECONDS_A_TAP < 60
        card = LogRow.objects.get(log="diary-card")
        assert (card.values["usage"], card.values["skills"], len(card.values)) == (5.0, "wise_mind,opposite_action", 14)
        assert not said


def test_pages_fit_a_small_phone_and_are_accessible(people: Cast, live_server: object) -> None:
    entry = kept(people, {"mood": 6.0, "energy": 4.0, "note": "A long walk by the water, then tea."}, Sharing.NUMBERS)
    kept(people, {"mood": 3.0, "note": "x" * 120}, Sharing.NOTHING)
    kept(people, {"anxiety": 7.0}, log="symptom-log")
    course = [people.client.pk, people.course.pk]
    own = {
        "start": "/me/",
        "journal": reverse("journal:journal"),
        "mood": reverse("journal:write", args=["mood-journal"]),
        "card": reverse("journal:write", args=["diary-card"]),
        "thought": reverse("journal:write", args=["thought-record"]),
        "entry": reverse("journal:entry", args=[entry.pk]),
        "earlier": reverse("journal:earlier"),
        "bring-in": reverse("journal:bring_in"),
        "homework": reverse("homework:own"),
        "tell": reverse("homework:tell", args=[people.course.homework.get().pk]),
    }
    staff = {"home": reverse("journal:of_course", args=course), "staff-homework": reverse("homework:of_course", args=course)}
    looks = [(320, False), (390, False), (390, True), (1280, True)] if PICTURES else [(320, False)]
    for person, pages in ((people.nora, own), (people.mira, staff)):
        for width, dark in looks:
            with chromium(live_server.url, person, width=width, dark=dark) as context:  # type: ignore[attr-defined]
                assert not troubles(context, pages, f"{width}-{'dark' if dark else 'light'}")


def troubles(context: BrowserContext, pages: dict[str, str], look: str) -> list[str]:
    page, found = context.new_page(), []
    for name, address in pages.items():
        page.goto(address)
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{look}.png", full_page=True)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{look}-unfolded.png", full_page=True)
        if not fits(page):
            found.append(f"{name} is wider than the window")
        found += [f"{name}: {each['id']} {each['nodes'][0]['html'][:160]}" for each in violations(page)]
    return found


Drop = Callable[[Route], None]


def before_the_server(route: Route) -> None:
    route.abort()


def after_the_server(route: Route) -> None:
    route.fetch()
    route.abort()


def test_an_entry_sent_through_drop_outs_is_one_row_and_leaves_nothing_on_the_phone(people: Cast, live_server: object) -> None:
    with chromium(live_server.url, people.nora, width=390) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        form = reverse("journal:write", args=["mood-journal"])

        # A device that is shared: nothing is kept on it, also when sending fails.
        page.goto(form)
        page.route(f"**{form}", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
        page.locator("#id_line_mood").get_by_text("7", exact=True).click()
        with page.expect_event("requestfailed", lambda request: request.method == "POST"):
            page.get_by_role("button", name="Save").click()
        page.unroute_all()
        page.goto("/me/journal/")
        assert page.evaluate(STORED) == 0
        assert not Entry.objects.exists()

        # One's own phone: five tries, lost before and after the server has kept it.
        page.get_by_label("This is my own phone").check()
        page.goto(form)
        drops: list[Drop] = [before_the_server, after_the_server, before_the_server, after_the_server]
        tried: list[int] = []

        def answer(route: Route) -> None:
            if route.request.method != "POST":
                route.continue_()
                return
            tried.append(len(tried))
            if len(tried) <= len(drops):
                drops[len(tried) - 1](route)
            else:
                route.continue_()

        page.route(f"**{form}", answer)
        page.locator("#id_line_mood").get_by_text("4", exact=True).click()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Kept on this phone.")).to_be_visible()
        sealed = page.evaluate(WAITING)
        assert sealed == {"count": 1, "extractable": False, "readable": False}
        again(page, lambda: len(tried) >= 3)
        page.goto("/me/journal/")  # it survives a new page
        again(page, lambda: len(tried) >= 5)
        page.wait_for_function("async () => (await indexedDB.databases()).length === 0")
        assert len(tried) >= 5
        assert Entry.objects.get().values == {"mood": 4.0}
        assert LogRow.objects.count() == 1

        # What still waits is gone when the client signs out.
        page.goto(form)
        page.unroute_all()
        page.route(f"**{form}", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
        page.locator("#id_line_mood").get_by_text("2", exact=True).click()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Kept on this phone.")).to_be_visible()
        page.goto("/me/account/")
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url(lambda url: "/me/" not in url)
        page.goto("/sign-in/")
        assert page.evaluate(STORED) == 0
        assert Entry.objects.count() == 1


WAITING = """async () => {
  const open = (name) => new Promise((yes) => { const r = indexedDB.open(name); r.onsuccess = () => yes(r.result); });
  const all = (base, name) => new Promise((yes) => {
    const request = base.transaction(name).objectStore(name).getAll();
    request.onsuccess = () => yes(request.result);
  });
  const base = await open("fullarc-queue");
  const items = await all(base, "waiting"), [key] = await all(base, "key");
  base.close();
  const text = new TextDecoder("latin1").decode(items[0].sealed);
  return { count: items.length, extractable: key.extractable, readable: text.includes("line_mood") };
}"""


def again(page: Page, true: Callable[[], bool]) -> None:
    """The connection comes and goes until it is so."""
    for _ in range(60):
        if true():
            return
        page.evaluate("window.dispatchEvent(new Event('online'))")
        page.wait_for_timeout(300)
    raise AssertionError("It did not come.")


def test_words_stay_on_the_screen_of_somebody_who_was_signed_out_while_writing(people: Cast, live_server: object) -> None:
    with chromium(live_server.url, people.nora, width=390) as context:  # type: ignore[attr-defined]
        page, words = context.new_page(), "A long thought that took half an hour"
        page.goto(reverse("journal:write", args=["thought-record"]))
        page.get_by_label("Situation").fill(words)
        session = [one for one in context.cookies() if one["name"] == settings.SESSION_COOKIE_NAME]
        context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("You were signed out after a rest")).to_be_visible()
        expect(page.get_by_label("Situation")).to_have_value(words)
        context.add_cookies(session)  # type: ignore[arg-type]
        context.set_offline(True)
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("There is no connection")).to_be_visible()
        context.set_offline(False)
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("is empty; fill it in")).to_be_visible()
        expect(page.get_by_label("Situation")).to_have_value(words)
