"""Learning across cases in a real browser: it fits the window in light and dark, is accessible, and its filters answer."""

import os
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.cast import Cast, assemble
from tests.web.browser.window import fits, violations
from tests.web.imports.chromium import chromium
from tests.web.learning.courses import FLAT, GAIN, add_courses

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("FULLARC_PICTURES", "")  # a folder, for looking at the page


@pytest.fixture
def people() -> Cast:
    cast = assemble()
    add_courses(cast.mira, 12, GAIN, "ACT", code="F41.1")
    add_courses(cast.mira, 12, FLAT, "CBT", code="F41.1")
    add_courses(cast.mira, 6, GAIN, "CBT")
    add_courses(cast.mira, 6, FLAT, "ACT")
    return cast


def troubles_of(page: Page, name: str) -> list[str]:
    page.wait_for_load_state()
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
    found = [f"{name}: {each['id']} {each['nodes'][0]['html'][:160]}" for each in violations(page)]
    return found if fits(page) else [*found, f"{name} is wider than the window"]


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_the_page_fits_and_is_accessible_and_its_filters_answer(width: int, dark: bool, people: Cast, live_server: LiveServer) -> None:
    troubles: list[str] = []
    with chromium(live_server.url, people.mira, width=width, dark=dark) as context:
        page = context.new_page()
        page.set_default_timeout(40_000)
        page.goto(live_server.url + reverse("learning:learning"))
        expect(page.get_by_role("heading", name="Learning across cases")).to_be_visible()
        page.get_by_text("The courses behind it").first.click()
        expect(page.get_by_role("heading", name="With it", exact=True).first).to_be_visible()
        troubles += troubles_of(page, f"own-{width}")
        page.get_by_label("Problem").select_option("anxiety")
        page.get_by_role("button", name="Show").click()
        page.wait_for_url("**problem=anxiety**")
        expect(page.get_by_text("24 courses with a first and a last score")).to_be_visible()
        expect(page.get_by_text("Courses in ACT: this coincides with").first).to_be_visible()
        page.get_by_role("link", name="The whole practice").click()
        page.wait_for_url("**scope=practice")
        expect(page.get_by_text("your own cases are the whole practice")).to_be_visible()
        troubles += troubles_of(page, f"practice-{width}")
    assert not troubles, "\n".join(troubles)
