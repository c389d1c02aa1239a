"""The note in a real browser: by keys only, in two tabs, after the session ended; every page fits and is accessible."""

from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session as SignIn
from django.urls import reverse
from playwright.sync_api import Page, expect
from tests.cast import Cast, assemble
from tests.web.browser.window import fits, looked_at, violations
from tests.web.imports.chromium import chromium

from fullarc.reading.reader import read
from fullarc.web.goals.actions import agree_goal
from fullarc.web.goals.models import Goal
from fullarc.web.notes import actions, house
from fullarc.web.notes.models import Note, PracticeFormat, Snippet
from fullarc.web.process_notes.actions import keep

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATIENCE = 40_000
expect.set_options(timeout=PATIENCE)
FAILURES = (
    (lambda route: route.abort(), "Try again"),
    (lambda route: route.fulfill(status=422), "as it stands"),
    (lambda route: route.fulfill(status=503), "Try again"),
)
PLAN = {"client_report": "Slept well.", "plan": "Ride the last stretch alone at rush hour. Homework: thought record daily."}


@pytest.fixture
def people() -> Cast:
    read("")
    cast = assemble()
    first = actions.begin_note(cast.session, by=cast.mira, format_key="soap")
    actions.save_draft(first, parts=PLAN, format_key="soap", started_from=1, by=cast.mira)
    house.set_trainee(cast.mira, trainee=True, by=cast.owner)
    actions.sign_note(first, by=cast.mira, started_from=2)
    added = {"kind": "correction", "reason": "wrong word", "text": "badly", "passage": "well"}
    actions.add_addendum(first, by=cast.mira, **added)
    house.keep_format(PracticeFormat(), "Payer", [("Service", ["intervention"]), ("Next", ["plan"])], by=cast.owner)
    house.keep_snippet(Snippet(owner=None), "mse", "Affect {affect|congruent}, speech {speech}.", by=cast.owner)
    agree_goal(cast.course, Goal(text="Take the train to work on my own.", agreed_on=cast.course.began), by=cast.mira)
    keep(cast.course, day=cast.session.date, text="My own unease.", by=cast.mira)
    return cast


@pytest.fixture
def draft(people: Cast) -> Note:
    return actions.begin_note(people.client.sessions.latest("date"), by=people.mira, format_key="soap")


def addresses(people: Cast, draft: Note) -> Iterator[str]:
    course, client = [people.client.pk, people.course.pk], people.client.pk
    closed = Note.objects.exclude(pk=draft.pk).get()
    for name in ("list", "new"):
        yield reverse(f"notes:{name}", args=course)
    for name in ("write", "discard"):
        yield reverse(f"notes:{name}", args=[client, draft.pk])
    yield reverse("notes:addendum", args=[client, closed.pk])
    yield reverse("findings:note", args=[client, closed.pk])
    for key in ("soap", PracticeFormat.objects.get().key, "free"):
        yield reverse("notes:shown", args=[client, closed.pk, key])
    for name in ("waiting", "snippets"):
        yield reverse(f"notes:{name}")
    yield reverse("process_notes:list", args=course)
    yield reverse("process_notes:new", args=course)


def house_addresses() -> Iterator[str]:
    for name in ("house", "new_format", "new_template", "new_shared_snippet"):
        yield reverse(f"notes:{name}")
    yield reverse("notes:format", args=[PracticeFormat.objects.get().pk])
    yield reverse("notes:template", args=["cbt"])


def test_every_page_of_notes_fits_and_is_accessible(people: Cast, draft: Note, live_server: object) -> None:
    for person, pages in ((people.mira, list(addresses(people, draft))), (people.owner, list(house_addresses()))):
        with chromium(live_server.url, person, width=390) as context:  # type: ignore[attr-defined]
            page, said = context.new_page(), []
            page.set_default_timeout(PATIENCE)
            page.on("console", lambda message, said=said: said.append(message.text))
            for address in pages:
                page.goto(address)
                page.wait_for_load_state("networkidle")
                for look in looked_at(page, ((390, False), (1440, True))):
                    assert fits(page), f"{page.title()} is wider than the window at {look}"
                    found = violations(page)
                    assert not found, f"{address}, {look}: {[(each['id'], each['nodes'][0]['html'][:200]) for each in found]}"
            assert not said, said


def test_a_note_is_written_and_signed_without_the_mouse(people: Cast, draft: Note, live_server: object) -> None:
    with chromium(live_server.url, people.mira, width=1440) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(reverse("notes:write", args=[people.client.pk, draft.pk]))
        expect(page.locator(".last-plan")).to_contain_text("thought record daily")
        expect(page.locator("[data-goals] button").first).to_be_visible()
        focus(page, "client_report")
        page.keyboard.type("I took the train to work on my own")
        page.keyboard.press("Control+A")
        page.keyboard.press("Alt+q")
        page.keyboard.press("End")
        page.keyboard.type(" Rode alone at rush hour on the last stretch. ;mse")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")  # the first field keeps its usual words
        page.keyboard.type("fluent")
        expect(page.locator('[data-part="client_report"]')).to_have_value(
            "“I took the train to work on my own” Rode alone at rush hour on the last stretch. Affect congruent, speech fluent."
        )
        page.keyboard.press("Tab")
        expect(page.locator('[data-part="observation"]')).to_be_focused()
        page.keyboard.type("Calm.")
        expect(page.locator("[data-spoken-to]")).to_contain_text("I took the train to work on my own")
        expect(page.locator(".last-plan")).to_contain_text("not mentioned yet")
        page.keyboard.press("Alt+p")
        expect(page.locator('[data-part="plan"]')).to_be_focused()
        page.keyboard.type("Ride twice.")
        page.keyboard.press("Alt+g")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("[data-goals]")).to_contain_text("Rated")
        focus(page, "plan")
        page.keyboard.press("Control+Enter")
        page.wait_for_url("**/notes/*/")
        draft.refresh_from_db()
        assert draft.state == Note.State.SIGNED
        assert "“I took the train to work on my own”" in draft.text
        for shape in ("DAP", "BIRP"):
            page.get_by_role("link", name=shape, exact=True).first.click()
            expect(page.locator(".as-format")).to_contain_text("Ride twice.")
        page.keyboard.press("?")
        expect(page.locator("#all-keys")).to_contain_text("quotation marks around the client's words")


