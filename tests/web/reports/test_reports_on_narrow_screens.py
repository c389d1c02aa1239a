"""A report on a small phone: long words of a state break between words, so that nothing widens the page and nothing is cut off."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast, assemble
from tests.web.browser.window import fits
from tests.web.imports.chromium import chromium

from fullarc.web.clients.models import CourseOfCare
from fullarc.web.measurements.actions import enter_totals
from fullarc.web.measurements.models import Administration

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FEWEST_SEEN = 20  # stretches of words; an empty page would hold none
HELD = "improved, sustained until the last score"
BEYOND_THE_EDGE = """sheet => {
  const walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT), edge = sheet.getBoundingClientRect().right, beyond = [], seen = [];
  for (let words = walker.nextNode(); words; words = walker.nextNode()) {
    if (!words.data.trim() || words.parentElement.closest("thead, .sr, svg")) continue;
    const range = document.createRange();
    range.selectNodeContents(words);
    seen.push(words.data);
    if ([...range.getClientRects()].some(box => box.right > edge)) beyond.push(words.data);
  }
  return [seen.length, beyond];
}"""


def a_gain_that_the_last_score_takes_back(cast: Cast) -> None:
    begins = timezone.localdate() - timedelta(weeks=16)
    CourseOfCare.objects.filter(pk=cast.course.pk).update(began=begins)
    for week, value in enumerate((21, 20, 20, 9, 8, 7, 7, 6, 19)):
        day = begins + timedelta(weeks=week)
        enter_totals(cast.course, measure="phq-9", values={"total": float(value)}, on=day, by=cast.mira, mode=Administration.Mode.STAFF)


@pytest.mark.parametrize("width", [320, 390])
def test_a_change_in_many_words_is_read_whole_on_a_phone(width: int, live_server: object) -> None:
    cast = assemble()
    a_gain_that_the_last_score_takes_back(cast)
    with chromium(live_server.url, cast.mira, width=width) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse("reports:report", args=[cast.client.pk, cast.course.pk, "insurer"]))
        sheet = page.locator(".report-sheet")
        assert HELD in sheet.inner_text()
        seen, beyond = sheet.evaluate(BEYOND_THE_EDGE)
        assert seen > FEWEST_SEEN
        assert not beyond
        assert fits(page)
