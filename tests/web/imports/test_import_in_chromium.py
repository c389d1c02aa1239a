"""The import walked in a real browser: by phone and desktop, light and dark, with and without scripts."""

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from tests.cast import Cast, assemble
from tests.web.browser.window import fits, violations
from tests.web.imports.chromium import chromium

from fullarc.web.measurements.models import Administration
from fullarc.web.notes.models import Note

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [(390, False), (1440, True), *(pytest.param(*look, marks=pytest.mark.long) for look in ((390, True), (1440, False)))]

FILES = {
    "01_2024-03-14.txt": b"Client slept better.",
    "visit after the holidays.txt": b"Mood brighter.",
    "03-04-2024 note.md": b"Walked daily.",
    "scan.pdf": b"%PDF-1.7",
    "scores.csv": b"date,measure,score,remark\n2024-03-14,phq-9,18,ok\n2024-03-21,phq-9,44,\n2024-03-28,phq-19,3,\n2024-04-04,gad-7,9,\n",
}


@pytest.fixture
def people() -> Cast:
    return assemble()


def on_disk(folder: Path) -> list[Path]:
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in FILES]


def walk(page: Page, people: Cast, folder: Path) -> list[str]:
    """From the client's page to the report; gives the titles of the pages on the way, each looked at by `see`."""
    seen = [see(page, reverse("clients:client", args=[people.client.id]))]
    page.get_by_role("link", name="Import notes and scores").click()
    seen.append(see(page))
    page.set_input_files("#files", on_disk(folder))
    page.get_by_role("button", name="Upload and look").click()
    seen.append(see(page))
    page.get_by_label("written with the").select_option("day_first")
    page.get_by_label("Day of visit after the holidays.txt").fill("2024-03-21")
    page.get_by_role("button", name="Go on to the dry run").click()
    seen.append(see(page))
    page.get_by_role("button", name="Bring all of this in").click()
    return [*seen, see(page)]


def see(page: Page, address: str = "") -> str:
    if address:
        page.goto(address)
    assert fits(page), f"{page.title()} is wider than the window"
    found = [each for each in violations(page) if each["impact"] in ("serious", "critical")]
    assert not found, f"{page.title()}: {[(each['id'], each['nodes'][0]['html']) for each in found]}"
    return page.title().removesuffix(" · Fullarc")


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_every_page_of_an_import_fits_and_is_accessible(width: int, dark: bool, people: Cast, live_server: object, tmp_path: Path) -> None:
    with chromium(live_server.url, people.mira, width=width, dark=dark) as context:  # type: ignore[attr-defined]
        page, hosts = context.new_page(), set()
        page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
        assert walk(page, people, tmp_path)[1:] == ["Import", "Columns and dates", "Dry run", "Import report"]
        page.get_by_role("link", name="To the course of care").click()
        assert page.get_by_text("Symptom burden").first.is_visible()
    assert hosts == {live_server.url.split("/")[2]}  # type: ignore[attr-defined]
    assert Note.objects.count() == 3
    assert Administration.objects.count() == 2


def test_an_import_needs_no_scripts(people: Cast, live_server: object, tmp_path: Path) -> None:
    with chromium(live_server.url, people.mira, width=1000, scripts=False) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse("imports:upload", args=[people.client.id, people.course.id]))
        page.set_input_files("#files", on_disk(tmp_path)[:1])
        page.get_by_role("button", name="Upload and look").click()
        page.get_by_role("button", name="Bring all of this in").click()
        assert page.get_by_text("1 note and 0 scores were brought in").is_visible()
    assert Note.objects.count() == 1


def test_a_whole_folder_can_be_chosen(people: Cast, live_server: object, tmp_path: Path) -> None:
    on_disk(tmp_path)
    (tmp_path / ".DS_Store").write_bytes(b"x")
    with chromium(live_server.url, people.mira, width=1000) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse("imports:upload", args=[people.client.id, people.course.id]))
        page.set_input_files("#folder", tmp_path)
        page.get_by_role("button", name="Upload and look").click()
        assert page.get_by_text("2 of the notes have no certain day").is_visible()
