"""Who opened my record: a line a person and day, with the visits of that day, never the pages that somebody turned."""

from datetime import UTC, datetime, timedelta

from tests.cast import Cast

from fullarc.web.accounts.models import User
from fullarc.web.audit.deeds import OPENED
from fullarc.web.audit.models import Event, Outcome
from fullarc.web.measurements.deeds import ENTERED
from fullarc.web.portal.looks import Look, looks

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def event(by: User, minute: int, action: str = OPENED.name, outcome: str = Outcome.DONE) -> Event:
    return Event(actor=by.pk, at=NOON + timedelta(minutes=minute), action=action, outcome=outcome)


def told(cast: Cast, *events: Event) -> list[Look]:
    return looks(sorted(events, key=lambda each: each.at, reverse=True), cast.nora)


def test_many_pages_at_one_sitting_are_one_visit(cast: Cast) -> None:
    [line] = told(cast, *(event(cast.mira, minute) for minute in range(112)))
    assert (line.who, line.what, line.visits) == ("Mira Lind", "looked at your record", 1)
    assert line.at == NOON + timedelta(minutes=111)


def test_what_was_looked_at_and_what_was_changed_on_a_day_is_one_line(cast: Cast) -> None:
    [line] = told(cast, event(cast.mira, 0), event(cast.mira, 3, ENTERED.name), event(cast.mira, 90))
    assert (line.what, line.visits) == ("looked at your record and changed or added something", 2)


def test_each_person_and_each_refusal_keeps_a_line(cast: Cast) -> None:
    lines = told(
        cast, event(cast.mira, 0), event(cast.supervisor, 1), event(cast.supervisor, 2, outcome=Outcome.DENIED), event(cast.nora, 3)
    )
    assert [(line.who, line.what) for line in lines] == [
        ("Nora", "You looked at your record"),
        ("Sven Holt", "was refused"),
        ("Sven Holt", "looked at your record"),
        ("Mira Lind", "looked at your record"),
    ]


def test_another_day_is_another_line(cast: Cast) -> None:
    assert [line.visits for line in told(cast, event(cast.mira, 0), event(cast.mira, 24 * 60))] == [1, 1]
