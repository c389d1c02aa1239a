"""A filled diary card typed in from paper by keyboard alone, and the pages of check-ins, reminders and paper in both widths and grounds."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from tests.cast import Cast, assemble
from tests.web.browser.window import fits, looked_at, violations
from tests.web.check_ins.objects import an_assignment
from tests.web.imports.chromium import chromium

from fullarc.web.measurements.models import LogRow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# A card as it lies on the desk, day by day: each line's number, and Enter where a line was left empty or holds words.
DAY = ["3", "1", "4", "0", "2", "5", "1", "1", "Enter", "Enter", "5", "Enter", "0", "3", "Enter"]


@pytest.fixture
def people() -> Cast:
    return assemble()


def test_a_week_is_typed_in_with_a_key_a_line(people: Cast, live_server: object) -> None:
    """Seven days of fifteen lines are 105 keys: less than a minute at two keys a second."""
    with chromium(live_server.url, people.mira, width=1280) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse("paper:enter", args=[people.client.id, people.course.id, "diary-card"]))
        expect(page.locator("input[name='emotion_sadness.0']")).to_be_focused()
        for key in DAY * 7:
            page.keyboard.press(key)
        page.get_by_role("button", name="Take in the week").click()
        expect(page.get_by_text("Diary card: 7 days taken in from paper.")).to_be_visible()
    rows = LogRow.objects.filter(log="diary-card")
    assert rows.count() == 7
    expected = {"emotion_sadness": 3, "emotion_anger": 1, "emotion_fear": 4, "emotion_shame": 0, "emotion_guilt": 2, "emotion_joy": 5}
    assert all(expected.items() <= row.values.items() and row.entered_by_id == people.mira.pk for row in rows)


def test_the_pages_fit_and_are_accessible(people: Cast, live_server: object) -> None:
    row, client, troubles, said = an_assignment(people, people.client), people.client.id, list[str](), list[str]()
    course = [client, people.course.id]
    staff = [
        reverse("check_ins:check_ins", args=[client]),
        reverse("check_ins:assign", args=[client]),
        reverse("check_ins:change", args=[client, row.id]),
        reverse("paper:choose", args=course),
        reverse("paper:enter", args=[*course, "diary-card"]),
    ]
    pages = {people.mira: staff, people.owner: [reverse("reminders:practice")], people.nora: [reverse("reminders:own"), "/me/stop/none/"]}
    for person, addresses in pages.items():
        with chromium(live_server.url, person, width=320) as context:  # type: ignore[attr-defined]
            page = context.new_page()
            page.on("console", lambda message: said.append(message.text))
            for address in addresses:
                page.goto(address)
                for look in looked_at(page, ((320, False), (1280, True))):
                    if not fits(page):
                        troubles.append(f"{address} is wider than the window at {look}")
                    troubles += [f"{address}, {look}: {each['id']} {each['nodes'][0]['html'][:160]}" for each in violations(page)]
    assert not troubles, "\n".join(troubles)
    assert not said
