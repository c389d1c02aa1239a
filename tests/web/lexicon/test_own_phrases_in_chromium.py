"""A phrase from typing to findings, in a real browser: every page on the way fits and is accessible, and the progress tells of itself."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect
from tests.cast import assemble
from tests.web.browser.window import fits
from tests.web.imports.chromium import chromium

from fullarc.web.accounts.models import StaffRole
from fullarc.web.accounts.roles import Role
from fullarc.web.findings.actions import ensure_read
from fullarc.web.findings.models import StoredFinding
from fullarc.web.findings.rereading import read_again
from fullarc.web.notes.actions import import_note

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [(390, True), pytest.param(1280, False, marks=pytest.mark.long)]


def in_order(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert fits(page), f"{page.title()} is wider than the window"
    found = Axe().run(page).response["violations"]
    assert not found, [(page.title(), each["id"], each["nodes"][0]["html"]) for each in found]


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_a_phrase_from_typing_to_findings(width: int, dark: bool, live_server: object) -> None:
    cast = assemble()
    StaffRole.objects.create(user=cast.mira, role=Role.OWNER)
    import_note(cast.session, text="Reports moon days all week. Panicky in shops.", source_name="", by=cast.mira)
    ensure_read(cast.course, by=cast.mira)
    with chromium(live_server.url, cast.mira, width=width, dark=dark) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse("lexicon:new"))
        in_order(page)
        page.get_by_label("What it tells of").fill("self-esteem")
        page.get_by_label("The phrase").fill("moon days ... shops")
        page.get_by_role("button", name="Try it").click()
        expect(
            page.get_by_text("It finds nothing in them")
        ).to_be_visible()  # the trial has gone on by itself; a gap ends with the sentence
        page.goto(reverse("lexicon:new"))
        page.get_by_label("What it tells of").fill("self-esteem")
        page.get_by_label("The phrase").fill("moon days")
        page.get_by_role("button", name="Try it").click()
        expect(page.get_by_text("1 finding in 1 note")).to_be_visible()
        in_order(page)
        page.get_by_role("button", name="Take it into force").click()
        expect(page.get_by_text("The phrase is in force")).to_be_visible()
        in_order(page)
        page.goto(reverse("findings:rereading"))
        expect(page.get_by_text("0 of 1 notes")).to_be_visible()
        in_order(page)
        read_again()
        expect(page.get_by_text("All 1 notes")).to_be_visible()
        page.goto(reverse("lexicon:phrases"))
        in_order(page)
    assert "moon days" in {row.finding.quote for row in StoredFinding.objects.all()}
