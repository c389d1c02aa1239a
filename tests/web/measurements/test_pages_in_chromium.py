"""The pages of measures, logs and goals in a real browser: they fit, are accessible, and the keys work."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from tests.cast import Cast, assemble
from tests.web.browser.window import fits, looked_at, violations
from tests.web.imports.chromium import chromium

from fullarc.web.goals.actions import agree_goal, rate_goal
from fullarc.web.goals.models import Goal, Rating
from fullarc.web.measurements.actions import enter_answers, enter_log_row, enter_totals
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.actions import begin_note

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people() -> Cast:
    cast, today = assemble(), timezone.localdate()
    enter_answers(cast.course, measure="phq-9", answers={**dict.fromkeys(range(1, 9), 2), 9: 1}, on=today, by=cast.mira, mode="staff")
    enter_answers(cast.course, measure="gad-7", answers={1: 1}, on=today, by=cast.mira, mode="staff")
    for total, day in ((15.5, cast.course.began), (24.5, today)):
        enter_totals(cast.course, measure="ors", values={"total": total}, on=day, by=cast.mira, mode="staff")
    enter_log_row(cast.course, log="urges-skills", values={"misery": 2.0, "note": "a quiet day"}, on=today, by=cast.mira)
    levels = ["not at all", "one stop", "alone to work", "anywhere", "gladly"]
    goal = agree_goal(cast.course, Goal(text="Take the train to work.", agreed_on=cast.course.began, levels=levels), by=cast.mira)
    rate_goal(goal, value=Decimal(-2), on=cast.course.began, by=cast.mira)
    agree_goal(cast.course, Goal(text="Swim again on Sundays.", agreed_on=cast.course.began), by=cast.mira)
    return cast


def addresses(people: Cast) -> Iterator[str]:
    course, client = [people.client.id, people.course.id], people.client.id
    yield reverse("measurements:list", args=course)
    for name, more in (("measure", "ors"), ("enter", "phq-9"), ("enter", "bdi-ii"), ("log", "urges-skills"), ("enter_log", "urges-skills")):
        yield reverse(f"measurements:{name}", args=[*course, more])
    for given in Administration.objects.filter(measure__in=("phq-9", "gad-7")):
        yield reverse("measurements:administration", args=[client, given.id])
    yield reverse("measurements:catalogue")
    yield reverse("measurements:catalogue") + "?problem=depression&age=15"
    for shown in ("phq-9", "sdq", "c-ssrs-screener", "bdi-ii"):
        yield reverse("measurements:definition", args=[shown])
    yield reverse("goals:goals", args=course)
    yield reverse("goals:new", args=course)
    yield reverse("goals:close", args=[client, Goal.objects.earliest("agreed_on").id])


def test_every_page_fits_and_is_accessible(people: Cast, live_server: object) -> None:
    with chromium(live_server.url, people.mira, width=390) as context:  # type: ignore[attr-defined]
        page, said = context.new_page(), []
        page.on("console", lambda message: said.append(message.text))
        for address in addresses(people):
            page.goto(address)
            for look in looked_at(page, ((390, False), (1440, True))):
                assert fits(page), f"{page.title()} is wider than the window at {look}"
                found = violations(page)
                assert not found, f"{page.title()}, {look}: {[(each['id'], each['nodes'][0]['html']) for each in found]}"
        assert not said


def test_a_form_is_entered_by_digits_alone(people: Cast, live_server: object) -> None:
    with chromium(live_server.url, people.mira, width=1440) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse("measurements:enter", args=[people.client.id, people.course.id, "gad-2"]))
        page.locator("fieldset input").first.focus()
        page.keyboard.press("3")
        page.keyboard.press("2")
        page.keyboard.press("Enter")
        expect(page.locator("p.say")).to_contain_text("5")
    assert Administration.objects.get(measure="gad-2").answers == {"1": 3, "2": 2}


def test_a_goal_is_rated_beside_the_note_without_leaving_it(people: Cast, live_server: object) -> None:
    note = begin_note(people.session, by=people.mira, format_key="free")
    with chromium(live_server.url, people.mira, width=1440) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse("notes:write", args=[people.client.id, note.id]))
        page.locator("textarea").first.fill("Took the train alone.")
        page.locator("textarea").first.blur()
        expect(page.get_by_text("Kept at")).to_be_visible(timeout=30_000)
        page.get_by_role("button", name="+1", exact=True).click()
        expect(page.get_by_role("button", name="+1", exact=True, pressed=True)).to_be_visible()
        assert page.locator("textarea").first.input_value() == "Took the train alone."
    assert Rating.objects.latest("rated_at").value == 1
