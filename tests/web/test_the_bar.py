"""The bar of every page: in a row where there is room, behind one word on a phone. Both lead to the same places."""

import re

import pytest
from playwright.sync_api import expect
from tests.cast import Cast, assemble
from tests.web.conftest import SignIn
from tests.web.imports.chromium import chromium

MENU = re.compile(r'<details class="menu">.*?</details>', re.DOTALL)
BAR = re.compile(r'<header class="bar">.*?</header>', re.DOTALL)
LINK = re.compile(r'<a [^>]*href="([^"#]+)"')
ONE_ROW = 60  # px


def bar_and_menu(page: str) -> tuple[str, str]:
    bar = BAR.findall(page)[0]
    menu = MENU.findall(bar)[0]
    return bar.replace(menu, ""), menu


@pytest.mark.parametrize("who", ["mira", "owner", "front_desk", "auditor", "supervisor"])
def test_the_menu_of_a_phone_leads_wherever_the_bar_leads(cast: Cast, signed_in: SignIn, who: str) -> None:
    bar, menu = bar_and_menu(signed_in(getattr(cast, who)).get("/account/", follow=True).content.decode())
    assert set(LINK.findall(bar)) - {"/"} <= set(LINK.findall(menu))
    assert "Sign out" in menu


def test_a_stranger_has_no_menu(db: None, signed_in: SignIn) -> None:
    assert 'class="menu"' not in signed_in(None).get("/", follow=True).content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_on_a_phone_the_bar_is_one_row_and_its_menu_opens_by_keys_without_a_script(live_server: object) -> None:
    people = assemble()
    with chromium(live_server.url, people.mira, width=390, scripts=False) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto("/clients/")
        bar = page.locator("header.bar").bounding_box()
        assert bar is not None
        assert bar["height"] < ONE_ROW
        link = page.locator("header.bar").get_by_role("link", name="Caseload")
        expect(link).to_have_count(0)
        page.locator("header.bar summary").focus()
        page.keyboard.press("Enter")
        expect(link).to_be_visible()
        page.locator("header.bar summary").focus()
        for _ in range(2):  # Today, Caseload
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/caseload/")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.locator("header.bar details").get_attribute("open") is None
