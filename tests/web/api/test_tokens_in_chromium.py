"""From the practice's switch to the first call of a program, in a real browser: every page fits the window and is accessible."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.cast import Cast, assemble
from tests.web.browser.window import fits, violations, window

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "seven green lamps hum"
PICTURES = os.environ.get("FULLARC_PICTURES", "")  # a folder, for looking at the pages


@pytest.fixture
def people() -> Cast:
    cast = assemble()
    for person in (cast.owner, cast.mira):
        person.set_password(PASSWORD)
        person.save()
    return cast


def look(page: Page, name: str) -> None:
    """The page on a phone and on a desk, in the light and in the dark."""
    for width in (390, 1280):
        for ground in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme="dark" if ground == "dark" else "light")
            assert fits(page), f"{name} is wider than {width}"
            if PICTURES:
                page.screenshot(path=Path(PICTURES) / f"{name}-{width}-{ground}.png", full_page=True)
        found = violations(page)
        assert not found, f"{name}: {[(each['id'], each['nodes'][0]['html']) for each in found]}"


def sign_in(page: Page, email: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("link", name="Sign in")).to_have_count(0)


def confirm(page: Page) -> None:
    """The password once more, before a step that reaches far."""
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def test_from_the_switch_to_the_first_call_and_to_the_last(people: Cast, live_server: object) -> None:
    address = live_server.url  # type: ignore[attr-defined]
    with window(address) as seen:
        page = seen.page
        sign_in(page, "olga@example.org")
        page.goto("/practice/")
        page.get_by_role("link", name="Programs").click()
        confirm(page)
        expect(page.get_by_role("heading", name="The interface is off")).to_be_visible()
        look(page, "off")
        page.get_by_role("button", name="Switch it on").click()
        expect(page.get_by_role("heading", name="The interface is on")).to_be_visible()
        page.context.clear_cookies()
        sign_in(page, "mira@example.org")
        page.goto("/account/")
        page.get_by_role("link", name="Access tokens").click()
        confirm(page)
        expect(page.get_by_role("heading", name="Access tokens")).to_be_visible()
        page.get_by_label("What it is for").fill("scores for the study")
        page.get_by_role("button", name="Make").click()
        expect(page.get_by_role("heading", name="Your new token")).to_be_visible()
        token = page.locator(".shown-once .token").inner_text()
        look(page, "made")
        called = page.context.request.get(f"{address}/api/v1/me", headers={"Authorization": f"Bearer {token}"})
        assert called.json()["name"] == "Mira Lind"
        page.goto("/account/tokens/")
        expect(page.get_by_text(token)).to_have_count(0)
        look(page, "list")
        page.get_by_role("button", name="Withdraw scores for the study").click()
        expect(page.get_by_text("It opens nothing any more")).to_be_visible()
        assert page.context.request.get(f"{address}/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status == 401
        assert seen.complaints == []
