"""Beside a line of a note stands in a fold what was read in it and left out, and why, for whoever wonders."""

from pathlib import Path

import pytest
from django.test import Client as Browser
from django.urls import reverse
from playwright.sync_api import expect
from tests.cast import Cast
from tests.web.browser.window import fits, looked_at, violations
from tests.web.conftest import SignIn
from tests.web.imports.chromium import chromium

from fullarc.web.findings import actions
from fullarc.web.findings.models import Reading
from fullarc.web.notes.actions import import_note
from fullarc.web.notes.amending import add_addendum
from fullarc.web.notes.models import Note

TEXT = "Urges to burn herself on Tuesday.\nCRP 4.3, sodium 139, glucose 84.\nWalked the dog."
LOOKS = ((390, False), (390, True), (1280, False), (1280, True))
SENSE = "the words mean something else here (c reactive protein)"


@pytest.fixture
def address(cast: Cast) -> str:
    import_note(cast.session, text=TEXT, source_name="01.txt", by=cast.mira)
    actions.ensure_read(cast.course, by=cast.mira)
    return reverse("findings:note", args=[cast.client.pk, Note.objects.get().pk])


@pytest.fixture
def browser(cast: Cast, signed_in: SignIn) -> Browser:
    return signed_in(cast.mira)


def lines(page: str) -> list[str]:
    return page.split('class="noteline"')[1:]


def test_a_line_that_gave_nothing_says_what_was_left_out_and_why_in_plain_words(address: str, browser: Browser) -> None:
    urges, laboratory, walk = lines(browser.get(address).content.decode())
    assert "the same danger is already told by other words. See Urges to self-harm, “Urges to burn herself”." in urges
    assert "Looked at and not counted: 1" in laboratory
    assert "“CRP”" in laboratory
    assert SENSE in laboratory
    assert "not counted" not in walk
    assert not any(file in fold for fold in (urges, laboratory) for file in ("once.py", "twice.py", "c_reactive_protein", "other_senses/"))


def test_the_fold_is_closed_and_is_not_printed(address: str, browser: Browser) -> None:
    laboratory = lines(browser.get(address).content.decode())[1]
    assert '<li class="left-out no-print"><details><summary>' in laboratory


def test_nothing_is_said_while_the_findings_are_those_of_other_rules(address: str, browser: Browser) -> None:
    Reading.objects.update(rules_version="older rules")
    assert "Looked at and not counted" not in browser.get(address).content.decode()


def test_what_stands_in_the_margin_is_not_said_to_be_left_out(address: str, cast: Cast, browser: Browser) -> None:
    stored = Note.objects.get().findings.earliest("start")
    stored.said |= {"indicator": "safety_plan", "start": 34, "end": 37, "quote": "CRP", "sentence": [34, 66], "rule": "safety_plan.older"}
    stored.start = 34
    stored.save()
    assert SENSE not in browser.get(address).content.decode()


def test_a_line_of_an_addendum_says_it_as_well(address: str, cast: Cast, browser: Browser) -> None:
    add_addendum(Note.objects.get(), kind="addendum", reason="left out", text="HR 70. CRP 4.1, glucose 90.", by=cast.mira)
    added = browser.get(address).content.decode().split('class="addendum"')[1]
    assert SENSE in added


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_fold_opens_at_every_width_and_on_every_ground(address: str, cast: Cast, live_server: object, tmp_path: Path) -> None:
    with chromium(live_server.url, cast.mira, width=1280) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(address)
        fold = page.locator(".left-out").nth(1)
        expect(fold.locator("li")).to_be_hidden()
        fold.locator("summary").click()
        expect(fold.locator("li")).to_contain_text(SENSE)
        for look in looked_at(page, LOOKS):
            assert fits(page), look
            assert not violations(page), look
            page.screenshot(path=tmp_path / f"{look}.png", full_page=True)
