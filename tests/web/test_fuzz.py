"""Junk in every parameter of every page: whatever is sent, nobody gets a fault, and no page breaks on what was stored of it."""

import random
import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client as Browser
from django.urls import reverse
from tests.cast import Cast
from tests.web import objects
from tests.web.conftest import SignIn
from tests.web.test_every_url import GUARDED, PAGES, Page, address, stored

from fullarc.web.accounts.models import User
from fullarc.web.notes.actions import begin_note

objects.load_all()

DAYS = ("0001-01-01", "1000-01-01", "1899-12-31", "9999-12-31", "2024-02-30", "2024-13-01", "31/12/2024", "-1", "2024-02-29")
NUMBERS = (
    "-1",
    "0",
    "1",
    "2147483648",
    "9" * 19,
    "9" * 40,
    "9" * 5000,
    "1e400",
    "NaN",
    "-Infinity",
    "0x10",
    "1_000",
    "٣",
    "½",
    "1.00000000001",
)
IDS = ("00000000-0000-4000-8000-000000000000", "not-an-id", "1'; DROP TABLE clients_client;--", "../../etc/passwd")
WORDS = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "a\r\nSet-Cookie: b=c",
    'x"; filename="evil.exe',
    "<script>alert(1)</script>",
    "{{ 7 }}{% now %}",
    "=1+1",
    "🜁" * 50,
    "e\u0301\u202e\u200f\ufeff\ufffe",
    "x" * 20_000,
    "x",
    "home",
    "//evil.example",
    "on",
    "yes",
)
JUNK = (*DAYS, *NUMBERS, *IDS, *WORDS)
# Names that pages read besides the fields of their forms.
ALSO_READ = (
    "next", "at", "act", "indicator", "status", "direction", "page", "find", "show",
    "date", "on", "totals", "autosave", "discard", "sign", "format", "tab", "from_version",
    "value", "part", "answer", "skip", "decline", "shown", "begin_earlier", "active", "person",
    "who", "client", "since", "until", "password", "code", "login", "key", "measures",
)  # fmt: skip
# Pages that end the session of whoever fuzzes, or whose password hashing is slow on purpose.
ENDS_THE_SESSION = {"account_logout", "measurements:begin_hand_over"}
# What is opened afterwards: where nothing but the trail grew, only what shows the trail.
OF_THE_RECORD_AND_LISTS = [page for page in GUARDED if "client_id" in page.parameters or not page.parameters]
OF_THE_TRAIL = [page for page in GUARDED if page.name in ("trail", "export_trail", "opened_by", "audit_pack:pack")]
FIELD = re.compile(r"<(?:input|textarea|select|button)\b[^>]*?\bname=\"([^\"]+)\"[^>]*>")
VALUE = re.compile(r"\bvalue=\"([^\"]*)\"")


def fields_of(body: str) -> dict[str, str]:
    """The fields that a page offers, with the values that stand in them."""
    found = {}
    for field in FIELD.finditer(body):
        value = VALUE.search(field.group())
        found.setdefault(unescape(field[1]), unescape(value[1]) if value else "text")
    found.pop("csrfmiddlewaretoken", None)
    return found


def attacks(chance: random.Random, offered: dict[str, str], rounds: int) -> Iterator[dict[str, object]]:
    """Forms as they would be filled in, each with one to three parameters gone wrong."""
    for _ in range(rounds):
        sent: dict[str, object] = dict(offered)
        for name in chance.sample([*offered, *chance.sample(ALSO_READ, 6)], k=min(chance.randint(1, 3), len(offered) + 6)):
            junk = chance.choice(JUNK)
            sent[name] = [junk, chance.choice(JUNK)] if chance.random() < 0.1 else junk
        if chance.random() < 0.1:
            sent.pop(chance.choice([*sent]), None)
        yield sent


def actor(page: Page, cast: Cast) -> User | None:
    """Somebody whom the page is open to."""
    permission = getattr(page.pattern.callback, "capability", "")
    return {"keep_staff": cast.owner, "read_audit": cast.auditor}.get(str(permission), cast.mira) if permission else None


def place(page: Page, cast: Cast) -> str:
    """The page's address; what is written in an editor meets a draft, not a closed note."""
    if page.name.startswith("notes:") and "note_id" in page.parameters and page.name != "notes:addendum":
        draft = begin_note(cast.client.sessions.latest("date"), by=cast.mira, format_key="soap")
        others = {name: objects.value(name, cast, cast.client) for name in page.parameters if name not in ("client_id", "note_id")}
        return reverse(page.name, kwargs={"client_id": cast.client.pk, "note_id": draft.pk, **others})
    return address(page, cast)


def before(page: Page, cast: Cast, signed_in: SignIn) -> tuple[str, Browser]:
    """A page's address, and the browser of somebody whom it is open to."""
    url, browser = place(page, cast), signed_in(actor(page, cast))
    browser.raise_request_exception = False
    return url, browser


def fuzz(page: Page, url: str, browser: Browser, seed: int, rounds: int) -> list[str]:
    """The faults that a page answered with: what was sent, and the status."""
    chance, faults = random.Random(f"{page.name} {seed}"), []
    shown = browser.get(url)
    offered = {} if shown.streaming else fields_of(shown.content.decode(errors="replace"))
    for sent in attacks(chance, offered, rounds):
        cache.clear()
        method = "get" if chance.random() < 0.2 else "post"
        response = getattr(browser, method)(url, sent)
        if response.status_code >= 500:
            faults.append(f"{method} {page.name}: {response.status_code} for { {k: str(v)[:60] for k, v in sent.items()} }")
    return faults


def do_not_open(pages: list[Page], cast: Cast, signed_in: SignIn) -> list[str]:
    """Those of the pages that fail on what is stored now."""
    faults = []
    for page in pages:
        browser = signed_in(actor(page, cast))
        browser.raise_request_exception = False
        status = browser.get(address(page, cast)).status_code
        if status >= 500:
            faults.append(f"afterwards get {page.name}: {status}")
    return faults


@pytest.mark.parametrize("page", [page for page in PAGES if page.name not in ENDS_THE_SESSION], ids=lambda page: page.name)
def test_junk_makes_no_page_fail(page: Page, cast: Cast, signed_in: SignIn) -> None:
    assert fuzz(page, *before(page, cast, signed_in), seed=1, rounds=8) == []


@pytest.mark.long
@pytest.mark.parametrize("page", [page for page in PAGES if page.name not in ENDS_THE_SESSION], ids=lambda page: page.name)
def test_much_junk_makes_no_page_fail_and_what_was_stored_of_it_breaks_none(page: Page, cast: Cast, signed_in: SignIn) -> None:
    url, browser = before(page, cast, signed_in)
    was = stored(page, "post")
    faults = fuzz(page, url, browser, seed=2, rounds=40)
    afterwards = OF_THE_RECORD_AND_LISTS if stored(page, "post") != was else OF_THE_TRAIL
    assert [*faults, *do_not_open(afterwards, cast, signed_in)] == []
