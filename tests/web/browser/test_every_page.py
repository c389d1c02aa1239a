"""One walk over every page that a clinician who owns the practice can reach: it fits, is accessible, and asks nobody else for anything."""

from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Error
from tests.web.browser.window import Window, window

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HREFS = "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"
MUST_BE_AMONG = {
    "home",
    "today:today",
    "progress:caseload",
    "progress:course",
    "progress:since",
    "progress:thresholds",
    "statistics:figures",
    "findings:note",
    "notes:list",
    "notes:new",
    "clients:client",
    "clients:new",
    "measurements:list",
    "measurements:measure",
    "measurements:enter",
    "goals:goals",
    "imports:upload",
    "signals:list",
    "signals:signal",
    "account",
    "staff",
    "trail",
}


def kind_of(url: str) -> str:
    """The name of a page; an empty text for what is not one of ours."""
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return ""


def troubles_of(seen: Window, url: str) -> list[str]:
    """The page on a desk in the light, with axe in full, and on a phone in the dark, with axe's contrasts."""
    page, found = seen.page, []
    for width, ground, only in ((1440, "light", ""), (390, "dark", "color-contrast")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if ground == "dark" else "light")
        found += [f"{url} at {width}, {ground}: {barrier}" for barrier in seen.barriers(only=only)]
        if seen.is_wider_than_the_window():
            found.append(f"{url} is wider than {width}")
    page.set_viewport_size({"width": 320, "height": 900})
    if seen.is_wider_than_the_window():
        found.append(f"{url} is wider than 320")
    return found


@pytest.mark.usefixtures("small_demo")
def test_every_page_that_can_be_reached_is_in_order(live_server: object) -> None:
    address: str = live_server.url  # type: ignore[attr-defined]
    with window(address) as seen:
        page, troubles = seen.page, []
        page.goto("/")
        troubles += troubles_of(seen, "/")
        page.set_viewport_size({"width": 1440, "height": 900})
        seen.open_the_demo()
        walked, waiting = {"home"}, [(f"{address}/caseload/", "/")]
        while waiting:
            url, before = waiting.pop(0)
            kind = kind_of(url)
            if not kind or kind in walked:
                continue
            walked.add(kind)
            try:
                answer = page.goto(url)
            except Error as refused:
                if "Download is starting" not in str(refused):
                    raise
                continue  # a file to keep, not a page
            assert answer is not None
            if not answer.headers["content-type"].startswith("text/html"):
                continue  # a PDF, shown by the browser itself
            walked.add(kind_of(page.url))
            if answer.status >= 400:
                troubles.append(f"{url}, linked from {before}, answers {answer.status}")
            troubles += troubles_of(seen, urlsplit(page.url).path)
            links: list[str] = page.eval_on_selector_all("a[href]", HREFS)
            waiting += [(link.partition("#")[0], page.url) for link in links if link.startswith(address)]
        assert not troubles, "\n".join(troubles)
        assert not seen.complaints, "\n".join(seen.complaints)
        assert walked >= MUST_BE_AMONG, f"not reached: {sorted(MUST_BE_AMONG - walked)}"
