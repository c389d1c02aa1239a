"""The pages of a course of care on a phone: one line that moves sideways, wide enough for a thumb, with the open page in sight."""

from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect
from tests.cast import assemble
from tests.web.browser.window import fits
from tests.web.imports.chromium import chromium

THUMB, ONE_LINE, PHONE = 48, 60, 390  # px


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_pages_of_a_course_are_one_line_for_a_thumb_without_a_script(live_server: object) -> None:
    cast = assemble()
    with chromium(live_server.url, cast.mira, width=PHONE, scripts=False) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse("notes:list", args=[cast.client.pk, cast.course.pk]))
        pages = page.get_by_role("navigation", name="This course of care")
        more = pages.get_by_role("link", name="Golden thread")
        expect(more).to_have_count(0)
        pages.locator("summary").click()
        more.click()
        page.wait_for_url("**/golden-thread/**")
        line = pages.bounding_box()
        assert line is not None
        assert line["height"] < ONE_LINE
        for link in pages.get_by_role("link").all():
            box = link.bounding_box()
            assert box is not None
            assert min(box["height"], box["width"]) >= THUMB
        here = pages.locator("[aria-current]").bounding_box()
        assert here is not None
        assert here["x"] >= 0
        assert here["x"] + here["width"] <= PHONE
        assert here["x"] <= min(box["x"] for link in pages.get_by_role("link").all() if (box := link.bounding_box()))


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_open_page_moves_with_the_others_and_lies_over_none(live_server: object) -> None:
    cast = assemble()
    with chromium(live_server.url, cast.mira, width=PHONE) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse("notes:list", args=[cast.client.pk, cast.course.pk]))
        pages = page.get_by_role("navigation", name="This course of care")
        pages.evaluate("row => row.scrollTo(row.scrollWidth, 0)")
        boxes = sorted((box["x"], box["x"] + box["width"]) for link in pages.get_by_role("link").all() if (box := link.bounding_box()))
        assert all(end <= begin + 1 for (_, end), (begin, _) in pairwise(boxes))
        assert "gradient" in pages.evaluate("row => getComputedStyle(row).maskImage")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1280, 1301, 1440])
@pytest.mark.parametrize("open_page", ["progress:course", "notes:list", "life:life"])
def test_on_a_desk_they_are_one_line_and_more_opens_below_it(open_page: str, width: int, live_server: object) -> None:
    cast = assemble()
    with chromium(live_server.url, cast.mira, width=width) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse(open_page, args=[cast.client.pk, cast.course.pk]))
        pages = page.get_by_role("navigation", name="This course of care")
        line = pages.bounding_box()
        assert line is not None
        assert line["height"] < ONE_LINE
        more, first = pages.locator("summary"), pages.get_by_role("link").first
        assert more.inner_text() == ("Life" if open_page == "life:life" else "More")
        stood = first.bounding_box()
        more.click()
        life = pages.get_by_role("link", name="Life").bounding_box()
        assert life is not None
        assert stood == first.bounding_box()
        assert life["y"] >= line["y"] + line["height"] - ONE_LINE / 4
        assert fits(page)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["safety:plan", "safety:assessments", "clients:client", "check_ins:check_ins"])
def test_pages_of_the_client_lead_back_to_the_newest_course(name: str) -> None:
    cast = assemble()
    browser = Client(headers={"host": "localhost"})
    browser.force_login(cast.mira, backend="allauth.account.auth_backends.AuthenticationBackend")
    shown = browser.get(reverse(name, args=[cast.client.pk])).content.decode()
    assert f'<a href="{reverse("progress:course", args=[cast.client.pk, cast.course.pk])}">Back to the course</a>' in shown


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_with_letters_twice_as_large_they_are_one_line_still(live_server: object) -> None:
    cast = assemble()
    with chromium(live_server.url, cast.mira, width=PHONE) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse("notes:list", args=[cast.client.pk, cast.course.pk]))
        pages = page.get_by_role("navigation", name="This course of care")
        expect(pages).to_be_visible()
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        tops = {round(box["y"]) for link in pages.get_by_role("link").all() if (box := link.bounding_box())}
        assert len(tops) == 1
        assert fits(page)
