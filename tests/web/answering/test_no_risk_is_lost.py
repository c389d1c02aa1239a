"""A risky answer by every way in, with the database failing at each statement on the way: the answer and its signal are kept together or
not at all, and sent again both are there. Then the therapist sees it and says what was done."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.answering.objects import due_check_in
from tests.web.conftest import SignIn
from tests.web.portal.objects import who_to_call

from fullarc.exchange.scores_import import NewScore
from fullarc.web.answering.links import make_link
from fullarc.web.imports.bring_in import bring_in_scores
from fullarc.web.measurements import hand_over
from fullarc.web.measurements.models import Administration
from fullarc.web.signals.models import Signal

ALL = {f"item_{number}": "1" for number in range(1, 10)}


@dataclass(frozen=True)
class Way:
    """One way in: `send` gives the risky answer, and may be called again after a failure."""

    name: str
    send: Callable[[], object]


def ways(cast: Cast, signed_in: SignIn) -> list[Way]:
    who_to_call()
    due = due_check_in(cast.client, cast.mira)
    code = make_link(cast.course, "phq-9", by=cast.mira)[1]
    given = hand_over.begin(cast.course, measures=["phq-9"], on=timezone.localdate(), by=cast.mira)
    nora, mira, link = quiet(signed_in(cast.nora)), quiet(signed_in(cast.mira)), quiet(signed_in(None))
    link.post(f"/form/open/{code}/")
    key, enter = str(uuid.uuid4()), reverse("measurements:enter", args=[cast.client.pk, cast.course.pk, "phq-9"])
    day = timezone.localdate().isoformat()

    def brought_in() -> None:
        if not Administration.objects.exists():
            row = score_row(timezone.localdate())
            with transaction.atomic():
                bring_in_scores(cast.course, [row], by=cast.mira)

    def handed_over() -> None:
        with transaction.atomic():
            hand_over.keep_answer(given, measure="phq-9", item=9, answer=2)

    return [
        Way("at home, one question, the form not finished", lambda: nora.post(f"/me/check-ins/{due.pk}/9/", {"answer": "2"})),
        Way("at home, all on one page", lambda: nora.post(f"/me/check-ins/{due.pk}/all/", ALL)),
        Way("behind a link, one question", lambda: link.post("/form/9/", {"answer": "2"})),
        Way("behind a link, all on one page", lambda: link.post("/form/all/", ALL)),
        Way("entered by staff", lambda: mira.post(enter, {**ALL, "date": day, "key": key})),
        Way("on the practice's device", handed_over),
        Way("brought in from a file", brought_in),
    ]


def score_row(day: date) -> NewScore:
    answers = tuple((number, 1) for number in range(1, 10))
    return NewScore(line=2, day=day, measure="phq-9", scale="total", value=9.0, answers=answers)


def quiet(browser: Browser) -> Browser:
    browser.raise_request_exception = False
    return browser


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


def risky_answers() -> int:
    return sum(1 for given in Administration.objects.all() if (given.answers.get("9") or 0) >= 1)


def one_fault(way: Way, statement: int) -> bool:
    """Whether the fault happened at all. Afterwards nothing of it is left."""
    with transaction.atomic():
        with failing_at(statement) as count, suppress(OperationalError):
            way.send()
        where = f"{way.name}, statement {statement}"
        assert risky_answers() == Signal.objects.count(), f"{where}: an answer and its signal came apart"
        way.send()
        assert risky_answers() == 1, f"{where}: sent again, the answer is not one record"
        assert Signal.objects.filter(kind="phq-9:9").count() == 1, f"{where}: sent again, the signal is not there"
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
            signal = Signal.objects.get(kind="phq-9:9")
            browser = signed_in(cast.mira)
            assert "item 9" in browser.get(f"/clients/{cast.client.pk}/").content.decode(), way.name
            page = reverse("signals:signal", args=[cast.client.pk, signal.pk])
            browser.get(page)
            browser.post(page, {"what_was_done": "Called and agreed to meet today."})
            signal.refresh_from_db()
            assert signal.acknowledged_by == cast.mira, way.name
            transaction.set_rollback(True)
