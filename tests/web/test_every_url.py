"""Every page, as everybody: the access matrix decides what each walk must find. A new URL without a rule or without a probe fails here."""

import hashlib
import os
import re
from collections.abc import Callable, Container, Iterator
from contextlib import suppress
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from tests.cast import CLINICAL, FOREIGN_NAME, FOREIGN_PROBLEM, PERSONAL, SIGNS_IN_AS, WARD_NAME, WARD_PROBLEM, Cast
from tests.web import objects
from tests.web.conftest import SignIn

from fullarc.web.access.matrix import About, Relation, Rule, allows, matrix, may
from fullarc.web.access.middleware import asked_of, is_public
from fullarc.web.access.models import Guardianship, OwnRecord
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.audit.models import Event
from fullarc.web.clients.models import Client

PUBLIC = {
    "home",
    "begin_practice",
    "open_demo",
    "join",
    "demo:enter",
    "account_login",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "account_logout",
    "account_inactive",
    "not offered",
}
# Open to whoever holds a code or a link: without one they show a field to type it, or nothing.
BY_LINK = {
    *("portal:come_in", "portal:come_in_code"),
    *("answering:form", "answering:form_question", "answering:form_part", "answering:form_code"),
    "reminders:stop",
}
NOT_OFFERED = {"account_signup", "account_email", "account_reset_password", "account_email_verification_sent"}
# Tables that any look may write to: the trail, sessions, failed sign-ins.
MAY_CHANGE_ON_GET = {"audit_event", "django_session", "axes_accessattempt", "axes_accessfailurelog"}
# Pages of the sign-in package that answer 404 while the second factor is off, or 403 to a session that began without a password.
NOT_THERE_YET = {
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_deactivate_totp",
    "mfa_reauthenticate",
    "account_reauthenticate",
}
ACTORS: dict[str, tuple[Relation, ...]] = {
    "owner": (Relation.NONE,),
    "mira": (Relation.ASSIGNED,),
    "supervisor": (Relation.SUPERVISED,),
    "colleague": (Relation.NONE,),
    "front_desk": (Relation.NONE,),
    "auditor": (Relation.NONE,),
    "blocked": (Relation.BLOCKED,),
    "nora": (Relation.NONE,),
    "guardian": (Relation.NONE,),
}
if os.environ.get("FULLARC_TESTED_ON"):  # the second walk, on PostgreSQL, is of those who see the most
    ACTORS = {name: ACTORS[name] for name in ("owner", "mira", "nora")}
WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
LOOKS = ("SELECT ", "SAVEPOINT ", "RELEASE SAVEPOINT ", "ROLLBACK TO SAVEPOINT ")
objects.load_all()


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    pattern: URLPattern

    @property
    def rule(self) -> Rule:
        return matrix()[self.pattern.callback.capability]

    @property
    def parameters(self) -> list[str]:
        return list(reverse_parameters(self.name))


