"""From a course to a signed discharge PDF in under twelve interactions; every page of reviews and reports in both widths and grounds."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from pypdf import PdfReader
from tests.web.browser.window import Window, window

from fullarc.demo.simulate import simulate
from fullarc.reports.readers import readers
from fullarc.web.accounts.actions import begin_practice
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.demo.actions import add_course
from fullarc.web.findings.actions import ensure_read
from fullarc.web.reports.actions import fingerprint, issue
from fullarc.web.reports.models import IssuedReport
from fullarc.web.reports.queries import written
from fullarc.web.reviews.actions import begin, sign
from fullarc.web.reviews.models import Review
from fullarc.web.signals.waiting import ids_of, waiting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("FULLARC_PICTURES", "")  # a folder, for looking at the pages
PASSWORD = "a long enough password for a test"


@dataclass
class Hands:
    """Counts what a person does on the page: clicks and fields filled in."""

    page: Page
    done: list[str] = field(default_factory=list)

    def click(self, role: str, name: str) -> None:
        self.done.append(f"click {name}")
        self.page.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]

    def fill(self, label: str, text: str) -> None:
        self.done.append(f"fill {label}")
        self.page.get_by_label(label).fill(text)

    def know_of_the_signals_that_wait(self) -> None:
        self.done.append("tick that they are known")
        self.page.get_by_label("I know of").check()


@pytest.fixture
def course() -> CourseOfCare:
    """A course of the demo, all alone in its practice, its notes read."""
    therapist = begin_practice("Practice at the Quay", owner_name="Dr. Ana Lindqvist", email="ana@example.org", password=PASSWORD)
    made = add_course(next(one for one in simulate(417, 6) if one.ended and one.goals), therapist)
    ensure_read(made, by=therapist)
    return made


def sign_in(seen: Window) -> None:
    seen.page.goto(reverse("account_login"))
    seen.page.locator("input[type=email], input[name=login]").first.fill("ana@example.org")
    seen.page.locator("input[type=password]").first.fill(PASSWORD)
    seen.page.locator("main button").first.click()
    seen.page.wait_for_load_state()


def test_a_demo_course_becomes_a_signed_discharge_pdf_in_under_twelve_interactions(course: CourseOfCare, live_server: object) -> None:
    with window(live_server.url) as seen:  # type: ignore[attr-defined]
        sign_in(seen)
        page, hands = seen.page, Hands(seen.page)
        page.goto(reverse("progress:course", args=[course.client_id, course.pk]))
        hands.click("link", "Reviews and reports")
        hands.click("button", "Begin a review")
        hands.fill("Why it matters", "She takes the train again and works full days.")
        hands.fill("Recommendation", "A booster session in four weeks, with the GAD-7 beforehand.")
        hands.know_of_the_signals_that_wait()
        hands.click("button", "Sign the review")
        hands.click("link", "Discharge or transfer summary")
        hands.click("button", "Issue this report")
        with page.expect_download() as loading:
            hands.click("link", "The PDF")
        saved = Path(loading.value.path()).read_bytes()
        assert len(hands.done) < 12
        row = IssuedReport.objects.get()
        assert saved == row.pdf_bytes
        assert Review.objects.get().kind == Review.Kind.DISCHARGE
        assert_every_sentence_is_proved(page, row)
        assert not seen.complaints
        page.goto(reverse("reports:issued", args=[course.client_id, row.pk]))
        look(seen, "issued")


def assert_every_sentence_is_proved(page: Page, row: IssuedReport) -> None:
    """On the page each sentence has a mark that leads to a footnote; the PDF is tagged and has one note a footnote."""
    unproved = page.locator(".report-sheet .say:not(:has(sup.ev)), .report-sheet .goal .own:not(:has(sup.ev))")
    assert unproved.count() == 0
    targets = page.locator(".report-sheet sup.ev a").evaluate_all(
        "links => links.map(a => !!document.querySelector(a.getAttribute('href')))"
    )
    assert targets
    assert all(targets)
    root = PdfReader(BytesIO(row.pdf_bytes)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]


@pytest.mark.long
def test_every_page_of_reviews_and_reports_fits_and_is_accessible(course: CourseOfCare, live_server: object) -> None:
    therapist = User.objects.get()
    review = begin(course, Review.Kind.DISCHARGE, by=therapist)
    known = ids_of(waiting(course.client))
    sign(review, by=therapist, started_from=review.version, known=known)
    reader = readers()["referrer"]
    told = written(course, course.client, reader, review, {}, recipient="", by=therapist)
    said = {"recipient": "", "purpose": "a test", "seen": fingerprint(told)}
    issue(course, reader, told, review=review, **said, known=known, by=therapist)
    with window(live_server.url) as seen:  # type: ignore[attr-defined]
        sign_in(seen)
        for name, address in pages(course):
            seen.page.goto(address)
            look(seen, name)


def pages(course: CourseOfCare) -> Iterator[tuple[str, str]]:
    client, review, row = course.client_id, Review.objects.get(), IssuedReport.objects.get()
    yield "reviews", reverse("reviews:list", args=[client, course.pk])
    yield "review", reverse("reviews:review", args=[client, review.pk])
    yield "reports", reverse("reports:list", args=[client, course.pk])
    yield "issued", reverse("reports:issued", args=[client, row.pk])
    for reader in ("insurer", "consultation", "client"):
        yield reader, reverse("reports:report", args=[client, course.pk, reader]) + f"?review={review.pk}"
    yield "house", reverse("reports:house")
    draft = begin(course, Review.Kind.PROGRESS, by=User.objects.get())
    yield "write", reverse("reviews:write", args=[client, draft.pk])
    yield "discard", reverse("reviews:discard", args=[client, draft.pk])


def look(seen: Window, name: str) -> None:
    """Accessible and no wider than the window, wide and narrow, light and dark; details open. All four where pictures are wanted."""
    page = seen.page
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    all_four = ((1280, "light", ""), (390, "dark", "color-contrast"), (1280, "dark", "color-contrast"), (390, "light", "color-contrast"))
    for width, ground, only in all_four if PICTURES else all_four[:2]:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if ground == "dark" else "light")
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}-{ground}.png", full_page=True)
        assert seen.barriers(only=only) == [], name
        assert not seen.is_wider_than_the_window(), f"{name} at {width}"
