"""Who asks for attention is never left unsaid: neither while sheets are being made nor where a note is missing."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from tests.cast import Cast, assemble
from tests.web.conftest import SignIn
from tests.web.imports.chromium import chromium
from tests.web.progress.courses import WORSE, with_scores

from fullarc.web.today.sheets import sheet_for


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_first_look_of_a_day_says_that_sheets_are_still_to_come(cast: Cast, signed_in: SignIn) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    with_scores(cast.course, WORSE, cast.mira, last=yesterday)
    first = words_of(signed_in(cast.mira).get(f"/today/{yesterday}/").content.decode())
    assert "1 session. 1 sheet is still being made. 1 is over without a note." in first
    sheet_for(cast.course, timezone.localdate(), by=cast.mira)
    second = words_of(signed_in(cast.mira).get(f"/today/{yesterday}/").content.decode())
    assert "1 session. 1 asks for attention. 1 is over without a note." in second


def test_a_session_that_is_over_without_a_note_still_says_what_asks(cast: Cast, signed_in: SignIn) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    with_scores(cast.course, WORSE, cast.mira, last=yesterday)
    short = sheet_for(cast.course, timezone.localdate(), by=cast.mira).signals[0][1]
    page = words_of(signed_in(cast.mira).get(f"/today/{yesterday}/").content.decode())
    folded = page[page.index("No note yet") : page.index("The sheet")]
    assert short in folded


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_when_a_sheet_has_come_the_head_and_the_folded_row_say_who_asks(live_server: object) -> None:
    cast, yesterday = assemble(), timezone.localdate() - timedelta(days=1)
    with_scores(cast.course, WORSE, cast.mira, last=yesterday)
    with chromium(live_server.url, cast.mira, width=1280) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(f"/today/{yesterday}/")
        expect(page.locator("[data-asking]")).to_have_text("1 asks for attention.")
        expect(page.locator("[data-asked]")).to_contain_text("PHQ-9")
