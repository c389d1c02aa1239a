"""What every response tells the browser, and which requests are turned away at the door."""

import pytest
from django.test import Client as Browser
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.headers import SWITCHED_OFF

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
POLICY = {
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types fullarc fullarc-worker",
}
ADDRESSES = ["/", "/sign-in/", "/clients/", "/account/", "/nothing/here/", "/staff/", "/audit/export/", "/sign-out/"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("who", [None, "owner", "mira"])
def test_every_response_carries_the_headers(cast: Cast, signed_in: SignIn, address: str, who: str | None) -> None:
    response = signed_in(getattr(cast, who) if who else None).get(address)
    for header, value in ALWAYS.items():
        assert response.headers[header] == value, header
    assert set(response.headers["Content-Security-Policy"].split("; ")) == POLICY
    policy = set(response.headers["Permissions-Policy"].split(", "))
    assert policy == {f"{feature}=()" for feature in SWITCHED_OFF} | {f"publickey-credentials-{use}=(self)" for use in ("create", "get")}


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "169.254.169.254", "[::2]", "127.0.0.2"])
def test_a_foreign_host_name_is_refused(cast: Cast, host: str) -> None:
    assert Browser(headers={"host": host}).get("/sign-in/").status_code == 400


def test_under_an_address_that_is_not_its_own_it_says_what_to_do_and_repeats_nothing(cast: Cast) -> None:
    page = Browser(headers={"host": "evil.example"}).get("/sign-in/").content.decode()
    assert "Fullarc does not open under this address" in page
    assert "ask the person who looks after Fullarc to add this address" in page
    assert "evil.example" not in page
    assert "FULLARC_" not in page


@pytest.mark.parametrize("host", ["localhost:8421", "127.0.0.1:8421", "[::1]:8421"])
def test_this_computer_answers_to_its_own_names(cast: Cast, host: str) -> None:
    assert Browser(headers={"host": host}).get("/sign-in/").status_code == 200


@pytest.mark.parametrize("address", ["/clients/new/", "/staff/", "/sign-in/", "/sign-out/", "/join/", "/start/practice/", "/start/demo/"])
def test_a_form_without_its_token_is_refused(cast: Cast, address: str) -> None:
    browser = Browser(headers={"host": "localhost"}, enforce_csrf_checks=True)
    browser.force_login(cast.owner, backend="allauth.account.auth_backends.AuthenticationBackend")
    response = browser.post(address, {"name": "x"})
    assert response.status_code == 403
    assert "opened too long ago" in response.content.decode()


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_of_another_site_is_refused(cast: Cast, signed_in: SignIn, site: str) -> None:
    assert signed_in(cast.owner).post("/staff/", headers={"Sec-Fetch-Site": site}).status_code == 403
    assert signed_in(cast.owner).post("/staff/", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 422


def test_no_cookie_can_be_read_by_scripts_or_sent_by_other_sites(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    browser.get("/clients/new/")
    for cookie in browser.get("/account/").cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("address", ["/admin/", "/__debug__/", "/schema/", "/static/../settings.py", "/static/%2e%2e/settings.py"])
def test_there_is_no_back_door(cast: Cast, signed_in: SignIn, address: str) -> None:
    assert signed_in(cast.owner).get(address).status_code == 404


def test_an_error_page_shows_a_number_and_nothing_of_the_request(cast: Cast, signed_in: SignIn) -> None:
    response = signed_in(cast.owner).get("/nothing/canarypath/?q=canaryquery")
    body = response.content.decode()
    assert response.status_code == 404
    assert response.headers["X-Request-Id"] in body
    assert "canary" not in body


def test_a_fault_shows_a_calm_page_and_logs_no_content(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from fullarc.web.clients import queries

    def fault(user: object) -> None:
        raise RuntimeError("canarytext of a record")

    monkeypatch.setattr(queries, "directory", fault)
    browser = Browser(headers={"host": "localhost"}, raise_request_exception=False)
    browser.force_login(cast.mira, backend="allauth.account.auth_backends.AuthenticationBackend")
    response = browser.get("/clients/?name=canaryname")
    assert response.status_code == 500
    assert "canary" not in response.content.decode()
    logged = capfd.readouterr().err
    assert "canary" not in logged
