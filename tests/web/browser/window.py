"""A window of headless Chromium that remembers what a good page never does: ask another host, complain to the console."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page
from tests.web.browser import program

MAKING = 120_000
Looks = tuple[tuple[int, bool], ...]  # width in px, and whether the ground is dark
SERIOUS = {"serious", "critical"}
ITS_OWN = ("chrome:", "chrome-extension:")  # the browser's own reader of PDF files


@dataclass(slots=True)
class Window:
    page: Page
    complaints: list[str] = field(default_factory=list)

    def watch(self, address: str) -> None:
        def asked(url: str) -> None:
            if not url.startswith((address, "data:", "blob:", *ITS_OWN)):
                self.complaints.append(f"{self.page.url} asked for {url}")

        def said(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning") and not message.location["url"].endswith("/favicon.ico"):  # what a PDF cannot name
                self.complaints.append(f"{self.page.url}: {message.text}")

        self.page.on("request", lambda request: asked(request.url))
        self.page.on("console", said)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))

    def open_the_demo(self) -> None:
        """From the first page into the demo practice, which is made on the way: that may take its time."""
        self.page.get_by_role("button", name="Open the demo practice").click(timeout=MAKING)
        self.page.wait_for_url("**/today/", timeout=MAKING)
        self.page.get_by_role("link", name="Caseload").click()
        self.page.wait_for_url("**/caseload/")

    def barriers(self, *, only: str = "") -> list[str]:
        """What axe calls serious or critical on the page as it stands; `only` names one rule."""
        found = violations(self.page, only=only)
        return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found if each["impact"] in SERIOUS]

    def is_wider_than_the_window(self) -> bool:
        return not fits(self.page)


def fits(page: Page) -> bool:
    """Whether the page, once it is there, can be read without scrolling sideways."""
    page.wait_for_load_state()
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def violations(page: Page, *, only: str = "") -> list[Any]:
    """What axe finds on the page as it stands, in its own words; `only` names one rule."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    options = {"resultTypes": ["violations"], **({"runOnly": {"type": "rule", "values": [only]}} if only else {})}
    found: list[Any] = page.evaluate("options => axe.run(options).then(results => results.violations)", options)
    return found


def looked_at(page: Page, looks: Looks) -> Iterator[str]:
    """The page that is open, at each width (px) and on each ground (dark or not), without loading it again; gives the look's name."""
    for width, dark in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
        yield f"{width}-{'dark' if dark else 'light'}"


@contextmanager
def window(address: str, *, width: int = 1440) -> Iterator[Window]:
    """A stranger's window on the application; whoever uses it signs in as people do."""
    with program.context(viewport={"width": width, "height": 900}, base_url=address) as context:
        opened = Window(context.new_page())
        opened.watch(address)
        yield opened