def test_homework_that_could_not_be_kept_is_said_beside_its_button_and_can_be_sent_again(
    people: Cast, draft: Note, live_server: object
) -> None:
    with chromium(live_server.url, people.mira, width=390) as context:  # type: ignore[attr-defined]
        page, asked = context.new_page(), []
        page.set_default_timeout(PATIENCE)
        page.goto(reverse("notes:write", args=[people.client.pk, draft.pk]))
        page.locator('[data-part="plan"]').fill("Homework: Ride two stops.")
        button = page.get_by_role("button", name="Add as homework")
        for failure, said in FAILURES:
            page.route("**/homework/**", failure)
            button.click()
            expect(page.locator(".planned [role=status]")).to_contain_text(said)
            page.unroute("**/homework/**")
        assert not people.course.homework.exists()
        page.on("request", lambda request: asked.append(request.url))
        button.click()
        expect(button).to_have_count(0)
        expect(page.locator("[data-spoken-to]")).to_contain_text("Ride two stops: nothing said yet")
        assert not [url for url in asked if url.endswith(reverse("notes:write", args=[people.client.pk, draft.pk]))]
        assert people.course.homework.get().text == "Ride two stops"


def focus(page: Page, part: str) -> None:
    page.locator(f'[data-part="{part}"]').focus()


def test_two_tabs_lose_no_word_without_showing_it(people: Cast, draft: Note, live_server: object) -> None:
    with chromium(live_server.url, people.mira, width=1440) as context:  # type: ignore[attr-defined]
        address = reverse("notes:write", args=[people.client.pk, draft.pk])
        first, second = context.new_page(), context.new_page()
        for page, words in ((first, "Words of the first tab."), (second, "Words of the second tab.")):
            page.set_default_timeout(PATIENCE)
            page.goto(address)
            page.wait_for_load_state("networkidle")
            page.locator('[data-part="client_report"]').fill(words)
        first.keyboard.press("Control+s")
        first.wait_for_load_state("networkidle")
        expect(first.locator('[data-part="client_report"]')).to_have_value("Words of the first tab.")
        second.locator('[data-part="client_report"]').blur()
        expect(second.locator("[data-saved]")).to_contain_text("saved elsewhere meanwhile")
        second.keyboard.press("Control+s")
        expect(second.get_by_role("heading", name="This note was saved meanwhile")).to_be_visible()
        expect(second.locator(".both").first).to_contain_text("Words of the first tab.")
        expect(second.locator(".both").first).to_contain_text("Words of the second tab.")


def test_words_typed_after_the_session_ended_are_offered_after_the_next_sign_in(people: Cast, draft: Note, live_server: object) -> None:
    people.mira.set_password("four unrelated wordy things")
    people.mira.save()
    with chromium(live_server.url, people.mira, width=390) as context:  # type: ignore[attr-defined]
        context.clear_cookies()
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        address = reverse("notes:write", args=[people.client.pk, draft.pk])
        page.goto(address)
        sign_in(page)
        page.wait_for_url(f"**{address}")
        page.wait_for_load_state("networkidle")
        SignIn.objects.all().delete()  # the session is over, the page still stands there
        page.locator('[data-part="client_report"]').fill("Typed all the same.")
        expect(page.get_by_text("You are signed out. Your text stays here")).to_be_visible()
        expect(page.locator('input[name="login"]')).to_have_count(0)  # no sign-in page in the pieces beside the text
        page.get_by_role("button", name="Save the draft").click()
        sign_in(page)
        expect(page.get_by_text("stands in the editor again")).to_be_visible()
        expect(page.locator('[data-part="client_report"]')).to_have_value("Typed all the same.")


def sign_in(page: Page) -> None:
    page.locator('input[name="login"]').fill("mira@example.org")
    page.locator('input[name="password"]').fill("four unrelated wordy things")
    page.locator("main form button").first.click()


def test_without_a_script_a_note_is_written_signed_and_shown(people: Cast, draft: Note, live_server: object) -> None:
    with chromium(live_server.url, people.mira, width=1440, scripts=False) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(reverse("notes:write", args=[people.client.pk, draft.pk]))
        page.locator('[data-part="client_report"]').fill("Slept. {mood}")
        page.get_by_role("button", name="Sign the note").click()
        expect(page.get_by_text("Not filled in yet: mood.").first).to_be_visible()
        page.get_by_role("button", name="Sign it as it is").click()
        page.get_by_role("link", name="DAP", exact=True).click()
        expect(page.locator(".as-format")).to_contain_text("Slept. {mood}")