def pages(patterns: list[URLPattern | URLResolver] | None = None, space: str = "") -> Iterator[Page]:
    """Every URL pattern with its name, nested includes too."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            yield from pages(entry.url_patterns, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            yield Page(f"{space}{entry.name}", entry)


def reverse_parameters(name: str) -> list[str]:
    """The parameters of a URL, those of its includes too."""
    resolver, _, last = get_resolver(), None, name
    *spaces, last = name.split(":")
    for space in spaces:
        resolver = resolver.namespace_dict[space][1]
    return list(resolver.reverse_dict.getlist(last)[0][0][0][1])


EVERYTHING = list(pages())
PAGES = [page for page in EVERYTHING if not page.name.startswith("api:")]  # addresses of the API: tests/web/api/test_every_endpoint.py
GUARDED = [page for page in PAGES if not is_public(page.pattern.callback)]


def for_wards(page: Page) -> bool:
    return Relation.WARD in {relation for _, relation in page.rule.allow}


def is_own(page: Page) -> bool:
    """A page of a client about their own record: no client stands in its address."""
    return page.rule.about is About.OWN


def test_every_url_has_a_name_and_a_rule() -> None:
    for page in EVERYTHING:
        view = page.pattern.callback
        assert page.pattern.name, f"{page.pattern.pattern} has no name"
        assert is_public(view) or view.capability in matrix(), f"{page.name} has no rule"
        for method, permission in getattr(view, "by_method", {}).items():
            assert permission in matrix(), f"{method} {page.name} has no rule"


def test_the_pages_that_are_open_before_the_sign_in_are_these_and_no_others() -> None:
    public = {page.name for page in EVERYTHING if is_public(page.pattern.callback)}
    assert public - NOT_OFFERED - BY_LINK == PUBLIC - {"not offered"}
    assert public >= BY_LINK
    assert len(PUBLIC) <= 11


def test_a_view_without_a_rule_is_refused(cast: Cast, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    [page] = [page for page in PAGES if page.name == "account"]
    monkeypatch.delattr(page.pattern.callback, "capability")
    assert signed_in(cast.owner).get("/account/").status_code == 403


@pytest.mark.django_db
def test_the_walk_notices_what_may_change_a_row_and_nothing_else() -> None:
    tables = {Client._meta.db_table}
    for statement, may_change in (
        (lambda: Client.objects.count(), False),
        (lambda: Client.objects.update(code="C-1"), True),
        (lambda: Client.objects.all()._raw_delete("default"), True),
        (lambda: Client.objects.bulk_create([Client(code="C-1")], ignore_conflicts=True), True),
        (lambda: Event.objects.all()._raw_delete("default"), False),
    ):
        with nothing_stays(), statements() as seen, suppress(DatabaseError), transaction.atomic():
            statement()
        assert seen.ran
        assert seen.may_change(tables) == may_change, seen.ran


@pytest.mark.parametrize("page", GUARDED, ids=lambda page: page.name)
def test_a_page_opens_for_those_whom_the_matrix_lets_in_and_for_nobody_else(page: Page, cast: Cast, signed_in: SignIn) -> None:
    url = address(page, cast)
    browsers = {name: signed_in(getattr(cast, name)) for name in ACTORS}
    untouched = {method: stored(page, method) for method in ("get", "post")}
    for name, relations in ACTORS.items():
        person: User = getattr(cast, name)
        for method, before in untouched.items():
            with nothing_stays():
                events = Event.objects.count()
                with statements() as seen:
                    response = getattr(browsers[name], method)(url)
                where = f"{method} {page.name} as {name}: {response.status_code}"
                expected = verdict(page, person, relations)
                judge(page, response, expected, where)
                shows_only_what_is_theirs(response, person, relations, where)
                if (expected != 200 or method == "get") and seen.may_change(before):
                    assert stored(page, method) == before, f"{where} changed something"
                if expected != 200 and response.status_code != 405:
                    refusals = Event.objects.filter(sequence__gt=events, outcome="denied", actor=person.pk)
                    assert refusals.exists(), f"{where} left no refusal in the trail"


@pytest.mark.parametrize("page", [page for page in GUARDED if for_wards(page)], ids=lambda page: page.name)
def test_a_guardian_sees_of_their_ward_what_the_guardianship_says(page: Page, cast: Cast, signed_in: SignIn) -> None:
    given = Guardianship.objects.get(user=cast.guardian)
    scope = page.rule.scope
    for scopes in ([], [scope], [each for each in Guardianship.Scope.values if each != scope]):
        given.scopes = scopes
        given.save(update_fields=["scopes"])
        for method in ("get", "post"):
            with nothing_stays():
                url = address(page, cast, cast.ward_client)
                response = getattr(signed_in(cast.guardian), method)(url)
                where = f"{method} {page.name} with {scopes}: {response.status_code}"
                judge(page, response, 200 if scope in scopes else 404, where)
                assert WARD_PROBLEM.encode() not in response.content, where


@pytest.mark.parametrize("page", [page for page in GUARDED if for_wards(page) and len(page.parameters) > 1], ids=lambda page: page.name)
def test_a_child_of_another_client_is_not_found_below_the_ward(page: Page, cast: Cast, signed_in: SignIn) -> None:
    Guardianship.objects.update(scopes=Guardianship.Scope.values)
    given = {name: objects.value(name, cast, cast.ward_client if name == "client_id" else cast.foreign) for name in page.parameters}
    for method in ("get", "post"):
        with nothing_stays():
            assert getattr(signed_in(cast.guardian), method)(reverse(page.name, kwargs=given)).status_code in (404, 405)


@pytest.mark.parametrize("page", [page for page in GUARDED if is_own(page) and page.parameters], ids=lambda page: page.name)
def test_a_client_finds_no_row_of_another_client_on_their_own_side(page: Page, cast: Cast, signed_in: SignIn) -> None:
    given = {name: objects.value(name, cast, cast.foreign) for name in page.parameters}
    for method in ("get", "post"):
        with nothing_stays():
            browser = signed_in(cast.nora)
            before = stored(page, method)
            response = getattr(browser, method)(reverse(page.name, kwargs=given))
            assert response.status_code in (404, 405) or page.name in objects.SAME_FOR_ALL, f"{method} {page.name}: {response.status_code}"
            assert FOREIGN_NAME.encode() not in response.content
            assert stored(page, method) == before


def test_a_client_whose_account_has_ended_finds_nothing(cast: Cast, signed_in: SignIn) -> None:
    OwnRecord.objects.update(ends=timezone.localdate())
    for page in GUARDED:
        if is_own(page) and page.name not in objects.NOTHING_OF_THE_RECORD:
            assert signed_in(cast.nora).get(address(page, cast)).status_code in (404, 405), page.name


def verdict(page: Page, person: User, relations: tuple[Relation, ...], method: str = "get") -> int:
    """200, 403 or 404, from the matrix and from how the cast says that the person stands to the client."""
    permission = asked_of(page.pattern.callback, method.upper())
    assert permission is not None
    roles = frozenset(person.roles.values_list("role", flat=True))
    if not may(roles, permission):
        return 403
    if "client_id" in page.parameters and matrix()[permission].about is About.CLIENT:
        return 200 if allows(roles, relations, permission) else 404
    return 200


def judge(page: Page, response: HttpResponse, expected: int, where: str) -> None:
    if expected == 200:
        fine = (
            {200, 302, 405, 409, 422} | ({403, 404} if page.name in NOT_THERE_YET else set()) | objects.ALSO_ANSWERS.get(page.name, set())
        )
        assert response.status_code in fine, where
    else:
        assert response.status_code in (expected, 405), where
        body = b"" if response.streaming else response.content
        for canary in (*CLINICAL, *PERSONAL, "canarysignal"):
            assert canary.encode() not in body, f"{where} shows {canary}"


def shows_only_what_is_theirs(response: HttpResponse, person: User, relations: tuple[Relation, ...], where: str) -> None:
    """Also on a page that is open: no clinical word without the right to the record, no name of a client who is not open to the person."""
    body = b"" if response.streaming else response.content
    roles = frozenset(person.roles.values_list("role", flat=True))
    if not allows(roles, relations, Permission.READ_RECORD):
        for canary in (*CLINICAL, "canarysignal"):
            assert canary.encode() not in body, f"{where} shows {canary}"
    if not allows(roles, relations, Permission.SEE_DIRECTORY) and person.name != SIGNS_IN_AS:
        for canary in PERSONAL:
            assert canary.encode() not in body, f"{where} shows {canary}"
    if person.name == SIGNS_IN_AS:
        assert WARD_NAME.encode() not in body, f"{where} shows another client"
    if person.name not in ("Mira Lind", "Sven Holt"):
        assert WARD_PROBLEM.encode() not in body, f"{where} shows a client of others"
    if person.name != "Tom Berg":
        assert FOREIGN_PROBLEM.encode() not in body, f"{where} shows another clinician's client"
        if not allows(roles, (Relation.NONE,), Permission.SEE_DIRECTORY):
            assert FOREIGN_NAME.encode() not in body, f"{where} shows another clinician's client"


@pytest.mark.parametrize("page", GUARDED, ids=lambda page: page.name)
def test_a_stranger_is_sent_to_the_sign_in(page: Page, cast: Cast, signed_in: SignIn) -> None:
    url = address(page, cast)
    for method in ("get", "post"):
        response = getattr(signed_in(None), method)(url)
        assert response.status_code == 302, f"{method} {page.name}"
        assert response.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("page", [page for page in GUARDED if len(page.parameters) > 1], ids=lambda page: page.name)
def test_a_child_of_another_client_is_not_found_below_this_one(page: Page, cast: Cast, signed_in: SignIn) -> None:
    """Mira's client in the URL, with a row that belongs to the colleague's client."""
    given = {name: objects.value(name, cast, cast.client if name == "client_id" else cast.foreign) for name in page.parameters}
    for method in ("get", "post"):
        with nothing_stays():
            browser = signed_in(cast.mira)
            before = stored(page, method)
            response = getattr(browser, method)(reverse(page.name, kwargs=given))
            assert response.status_code in (403, 404, 405), f"{method} {page.name}: {response.status_code}"
            assert stored(page, method) == before


@pytest.mark.parametrize("page", [page for page in GUARDED if "client_id" in page.parameters], ids=lambda page: page.name)
def test_not_yours_answers_like_not_there(page: Page, cast: Cast, signed_in: SignIn) -> None:
    theirs = {name: objects.value(name, cast, cast.foreign) for name in page.parameters}
    nobodys = {**theirs, "client_id": "00000000-0000-4000-8000-000000000000"}
    browser = signed_in(cast.mira)
    answers = [browser.get(reverse(page.name, kwargs=kwargs)) for kwargs in (theirs, nobodys)]
    plain = [without_number(answer) for answer in answers]
    assert plain[0] == plain[1]
    assert answers[0].status_code == answers[1].status_code


def without_number(response: HttpResponse) -> bytes:
    body = response.content.replace(response.headers["X-Request-Id"].encode(), b"NUMBER")
    return b"\n".join(line for line in body.splitlines() if b"csrfmiddlewaretoken" not in line)


def test_a_deactivated_person_is_out_on_the_next_request(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    assert browser.get("/account/").status_code == 200
    signed_in(cast.owner).post(reverse("set_active", args=[cast.mira.id]), {"active": "no"})
    assert browser.get("/account/").status_code == 302


def address(page: Page, cast: Cast, client: Client | None = None) -> str:
    return reverse(page.name, kwargs={name: objects.value(name, cast, client or cast.client) for name in page.parameters})


class nothing_stays:  # noqa: N801 - reads as a sentence
    """Whatever happens inside is rolled back, so that each probe meets the same rows."""

    def __enter__(self) -> None:
        cache.clear()
        self.block = transaction.atomic()
        self.block.__enter__()

    def __exit__(self, *_: object) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)


class statements:  # noqa: N801 - reads as a sentence
    """What runs inside on the database: a comparison of all rows is for those that may have changed one."""

    def __enter__(self) -> "statements":
        self.ran: list[str] = []
        self.watched = connection.execute_wrapper(self.note)
        self.watched.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.watched.__exit__(None, None, None)

    def note(self, execute: Callable[..., object], sql: str, *rest: object) -> object:
        self.ran.append(sql)
        return execute(sql, *rest)

    def may_change(self, tables: Container[str]) -> bool:
        """Whether one of them is neither a look nor a write to another table than these."""
        into = [WRITES.match(sql) for sql in self.ran if not sql.startswith(LOOKS)]
        return any(written is None or written[1] in tables for written in into)


def spared(page: Page, method: str) -> set[str]:
    return MAY_CHANGE_ON_GET | (objects.CHANGED_BY_LOOKING.get(page.name, set()) if method == "get" else set())


def stored(page: Page, method: str) -> dict[str, str]:
    """A digest of each table that is not spared."""
    digests, without = {}, spared(page, method)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in without:
                cursor.execute(f'SELECT * FROM "{table}"')
                rows = sorted(map(repr, cursor.fetchall()))
                digests[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return digests
