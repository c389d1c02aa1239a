"""Every page that a client, a guardian or somebody with a code can open: in order for axe, readable at 320 px, also with text of
twice the size, and nothing is asked of another host. A page of theirs that is not visited here fails the walk."""

import os
import time
from pathlib import Path

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.conf import settings
from django.test import Client as Browser
from django.urls import reverse
from playwright.sync_api import Page as Tab
from tests.cast import Cast
from tests.web import objects
from tests.web.accounts.authenticator import Phone
from tests.web.browser.window import Window, fits, violations
from tests.web.imports.chromium import chromium
from tests.web.test_every_url import NOT_OFFERED, PAGES, Page, is_public

from fullarc.modalities.tracker import trackers
from fullarc.web.access.matrix import may
from fullarc.web.access.models import Guardianship
from fullarc.web.accounts.models import User
from fullarc.web.accounts.roles import PORTAL
from fullarc.web.answering.links import make_link
from fullarc.web.clients.models import Client
from fullarc.web.demo.actions import build_demo_practice
from fullarc.web.journal.actions import set_up
from fullarc.web.trackers.actions import keep_thing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("FULLARC_PICTURES", "")  # a folder, for looking at the pages
PASSWORD = "seven green lamps hum"
# What leads elsewhere, is sent to, or is a file.
NO_PAGE = {
    *NOT_OFFERED,
    *("home", "landing", "account", "open_demo", "begin_practice", "demo:enter", "account_logout", "mfa_login_webauthn"),
    *("portal:language", "answering:skip", "own_record:service_worker", "own_record:data_file", "journal:keep_brought_in"),
    *(
        "my_progress:month_file",
        "mfa_download_recovery_codes",
        "account_set_password",
        "mfa_reauthenticate_webauthn",
        "answering:form_code",
    ),
}
FORMS = ("diary-card", "thought-record", "exposure")
Visits = list[tuple[str, str]]  # the name of a page, and its address


def of_the_clients_side() -> list[Page]:
    """Every page that is open to clients or guardians, or before the sign-in."""
    roles = frozenset(role.value for role in PORTAL)
    return [page for page in PAGES if is_public(page.pattern.callback) or may(roles, page.pattern.callback.capability)]


def people() -> Cast:
    """The demo's adolescent with a full side of his own, in the places of Nora and of the ward."""
    therapist = build_demo_practice(courses=0)
    young = Client.objects.get(code="C-2015")
    own, guardian = (User.objects.get(email=f"{name}@demo.invalid") for name in ("jonas.e", "karin.e"))
    Guardianship.objects.update(scopes=Guardianship.Scope.values)
    course = young.courses.get()
    return Cast(
        **dict.fromkeys(("owner", "mira", "supervisor", "colleague", "front_desk", "auditor", "blocked"), therapist),
        **dict.fromkeys(("client", "foreign", "ward_client"), young),
        course=course,
        session=course.sessions.latest("date"),
        nora=own,
        guardian=guardian,
    )


def cookie(browser: Browser, address: str) -> dict[str, str]:
    return {"name": settings.SESSION_COOKIE_NAME, "value": browser.cookies[settings.SESSION_COOKIE_NAME].value, "url": address}


def signs_in_every_way(person: User) -> Browser:
    """Has a password, a second step with codes and a passkey, and has just confirmed that it is they."""
    person.set_password(PASSWORD)
    person.save()
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    asked = {"publicKey": {"user": {"id": "AAAA"}, "rp": {"id": "localhost"}, "challenge": "AAAA"}}
    WebAuthn.add(person, "A phone with a name that is longer than most", Phone().makes(asked))
    browser = Browser(headers={"host": "localhost"})
    browser.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    session = browser.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session.save()
    return browser


def own_visits(cast: Cast) -> Visits:
    """The pages of the young client: each with rows of his, and the journal with several forms."""
    keep_thing(cast.course, trackers()["diary-card"], {"label": "Scrolling at night", "about": 0.0}, by=cast.mira)
    set_up(cast.course, FORMS, by=cast.mira)
    passkey = cast.nora.authenticator_set.get(type="webauthn")
    given = {"pk": passkey.pk, "year_month": f"{cast.session.date:%Y-%m}"}
    visits = [("journal:write", reverse("journal:write", args=[form])) for form in FORMS]
    for page in open_to("client"):
        values = {name: given.get(name) or objects.value(name, cast, cast.client) for name in page.parameters}
        visits.append((page.name, reverse(page.name, kwargs=values)))
    return visits


