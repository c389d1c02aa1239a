"""For all tests: no test touches the data or keys of whoever runs them, and protected rows can be cleared away between tests."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker
from tests.fresh_database import copied_instead_of_migrated

ROOT = Path(__file__).resolve().parent.parent

# Before any test module is loaded: whatever is started from a test inherits these folders.
os.environ["FULLARC_HOME"] = tempfile.mkdtemp(prefix="fullarc-test-")
os.environ["FULLARC_KEYS"] = os.environ["FULLARC_HOME"] + "-keys"
# The rules made ready, under a seal of the rules and of what makes them: each process would otherwise make them anew for its own home.
os.environ.setdefault("FULLARC_CACHE", str(ROOT / ".pytest_cache" / "rules"))
os.environ["FULLARC_RULES_ONLY"] = "yes"  # tests are about rules, which are quick and exact; those of the tagger ask for it
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs in the thread that sets up the rows


LONGEST_FIRST = ("test_postgres.py", "test_fuzz.py", "test_schemathesis.py", "test_scoreboard.py", "test_every_page.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long begin first, so that the workers end together: those that take minutes, then those that drive a browser."""
    browsing = {item.path for item in items if item.get_closest_marker("browser")}
    named = {name: place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: (named.get(item.path.name, len(named)), item.path not in browsing))
    for item in items:
        if item.get_closest_marker("browser"):  # a window on a busy machine; the summary names each that was begun again
            item.add_marker(pytest.mark.flaky(reruns=2))


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    if nextitem is None or not nextitem.get_closest_marker("browser"):
        from tests.web.browser import program

        program.stop()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, django_db_modify_db_settings: None
) -> Iterator[None]:
    """In the place of pytest-django's own, which migrates from nothing."""
    from django.test.utils import setup_databases, teardown_databases

    with django_db_blocker.unblock(), copied_instead_of_migrated():
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True, scope="session")
def _protected_rows_can_be_cleared_between_tests() -> Iterator[None]:
    """Tests with real transactions end by emptying all tables, which the triggers would refuse."""
    from django.db import connection
    from django.test import TransactionTestCase

    from fullarc.web.audit.triggers import protected_tables

    empty = TransactionTestCase._fixture_teardown

    def without_triggers(case: TransactionTestCase) -> None:
        tables = protected_tables()
        for table in tables:
            table.remove(connection)
        empty(case)
        for table in tables:
            table.install(connection)

    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", without_triggers)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def repository() -> Path:
    return ROOT
