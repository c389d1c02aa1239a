"""The charts of a whole course of CBT, DBT and EMDR, entered through the pages, looked at in both widths and on both grounds."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast, assemble
from tests.web.browser.window import fits
from tests.web.conftest import SignIn
from tests.web.imports.chromium import chromium
from tests.web.trackers.whole_courses import Pages, cbt, dbt, emdr

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.django_db(transaction=True)]
LOOKS = [(390, False), (390, True), (1280, False), (1280, True)]
PICTURES = os.environ.get("FULLARC_PICTURES", "")  # a folder, for looking at the pages
WAYS = [(cbt, ("thought-record", "activity-schedule", "homework")), (dbt, ("diary-card", "chain-analysis")), (emdr, ("emdr",))]


@pytest.fixture
def people() -> Cast:
    cast = assemble()
    cast.course.began = timezone.localdate() - timedelta(days=60)
    cast.course.save()
    return cast


@pytest.mark.parametrize(("way", "shown"), WAYS)
def test_the_charts_of_a_whole_course_fit_and_have_no_barrier(
    way: Callable[[Pages], None], shown: tuple[str, ...], people: Cast, signed_in: SignIn, live_server: object
) -> None:
    pages, troubles = Pages(people, signed_in(people.mira)), []
    way(pages)
    addresses = {name: reverse("trackers:tracker", args=[*pages.ids, name]) for name in shown}
    addresses[f"course-{way.__name__}"] = reverse("progress:course", args=pages.ids)
    for width, dark in LOOKS:
        with chromium(live_server.url, people.mira, width=width, dark=dark) as context:  # type: ignore[attr-defined]
            page = context.new_page()
            for name, address in addresses.items():
                page.goto(address)
                if PICTURES:
                    page.screenshot(path=Path(PICTURES) / f"{name}-{width}-{'dark' if dark else 'light'}.png", full_page=True)
                if not fits(page):
                    troubles.append(f"{name} is wider than a window of {width}")
                troubles += [f"{name}: {each['id']} {each['nodes'][0]['html'][:160]}" for each in Axe().run(page).response["violations"]]
                if name in shown and name != "chain-analysis":
                    assert page.locator("svg").count(), f"{name} draws nothing"
    assert not troubles, "\n".join(troubles)
