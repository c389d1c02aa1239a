"""The first start: once, from this computer, with a password worth its name."""

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from fullarc.commands import begin, main
from fullarc.web.accounts import demo
from fullarc.web.accounts.actions import PracticeExists, begin_practice
from fullarc.web.accounts.models import Practice, User

pytestmark = pytest.mark.django_db
GIVEN = {"practice": "Practice at the River", "name": "Olga Owens", "email": "Olga@Example.org", "password": "seven green lamps hum"}


@pytest.fixture
def browser() -> Browser:
    return Browser(headers={"host": "localhost"})


def test_there_is_no_account_before_somebody_makes_one(browser: Browser) -> None:
    assert User.objects.count() == 0
    page = browser.get("/")
    assert page.status_code == 200
    assert "Start my own practice" in page.content.decode()


def test_the_owner_is_signed_in_and_is_clinician_too(browser: Browser) -> None:
    assert browser.post("/start/practice/", GIVEN).status_code == 302
    owner = User.objects.get()
    assert (owner.email, owner.role_names) == ("olga@example.org", {"owner", "clinician"})
    assert browser.get("/", follow=True).redirect_chain[-1][0] == "/today/"


def test_the_second_call_finds_nothing(browser: Browser) -> None:
    browser.post("/start/practice/", GIVEN)
    again = Browser(headers={"host": "localhost"}).post("/start/practice/", {**GIVEN, "email": "other@example.org"})
    assert again.status_code == 404
    assert User.objects.count() == 1


def test_of_two_at_the_same_time_one_gets_the_practice() -> None:
    begin_practice("One", owner_name="A", email="a@example.org", password="x")
    with pytest.raises(PracticeExists):
        begin_practice("Two", owner_name="B", email="b@example.org", password="x")
    assert (Practice.objects.get().name, User.objects.count()) == ("One", 1)


def test_the_first_start_works_from_this_computer_only(browser: Browser) -> None:
    assert browser.post("/start/practice/", GIVEN, REMOTE_ADDR="203.0.113.9").status_code == 404
    assert User.objects.count() == 0


def test_from_elsewhere_the_first_page_says_how_a_server_is_begun(browser: Browser) -> None:
    page = browser.get("/", REMOTE_ADDR="203.0.113.9").content.decode()
    assert "There is no practice here yet" in page
    assert "./run begin" in page
    assert "<form" not in page.split("<main")[1]


def test_on_a_server_the_practice_is_begun_by_a_command_and_its_owner_joins_with_the_code(
    browser: Browser, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(begin, "ready", lambda **_: None)
    words = ["begin", GIVEN["practice"], GIVEN["name"]]
    assert main([*words, "no address"]) == 2
    assert "EMAIL: Enter a valid email address." in capsys.readouterr().err
    assert main([*words, GIVEN["email"]]) == 0
    code = capsys.readouterr().out.split()[0]
    assert main([*words, "other@example.org"]) == 2
    assert "has a practice already" in capsys.readouterr().err
    assert User.objects.get().role_names == {"owner", "clinician"}
    joined = browser.post("/join/", {"code": code, "password": GIVEN["password"]}, REMOTE_ADDR="203.0.113.9")
    assert joined.status_code == 302
    assert browser.get("/", follow=True).redirect_chain[-1][0] == "/today/"


@pytest.mark.parametrize(
    "password",
    ["short", "elevenchars", "password1234", "qwertyuiop12", "fullarc12345", "practiceriver", "olga@example.org", "123456789012"],
)
def test_a_weak_password_is_refused_and_nothing_is_made(browser: Browser, password: str) -> None:
    page = browser.post("/start/practice/", {**GIVEN, "password": password})
    assert page.status_code == 422
    assert page.context["form"].errors["password"]
    assert User.objects.count() == Practice.objects.count() == 0
    assert b'type="password" name="password" value' not in page.content


@pytest.mark.parametrize("password", ["seven green lamps hum", "пароль из четырёх слов", "x" * 11 + "🙂", "a b" * 100])
def test_long_passwords_of_any_characters_are_taken(browser: Browser, password: str) -> None:
    assert browser.post("/start/practice/", {**GIVEN, "password": password}).status_code == 302
    assert User.objects.get().check_password(password)
    assert not User.objects.get().check_password(password[:-1])


def test_without_a_demo_app_there_is_no_way_to_it(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "builder", lambda: None)
    assert "Open the demo practice" not in browser.get("/").content.decode()
    assert browser.post("/start/demo/").status_code == 404


class AtOnce:
    """A thread whose work is done when it has been started."""

    def __init__(self, *, target: Callable[..., None], args: tuple[object, ...], **_: object) -> None:
        self.start = lambda: target(*args)


@pytest.fixture
def made_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "Thread", AtOnce)
    monkeypatch.setattr(demo, "_making", [])


@pytest.mark.usefixtures("made_at_once")
def test_the_demo_practice_is_opened_and_marked_as_invented(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def build(*, told: Callable[[int, int], None]) -> User:
        told(3, 40)
        return begin_practice("Demo", owner_name="Dana Demo", email="dana@example.org", password="x", invented=True)

    monkeypatch.setattr(demo, "builder", lambda: build)
    assert "Open the demo practice" in browser.get("/").content.decode()
    assert browser.post("/start/demo/").headers["Location"] == "/start/demo/"
    waiting = browser.get("/start/demo/")
    assert "3 of 40 clients" in waiting.content.decode()
    assert waiting.headers["Refresh"] == "2; url=/start/demo/"
    assert browser.get("/start/demo/").headers["Location"] == "/"
    assert "Invented data" in browser.get("/account/").content.decode()
    assert browser.post("/start/demo/").status_code == 404


@pytest.mark.usefixtures("made_at_once")
def test_who_did_not_ask_for_the_demo_is_not_let_in_by_its_page(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def build(*, told: Callable[[int, int], None]) -> User:
        return begin_practice("Demo", owner_name="Dana Demo", email="dana@example.org", password="x", invented=True)

    monkeypatch.setattr(demo, "builder", lambda: build)
    browser.post("/start/demo/")
    browser.get("/start/demo/")
    other = Browser(headers={"host": "localhost"})
    assert other.get("/start/demo/").headers["Location"] == "/"
    assert other.get("/account/").status_code == 302


@pytest.mark.usefixtures("made_at_once")
def test_a_demo_that_cannot_be_made_says_so_and_leaves_nothing(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def build(*, told: Callable[[int, int], None]) -> User:
        raise OSError("no space left")

    monkeypatch.setattr(demo, "builder", lambda: build)
    browser.post("/start/demo/")
    browser.get("/start/demo/")
    page = browser.get("/start/demo/")
    assert page.status_code == 500
    assert "could not be made" in page.content.decode()
    assert Practice.objects.count() == 0


@pytest.mark.argon2
def test_passwords_are_hashed_with_argon2id() -> None:
    owner = begin_practice("One", owner_name="A", email="a@example.org", password="seven green lamps hum")
    algorithm, variant, _, cost, _, _ = owner.password.split("$")
    memory, time, _ = (int(part.partition("=")[2]) for part in cost.split(","))
    assert (algorithm, variant) == ("argon2", "argon2id")
    assert memory >= 19 * 1024
    assert time >= 2
