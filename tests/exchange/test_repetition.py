"""Days of repeated entries: against the reference implementation, and the counting that keeps it from running on."""

from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from fullarc.exchange.incoming.repetition import UnreadRule, days_of, repetition_of

WEEKDAY = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
WHICH = st.sampled_from([1, 2, 3, 4, -1, -2, -3, -4])
DAY_OF_MONTH = st.integers(1, 28).flatmap(lambda day: st.sampled_from([day, -day]))


def some(each: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(each, min_size=1, max_size=3, unique=True)


MONTHLY = st.one_of(
    st.fixed_dictionaries({"BYMONTHDAY": some(DAY_OF_MONTH)}),
    st.fixed_dictionaries({"BYDAY": some(WEEKDAY), "BYSETPOS": some(WHICH)}),
    st.fixed_dictionaries({"BYDAY": some(st.builds("{}{}".format, WHICH, WEEKDAY))}),
    st.fixed_dictionaries({"BYDAY": some(WEEKDAY), "BYMONTHDAY": some(DAY_OF_MONTH)}),
    st.just({}),
)
RULES = st.one_of(
    st.just({"FREQ": ["DAILY"]}),
    st.fixed_dictionaries({"FREQ": st.just(["WEEKLY"]), "WKST": WEEKDAY.map(lambda day: [day])}, optional={"BYDAY": some(WEEKDAY)}),
    MONTHLY.map(lambda parts: {"FREQ": ["MONTHLY"], **parts}),
)


@settings(max_examples=60, deadline=None)
@given(RULES, st.integers(1, 14), st.none() | st.integers(0, 40), st.dates(date(2019, 1, 1), date(2026, 6, 30)), st.integers(-900, 900))
def test_the_days_are_those_of_the_reference(parts: dict[str, Any], interval: int, count: int | None, start: date, ahead: int) -> None:
    rule = {**parts, "INTERVAL": [interval], **({} if count is None else {"COUNT": [count]})}
    first = start + timedelta(days=ahead)
    last = first + timedelta(days=400)
    text = ";".join(f"{key}={','.join(map(str, values))}" for key, values in rule.items())
    reference = takewhile(lambda at: at.date() <= last, rrulestr(text, dtstart=datetime.combine(start, datetime.min.time())))
    expected = [at.date() for at in reference if at.date() >= first]
    assert days_of(repetition_of(rule), start, first, last, lambda _days: None) == expected


def test_without_a_number_of_times_only_the_days_near_the_window_are_looked_at() -> None:
    looked_at = list[int]()
    rule = repetition_of({"FREQ": ["DAILY"]})
    found = days_of(rule, date(1990, 1, 1), date(2026, 3, 1), date(2026, 3, 31), looked_at.append)
    assert len(found) == sum(looked_at) == 31


def test_days_are_counted_before_they_are_looked_at_also_when_none_is_found() -> None:
    def too_many(days: int) -> None:
        raise OverflowError

    rule = repetition_of({"FREQ": ["MONTHLY"], "BYMONTHDAY": [30], "BYSETPOS": [4], "COUNT": [1]})
    with pytest.raises(OverflowError):
        days_of(rule, date(2026, 1, 1), date(2026, 1, 1), date(2026, 12, 31), too_many)


@pytest.mark.parametrize(
    "rule",
    [
        {"FREQ": ["YEARLY"]},
        {},
        {"FREQ": ["DAILY"], "INTERVAL": [401]},
        {"FREQ": ["DAILY"], "INTERVAL": [1, 2]},
        {"FREQ": ["DAILY", "WEEKLY"]},
        {"FREQ": ["MONTHLY"], "BYMONTHDAY": [32]},
        {"FREQ": ["MONTHLY"], "BYMONTHDAY": [0]},
        {"FREQ": ["MONTHLY"], "BYDAY": ["6MO"]},
        {"FREQ": ["MONTHLY"], "BYDAY": ["0MO"]},
        {"FREQ": ["MONTHLY"], "BYDAY": ["someday"]},
        {"FREQ": ["MONTHLY"], "BYDAY": ["MO"], "BYSETPOS": [0]},
    ],
)
def test_what_no_month_has_is_not_read(rule: dict[str, Any]) -> None:
    with pytest.raises(UnreadRule):
        repetition_of(rule)
