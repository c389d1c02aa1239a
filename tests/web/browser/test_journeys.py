"""Two long walks through the application, as a therapist goes them."""

import re
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.web.browser.window import window

from fullarc.web.findings.models import StoredFinding
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.models import Note

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "Reports three panic attacks this week, one on the train. Sleep is poor. Denies suicidal ideation, plan or intent."


@pytest.mark.usefixtures("small_demo")
def test_from_the_first_start_to_a_corrected_finding_in_the_demo(live_server: object) -> None:
    address: str = live_server.url  # type: ignore[attr-defined]
    with window(address) as seen:
        page = seen.page
        page.goto("/")
        seen.open_the_demo()
        expect(page.get_by_text("Invented data")).to_be_visible()

        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/courses/*/")
        course = page.url
        finding = opened_finding(page)
        row = StoredFinding.objects.get(pk=finding)
        expect(page.locator(".evidence:visible mark")).to_contain_text(row.finding.quote)
        number = re.findall(r"#(e\d+)$", page.url)[0]
        expect(page.locator(f'.ev a[href="#{number}"].is-current').first).to_be_attached()

        page.keyboard.press("c")
        page.wait_for_url(f"**/notes/{row.note_id}/#finding-{finding}")
        expect(page.locator(f"#finding-{finding}")).to_have_text(row.finding.quote)
        page.keyboard.press("5")
        expect(page.get_by_text("Corrected. The finding counts as it stands now.")).to_be_visible()
        row.refresh_from_db()
        assert (row.review, str(row.finding.status)) == ("corrected", "other_person")

        page.goto(course)
        assert number_of_unreviewed(page)
        page.goto(f"{course}#e1")
        opened_finding(page)
        before = statements(page)
        page.keyboard.press("x")
        expect(page.get_by_text("Dismissed. The finding no longer counts")).to_be_visible()
        assert StoredFinding.objects.filter(review="dismissed").count() == 1
        assert statements(page) != before
        assert not seen.complaints


def opened_finding(page: Page) -> str:
    """Press J and E until the words of a note are open that can be corrected; gives the finding's id."""
    for _ in range(20):
        page.keyboard.press("j")
        for _ in range(6):
            page.keyboard.press("e")
            offered = page.locator('.evidence:visible a[data-key="c"]')
            if offered.count():
                return (offered.get_attribute("href") or "").partition("#finding-")[2]
    raise AssertionError("No statement of this course shows a single finding.")


def number_of_unreviewed(page: Page) -> int:
    told = page.locator(".lead-note").inner_text()
    return int(re.findall(r"(\d+) of \d+ findings are unreviewed", told)[0])


def statements(page: Page) -> str:
    return page.locator(".statements").first.inner_text() + page.locator(".lead-note").inner_text()


def test_from_ones_own_practice_to_a_signed_note_and_imported_scores(live_server: object, tmp_path: Path) -> None:
    today = timezone.localdate().isoformat()
    with window(live_server.url) as seen:  # type: ignore[attr-defined]
        page = seen.page
        page.goto("/")
        given = {"practice": "Harbour", "name": "Olga Owens", "email": "olga@example.org", "password": "seven green lamps hum"}
        for name, words in given.items():
            page.locator(f'input[name="{name}"]').fill(words)
        page.get_by_role("button", name="Start the practice").click()
        page.wait_for_url("**/today/")
        page.keyboard.press("g")
        page.wait_for_url("**/caseload/")
        page.get_by_role("link", name="Add a client").first.click()
        page.get_by_label("Name").first.fill("Nora Vale")
        page.locator("form.form button").first.click()
        page.wait_for_url(re.compile(r"/clients/[0-9a-f-]{36}/$"))
        page.locator('a[href$="/courses/new/"]').first.click()
        page.get_by_label("Began on").fill(today)
        page.locator("form.form button").first.click()
        page.get_by_role("link", name="New session").click()
        page.get_by_label("Date").fill(today)
        page.locator("form.form button").first.click()
        page.wait_for_load_state("networkidle")
        page.keyboard.press("/")
        page.wait_for_url("**/caseload/#find")
        page.keyboard.type("nora")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Nora Vale").click()
        page.get_by_role("link", name="Notes", exact=True).click()
        page.get_by_role("link", name="Write the note").click()
        page.locator('input[name="format"][value="free"]').check()
        page.get_by_role("button", name="Begin").click()
        page.wait_for_load_state("networkidle")

        page.locator("textarea").fill(TEXT)
        page.locator("textarea").blur()
        expect(page.get_by_text("Kept at")).to_be_visible(timeout=30_000)
        page.goto(page.url)  # the tab was lost before anything was saved
        page.wait_for_load_state("networkidle")
        expect(page.get_by_text("stands in the editor again")).to_be_visible()
        expect(page.locator("textarea")).to_have_value(TEXT)
        page.wait_for_load_state("networkidle")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("Signed by Olga Owens").first).to_be_visible()
        expect(page.locator("mark.denied").first).to_be_visible()
        assert Note.objects.get().state == Note.State.SIGNED

        scores = tmp_path / "scores.csv"
        scores.write_text(f"date,measure,total\n{today},PHQ-9,14\n{today},GAD-7,11\n")
        page.get_by_text("More", exact=True).click()
        page.get_by_role("link", name="Import").click()
        page.locator('input[type="file"]').first.set_input_files(str(scores))
        page.get_by_role("button", name="Upload and look").click()
        page.get_by_role("button", name="Bring all of this in").click()
        page.get_by_role("link", name="To the course of care").click()
        assert {form.measure for form in Administration.objects.all()} == {"phq-9", "gad-7"}
        expect(page.locator(".lead")).to_be_visible()
        assert not seen.complaints
