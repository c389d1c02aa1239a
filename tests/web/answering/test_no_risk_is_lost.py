"""A risky answer by every way in, with the database failing at each statement on the way: the answer and its signal are kept together or
not at all, and sent again both are there. Then the therapist sees it and says what was done."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.urls import reverse
from django.utils.html import escape
from tests.cast import Cast
from tests.web.answering.ways_in import Way, risky_answers, ways
from tests.web.conftest import SignIn

from fullarc.web.signals.models import Signal


@contextmanager
def failing_at(statement: int) -> Iterator[list[int]]:
    """The database fails once, at this statement from here on (counted from 1)."""
    count = [0]

    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        count[0] += 1
        if count[0] == statement:
            raise OperationalError("planted")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrapper):
        yield count


def one_fault(way: Way, statement: int) -> bool:
    """Whether the fault happened at all. Afterwards nothing of it is left."""
    with transaction.atomic():
        # What runs before a view's own transaction has one here, as it would have none: else the test's would be broken.
        with suppress(OperationalError), transaction.atomic(), failing_at(statement) as count:
            way.send()
        where = f"{way.name}, statement {statement}"
        assert risky_answers() == Signal.objects.count(), f"{where}: an answer and its signal came apart"
        way.send()
        assert risky_answers() == 1, f"{where}: sent again, the answer is not one record"
        assert Signal.objects.filter(kind=way.kind).count() == 1, f"{where}: sent again, the signal is not there"
        transaction.set_rollback(True)
    return count[0] >= statement


def statements_of(way: Way) -> int:
    with transaction.atomic():
        with failing_at(0) as count:
            way.send()
        transaction.set_rollback(True)
    return count[0]


def test_a_risky_answer_is_lost_by_no_way_in_whatever_fails(cast: Cast, signed_in: SignIn) -> None:
    for way in ways(cast, signed_in):
        total = statements_of(way)
        for statement in range(5, total, max(1, total // 2)):
            one_fault(way, statement)


@pytest.mark.long
def test_a_thousand_faults_lose_none(cast: Cast, signed_in: SignIn) -> None:
    """Every statement of every way, over and over until a thousand faults have happened."""
    all_ways = [(way, statements_of(way)) for way in ways(cast, signed_in)]
    faults = 0
    while faults < 1000:
        before = faults
        for way, total in all_ways:
            faults += sum(one_fault(way, statement) for statement in range(1, total + 1))
        assert faults > before


def test_by_every_way_the_therapist_sees_it_and_says_what_was_done(cast: Cast, signed_in: SignIn) -> None:
    for way in ways(cast, signed_in):
        with transaction.atomic():
            way.send()
            signal = Signal.objects.get(kind=way.kind)
            browser = signed_in(cast.mira)
            assert escape(signal.reason) in browser.get(f"/clients/{cast.client.pk}/").content.decode(), way.name
            page = reverse("signals:signal", args=[cast.client.pk, signal.pk])
            browser.get(page)
            browser.post(page, {"what_was_done": "Called and agreed to meet today."})
            signal.refresh_from_db()
            assert signal.acknowledged_by == cast.mira, way.name
            transaction.set_rollback(True)
