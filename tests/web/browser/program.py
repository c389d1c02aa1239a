"""One running Chromium for the browser tests that follow each other: starting it takes longer than many of them.

Each test has a window of its own in it, which shares nothing with another's: no cookie, no kept page, no worker. It is stopped when what
comes next is no browser test, since Playwright's loop would stand in the way of one's own, and when a test failed: the next begins clean.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Playwright, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 60_000  # ms, for whatever a page waits for: the server shares its process with the tests, and the machine with others
MISSING = "Chromium was not found. Install it, for example: sudo apt-get install chromium"


@dataclass(slots=True)
class Running:
    driver: Playwright
    browser: Browser


_running: list[Running] = []


def browser() -> Browser:
    """The one that runs; it is started when none does."""
    if not _running or not _running[0].browser.is_connected():
        stop()
        program = next(filter(None, map(shutil.which, NAMES)), None)
        assert program, MISSING
        expect.set_options(timeout=PATIENCE)
        driver = sync_playwright().start()
        _running.append(Running(driver, driver.chromium.launch(executable_path=program, args=["--no-sandbox"])))
    return _running[0].browser


def stop() -> None:
    """End it and Playwright's loop, if they run."""
    while _running:
        running = _running.pop()
        if running.browser.is_connected():
            running.browser.close()
        running.driver.stop()


@contextmanager
def context(**wishes: Any) -> Iterator[BrowserContext]:
    """Windows that share cookies with each other and with nothing else; closed at the end."""
    opened = browser().new_context(**wishes)
    opened.set_default_timeout(PATIENCE)
    try:
        yield opened
    except BaseException:
        stop()
        raise
    opened.close()