def ward_visits(cast: Cast) -> Visits:
    pages = [page for page in open_to("guardian") if page not in open_to("client")]
    values = [{name: objects.value(name, cast, cast.client) for name in page.parameters} for page in pages]
    return [(page.name, reverse(page.name, kwargs=given)) for page, given in zip(pages, values, strict=True)]


def open_to(role: str) -> list[Page]:
    guarded = [page for page in of_the_clients_side() if not is_public(page.pattern.callback) and page.name not in NO_PAGE]
    return [page for page in guarded if may(frozenset({role}), page.pattern.callback.capability)]


class Walk:
    """Looks at one page after the other and writes down what is not in order."""

    def __init__(self, tab: Tab) -> None:
        self.tab, self.troubles, self.seen = tab, list[str](), set[str]()

    def to(self, visits: Visits) -> None:
        for name, address in visits:
            answer = self.tab.goto(address)
            assert answer is not None
            if answer.status >= 400:
                self.troubles.append(f"{name} answers {answer.status}")
            self.look(name)

    def look(self, name: str) -> None:
        self.seen.add(name)
        for size in ("100%", "200%"):
            self.tab.evaluate("size => { document.documentElement.style.fontSize = size }", size)
            if not fits(self.tab):
                self.troubles.append(f"{name} is wider than 320 px with text at {size}")
        if PICTURES:
            self.tab.screenshot(path=str(Path(PICTURES) / f"{name.replace(':', '-')}.png"), full_page=True)
        self.tab.evaluate("document.documentElement.style.fontSize = ''")
        found = violations(self.tab)
        self.troubles += [f"{name}: {each['id']}, {each['nodes'][0]['html'][:200]}" for each in found]


def with_a_code(walk: Walk, cast: Cast) -> None:
    """The pages before the sign-in: they are reached by codes and buttons."""
    public = ("join", "account_login", "account_inactive", "portal:come_in")
    walk.to([(name, reverse(name)) for name in public])
    walk.to([("reminders:stop", reverse("reminders:stop", args=["a-token-of-no-message"]))])
    walk.to([("portal:come_in_code", reverse("portal:come_in_code", args=[objects.value("code", cast, cast.client)]))])
    walk.tab.get_by_role("button", name="Go on").click()
    walk.tab.wait_for_url("**/in/")
    walk.look("portal:come_in")
    walk.tab.goto(reverse("answering:form_code", args=[make_link(cast.course, "phq-9", by=cast.mira)[1]]))
    walk.look("answering:form")
    walk.tab.get_by_role("button").first.click()
    walk.tab.wait_for_url("**/form/**")
    walk.to([("answering:form_question", "/form/1/"), *(("answering:form_part", f"/form/{part}/") for part in ("all", "end", "help"))])


@pytest.fixture
def cast() -> Cast:
    return people()


def test_every_page_of_the_clients_side_is_in_order(cast: Cast, live_server: object) -> None:
    address: str = live_server.url  # type: ignore[attr-defined]
    signed_in, second = signs_in_every_way(cast.nora), Browser(headers={"host": "localhost"})
    second.post(reverse("account_login"), {"login": cast.nora.email, "password": PASSWORD})
    with chromium(address, cast.guardian, width=320) as context:
        window = Window(context.new_page())
        window.watch(address)
        walk = Walk(window.page)
        walk.to(ward_visits(cast))
        context.clear_cookies()
        with_a_code(walk, cast)
        context.add_cookies([cookie(second, address)])
        walk.to([("mfa_authenticate", reverse("mfa_authenticate"))])
        context.add_cookies([cookie(signed_in, address)])
        walk.to(own_visits(cast))
    assert not walk.troubles, "\n".join(walk.troubles)
    assert not window.complaints, "\n".join(window.complaints)
    assert walk.seen == {page.name for page in of_the_clients_side()} - NO_PAGE
