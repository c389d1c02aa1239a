"""The pages on which a practice makes its own measures, in a real browser: they fit, are accessible, and a place on a line can be given."""

import json
from collections.abc import Iterator

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from tests.cast import Cast, assemble
from tests.web.browser.window import Looks, fits, looked_at, violations
from tests.web.imports.chromium import chromium
from tests.web.instruments.forms_of_ours import leaving, published, walks

from fullarc.exchange.fhir.questionnaire import questionnaire
from fullarc.instruments.catalogue import catalogue
from fullarc.web.instruments.actions import begin, begin_version
from fullarc.web.instruments.files import take
from fullarc.web.instruments.models import MeasureDraft, OwnMeasure
from fullarc.web.measurements.actions import enter_answers
from fullarc.web.measurements.models import LogRow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [((390, False), (1280, True)), pytest.param(((390, True), (1280, False)), marks=pytest.mark.long)]


@pytest.fixture
def people() -> Cast:
    cast, today = assemble(), timezone.localdate()
    own = published(leaving(), by=cast.mira)
    published(walks(), by=cast.mira)
    enter_answers(cast.course, measure=own.measure.key, answers={1: 0, 2: 2, 3: 1, 4: 2}, on=today, by=cast.mira, mode="staff")
    begin_version(own.measure, by=cast.mira)
    taken = take(json.dumps(questionnaire(catalogue().get("phq-9"))).encode())
    begin(taken.content, came_from=taken.came_from, by=cast.mira, is_log=False, remarks=taken.remarks)
    begin({}, came_from="built", by=cast.mira, is_log=True)
    return cast


def addresses(people: Cast) -> Iterator[str]:
    yield reverse("instruments:own")
    yield reverse("instruments:take_in")
    for draft in MeasureDraft.objects.all():
        for name in ("draft", "about", "questions", *(() if draft.is_log else ("scoring", "filled_forms"))):
            yield reverse(f"instruments:{name}", args=[draft.id])
    for own in OwnMeasure.objects.all():
        yield reverse("instruments:published", args=[own.key])
        kind = "enter_log" if own.is_log else "enter"
        yield reverse(f"measurements:{kind}", args=[people.client.id, people.course.id, own.key])


@pytest.mark.parametrize("looks", LOOKS)
def test_every_page_fits_and_is_accessible(looks: Looks, people: Cast, live_server: object) -> None:
    with chromium(live_server.url, people.mira, width=390) as context:  # type: ignore[attr-defined]
        page, said = context.new_page(), []
        page.on("console", lambda message: said.append(message.text))
        for address in addresses(people):
            page.goto(address)
            for look in looked_at(page, looks):
                assert fits(page), f"{page.title()} is wider than the window at {look}"
                found = violations(page)
                assert not found, f"{page.title()}, {look}: {[(each['id'], each['nodes'][0]['html']) for each in found]}"
        assert not said


def test_a_place_on_a_line_is_given_by_moving_it_and_is_empty_until_then(people: Cast, live_server: object) -> None:
    log = OwnMeasure.objects.get(is_log=True)
    with chromium(live_server.url, people.mira, width=390) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse("measurements:enter_log", args=[people.client.id, people.course.id, log.key]))
        line, number = page.get_by_role("slider"), page.get_by_label("Fear", exact=True)
        expect(number).to_have_value("")
        line.focus()
        page.keyboard.press("ArrowRight")
        expect(number).to_have_value("51")
        page.get_by_role("button", name="Save the row").click()
        page.wait_for_url("**/logs/*/")
        assert LogRow.objects.get().values == {"fear": 51}
