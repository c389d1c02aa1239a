"""For all tests: no test touches the data or keys of whoever runs them, and protected rows can be cleared away between tests."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before any test module is loaded: whatever is started from a test inherits these folders.
os.environ["FULLARC_HOME"] = tempfile.mkdtemp(prefix="fullarc-test-")
os.environ["FULLARC_KEYS"] = os.environ["FULLARC_HOME"] + "-keys"
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs in the thread that sets up the rows


LONGEST_FIRST = ("test_postgres.py", "test_scoreboard.py", "test_every_page.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take minutes begin first, so that the workers end together."""
    items.sort(key=lambda item: LONGEST_FIRST.index(item.path.name) if item.path.name in LONGEST_FIRST else len(LONGEST_FIRST))
    for item in items:
        if item.get_closest_marker("browser"):  # a window on a busy machine; the summary names each that was begun again
            item.add_marker(pytest.mark.flaky(reruns=2))


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
    return Path(__file__).resolve().parent.parent
