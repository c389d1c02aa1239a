"""A phone with a lock: an account without a password, signed in by the passkey alone, in Chromium with an authenticator of its own."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import CDPSession, Page, expect
from tests.cast import Cast, assemble
from tests.web.browser.window import Window, fits
from tests.web.imports.chromium import chromium
from tests.web.portal.objects import who_to_call

from fullarc.web.access.models import OwnRecord
from fullarc.web.portal.inviting import invite_client

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("FULLARC_PICTURES", "")  # a folder, for looking at the pages
PASSWORD = "seven green lamps hum"
LOCK = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def people() -> Cast:
    cast = assemble()
    OwnRecord.objects.all().delete()
    who_to_call()
    return cast


def with_a_lock(page: Page) -> CDPSession:
    """The page's device gets an authenticator whose owner always unlocks it."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": LOCK})
    return device


def look(page: Page, name: str) -> None:
    page.set_viewport_size({"width": 320, "height": 844})
    assert fits(page), f"{name} is wider than 320"
    if PICTURES:
        for width, ground in ((320, "light"), (390, "dark"), (1280, "light")):
            page.set_viewport_size({"width": width, "height": 844})
            page.emulate_media(color_scheme="dark" if ground == "dark" else "light")
            page.screenshot(path=str(Path(PICTURES) / f"{name}-{width}-{ground}.png"), full_page=True)


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()


def test_a_client_comes_in_and_signs_in_with_the_lock_of_the_phone(people: Cast, live_server: object) -> None:
    code = invite_client(people.client, by=people.mira)[1]
    with chromium(live_server.url, people.nora, width=390) as context:  # type: ignore[attr-defined]
        context.clear_cookies()  # nobody has signed in on this phone
        page = context.new_page()
        Window(page).watch(live_server.url)  # type: ignore[attr-defined]
        with_a_lock(page)
        page.goto(f"/in/{code}/")
        page.get_by_role("button", name="Go on").click()
        page.get_by_label("I have read this and I agree").check()
        page.get_by_label("What may we call you here?").fill("Nora")
        page.get_by_label("Your e-mail address").fill("own@example.org")
        page.get_by_role("button", name="Agree, and use a passkey").click()
        heading(page, "Add a passkey")
        look(page, "add")
        page.get_by_role("button", name="Add a passkey of this device").click()
        heading(page, "Passkeys")
        expect(page.get_by_text("Passkey 1")).to_be_visible()
        look(page, "passkeys")

        page.goto("/me/account/")
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
        page.goto("/sign-in/")
        look(page, "sign-in")
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.wait_for_url("**/me/")

        page.goto("/account/passkeys/new/")
        heading(page, "Is it you?")
        look(page, "confirm")
        page.get_by_role("button", name="Use my passkey").click()
        heading(page, "Add a passkey")
        page.get_by_role("button", name="Add a passkey of this device").click()  # this phone has one already
        expect(page.get_by_text("That did not work.")).to_be_visible()
        page.get_by_role("link", name="Back to the passkeys").click()
        page.get_by_role("link", name="Remove: Passkey 1").click()
        expect(page.get_by_text("your only way to sign in")).to_be_visible()
        look(page, "only-way")
        page.get_by_role("link", name="Choose a password").click()
        heading(page, "Choose a password")
        look(page, "password")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_label("Password (again)").fill(PASSWORD)
        page.get_by_role("button", name="Save the password").click()
        heading(page, "My account")
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
        page.goto("/sign-in/")
        page.get_by_label("Email").fill("own@example.org")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url("**/me/")
