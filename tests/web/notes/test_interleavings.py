"""Two people with two tabs each on one note, in whatever order: no word that was taken in is lost without having been shown.

The model keeps every word that the application has acknowledged. After each step such a word stands in the note, in somebody's unsaved text
of the note, in what is held until the next sign-in, or on a page that showed both texts to whoever then chose.
"""

import os
import re
from dataclasses import dataclass, field
from itertools import count

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.access.models import CareTeam
from fullarc.web.accounts.models import User
from fullarc.web.notes import actions
from fullarc.web.notes.held import HELD, writer_token
from fullarc.web.notes.models import Note

WORD = re.compile(r"w\d+x")
STEPS = ("keep", "keep", "save", "save", "sign", "open", "expire", "put_in", "discard", "format", "stubborn")
plays = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 3), st.booleans()), min_size=5, max_size=14)
Play = list[tuple[str, int, bool]]  # what is done, in which tab, and whether a word is typed before
FAST = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@dataclass
class Tab:
    person: User
    browser: Browser
    name: str
    version: int = 1
    text: str = ""
    part: str = "client_report"
    sequence: int = 0
    kept: str = ""  # the mark of the unsaved text that was put into this tab


@dataclass
class Table:
    """The note, its four tabs and what was acknowledged."""

    cast: Cast
    note: Note
    tabs: list[Tab]
    taken: set[str] = field(default_factory=set)  # words that the application has acknowledged
    chosen_away: set[str] = field(default_factory=set)  # words that were shown to whoever then left them out
    numbers: count = field(default_factory=count)  # type: ignore[type-arg]

    def address(self, name: str) -> str:
        return reverse(f"notes:{name}", args=[self.cast.client.pk, self.note.pk])

    def form(self, tab: Tab, **more: object) -> dict[str, object]:
        tab.sequence += 1
        writer = writer_token(tab.person, self.note)
        hidden = {"from_version": tab.version, "tab": tab.name, "writer": writer, "sequence": tab.sequence, "kept": tab.kept}
        return {**hidden, tab.part: tab.text, **more}

    def open(self, tab: Tab) -> None:
        """A reload: a new tab, with what is stored."""
        self.note.refresh_from_db()
        tab.version, tab.name, tab.sequence, tab.kept = self.note.version, f"tab-{next(self.numbers)}", 0, ""
        tab.part = "text" if self.note.format == "free" else "client_report"
        tab.text = self.note.parts.get(tab.part, "")

    def keep(self, tab: Tab) -> None:
        assert tab.browser.post(self.address("autosave"), self.form(tab)).json()["saved"]
        self.taken |= words(tab.text)

    def save(self, tab: Tab, **button: str) -> None:
        answer = tab.browser.post(self.address("write"), self.form(tab, **(button or {"save": "1"})))
        self.note.refresh_from_db()
        if answer.status_code in (422, 403):
            return  # an empty note, or not one's own: the page says so
        self.taken |= words(tab.text)
        if answer.status_code == 302:
            tab.version = self.note.version
            if self.note.is_draft:
                self.open(tab)
            return
        assert answer.status_code == 409
        page = answer.content.decode()
        both = words(tab.text) | words(self.note.text)
        assert both - shared(tab.text, self.note.text) <= words(page), "the page leaves a word out"
        tab.version, tab.text = self.note.version, " ".join(sorted(both))
        tab.part = "text" if self.note.format == "free" else "client_report"

    def stubborn(self, tab: Tab) -> None:
        """Sees both texts and keeps only their own."""
        own = words(tab.text)
        self.save(tab)
        if words(tab.text) - own:
            self.chosen_away |= words(tab.text) - own
            tab.text = " ".join(sorted(own))

    def sign(self, tab: Tab) -> None:
        self.save(tab, sign="anyway")

    def format(self, tab: Tab) -> None:
        self.save(tab, format="free" if self.note.format != "free" else "dap")

    def expire(self, tab: Tab) -> None:
        """The session has ended; the form is sent all the same, and the person signs in again."""
        browser = Browser(headers={"host": "localhost"})
        assert browser.post(self.address("write"), self.form(tab)).status_code == 302
        self.taken |= words(tab.text)
        assert words(str(browser.session[HELD]["parts"])) == words(tab.text)
        browser.force_login(tab.person, backend="allauth.account.auth_backends.AuthenticationBackend")
        browser.get(self.address("write"))
        self.open(tab)

    def put_in(self, tab: Tab) -> None:
        kept = next(iter(self.note.autosaves.filter(author=tab.person).order_by("saved_at")), None)
        if kept is None:
            return
        answer = tab.browser.post(self.address("autosaved"), {"autosave": str(kept.pk)})
        assert words(" ".join(kept.parts.values())) - shared(self.note.text, self.note.text) <= words(answer.content.decode())
        self.note.refresh_from_db()
        self.open(tab)
        tab.kept = kept.mark
        tab.text = " ".join(sorted(words(" ".join(kept.parts.values())) | words(self.note.text)))

    def discard(self, tab: Tab) -> None:
        """A colleague tries to throw the draft away: it stays."""
        if tab.person != self.note.author:
            assert tab.browser.post(self.address("discard")).status_code == 422
            assert Note.objects.filter(pk=self.note.pk).exists()

    def nothing_is_lost(self) -> None:
        self.note.refresh_from_db()
        there = words(self.note.text)
        for kept in self.note.autosaves.all():
            there |= words(" ".join(kept.parts.values()))
        lost = self.taken - there - self.chosen_away
        assert not lost, f"lost without being shown: {sorted(lost)}"
        assert self.note.is_draft or self.note.content_hash == self.note.hash_now()


def words(text: str) -> set[str]:
    return set(WORD.findall(text))


def shared(mine: str, theirs: str) -> set[str]:
    return words(mine) & words(theirs)


@pytest.fixture
def four(cast: Cast, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> list[tuple[User, Browser]]:
    """Two people with two tabs each. What a play does is rolled back, the time of the last visit too: nobody may be resting too long."""
    for limit in ("IDLE_MINUTES", "SESSION_HOURS"):
        monkeypatch.setattr(django_settings, limit, 10_000)
    CareTeam.objects.create(client=cast.client, user=cast.colleague, begins=timezone.localdate())
    people = (cast.mira, cast.colleague)
    return [(person, signed_in(person)) for person in people for _ in range(2)]


def play(cast: Cast, four: list[tuple[User, Browser]], steps: Play) -> None:
    with transaction.atomic():
        note = actions.begin_note(cast.session, by=cast.mira, format_key="soap")
        tabs = [Tab(person, browser, f"first-{n}") for n, (person, browser) in enumerate(four)]
        table = Table(cast, note, tabs)
        for step, number, typing in steps:
            if typing:
                tabs[number].text = f"{tabs[number].text} w{next(table.numbers)}x".strip()
            getattr(table, step)(tabs[number])
            table.nothing_is_lost()
        transaction.set_rollback(True)


@FAST
@given(steps=plays)
def test_no_word_is_lost_without_being_shown(cast: Cast, four: list[tuple[User, Browser]], steps: Play) -> None:
    play(cast, four, steps)


@pytest.mark.long
@settings(FAST, max_examples=int(os.environ.get("FULLARC_INTERLEAVINGS", "1000")))
@given(steps=plays)
def test_no_word_is_lost_in_a_thousand_interleavings(cast: Cast, four: list[tuple[User, Browser]], steps: Play) -> None:
    play(cast, four, steps)
