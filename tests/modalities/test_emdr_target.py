"""The way of an EMDR target: phases in their order, incomplete sessions with closure, re-evaluation before anything is resolved."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from fullarc.modalities.emdr import ENDED, Progress, SessionRecord, State, StepRefused, after_session, assess, drop, pause, take_up

DAY = date(2026, 3, 2)
ASSESSED = assess(Progress(), sud=8, voc=2, on=DAY)
WHOLE = SessionRecord(DAY, suds=(8, 5, 2, 0), vocs=(4, 6, 7), scan=True)


def later(days: int, **what: object) -> SessionRecord:
    return SessionRecord(DAY + timedelta(days=days), **what)  # type: ignore[arg-type]


def test_sud_0_voc_7_and_a_clear_scan_resolve_a_target_in_session_only() -> None:
    assert after_session(ASSESSED, WHOLE).state is State.RESOLVED_IN_SESSION


def test_the_next_session_confirms_it() -> None:
    ended = after_session(ASSESSED, WHOLE)
    assert after_session(ended, later(7, sud_now=0, voc_now=7, scan_now=True)).state is State.RESOLVED


@pytest.mark.parametrize(("sud", "voc", "scan"), [(1, 7, True), (0, 6, True), (0, 7, False)])
def test_what_does_not_hold_until_next_time_is_desensitised_again(sud: float, voc: float, scan: bool) -> None:
    ended = after_session(ASSESSED, WHOLE)
    assert after_session(ended, later(7, sud_now=sud, voc_now=voc, scan_now=scan, closure="container")).state is State.DESENSITISING


def test_a_sud_of_1_ends_desensitisation_with_a_reason_only() -> None:
    almost = SessionRecord(DAY, suds=(8, 4, 1), closure="safe place")
    assert after_session(ASSESSED, almost).state is State.DESENSITISING
    assert after_session(ASSESSED, replace(almost, sud_reason="sorrow that fits the loss")).state is State.INSTALLING


def test_a_voc_of_6_ends_installation_with_a_reason_only() -> None:
    almost = SessionRecord(DAY, suds=(0,), vocs=(5, 6), closure="safe place")
    assert after_session(ASSESSED, almost).state is State.INSTALLING
    assert after_session(ASSESSED, replace(almost, voc_reason="not to be known for sure")).state is State.BODY_SCAN


def test_an_accepted_residual_is_what_the_re_evaluation_is_held_against() -> None:
    ended = after_session(ASSESSED, SessionRecord(DAY, suds=(1,), vocs=(7,), scan=True, sud_reason="sorrow that fits the loss"))
    assert after_session(ended, later(7, sud_now=1, voc_now=7, scan_now=True)).state is State.RESOLVED


@pytest.mark.parametrize(
    ("record", "because"),
    [
        (SessionRecord(DAY, suds=(8, 6), vocs=(5,), closure="x"), "Desensitisation is not complete"),
        (SessionRecord(DAY, suds=(8, 0), vocs=(5,), scan=True, closure="x"), "Installation is not complete"),
        (SessionRecord(DAY, suds=(8, 6)), "say how it was closed"),
    ],
)
def test_a_phase_is_not_recorded_before_the_one_it_needs(record: SessionRecord, because: str) -> None:
    with pytest.raises(StepRefused, match=because):
        after_session(ASSESSED, record)


def test_a_session_after_an_incomplete_one_begins_with_the_re_evaluation() -> None:
    left = after_session(ASSESSED, SessionRecord(DAY, suds=(8, 6), closure="container"))
    assert left.incomplete
    with pytest.raises(StepRefused, match="begin with the re-evaluation"):
        after_session(left, later(7, suds=(4, 0), closure="x"))
    assert after_session(left, later(7, sud_now=5, voc_now=3, suds=(3, 0), closure="x")).state is State.INSTALLING


def test_a_paused_target_comes_back_to_where_it_was() -> None:
    left = after_session(ASSESSED, SessionRecord(DAY, suds=(8, 6), closure="container"))
    assert take_up(pause(left)) == left


readings = st.lists(st.integers(0, 10).map(float), max_size=4).map(tuple)
truths = st.lists(st.integers(1, 7).map(float), max_size=3).map(tuple)
words = st.sampled_from(["", "a reason"])


class AnyWay(RuleBasedStateMachine):
    """Whatever is tried in whatever order, no forbidden state is reached."""

    def __init__(self) -> None:
        super().__init__()
        self.now, self.before = Progress(), Progress()
        self.record: SessionRecord | None = None

    def to(self, then: Progress, record: SessionRecord | None = None) -> None:
        self.before, self.now, self.record = self.now, then, record

    @rule(sud=st.integers(0, 10), voc=st.integers(1, 7))
    def assessed(self, sud: int, voc: int) -> None:
        try:
            self.to(assess(self.now, sud=sud, voc=voc, on=DAY))
        except StepRefused:
            assert self.now.state is not State.IDENTIFIED

    @rule(what=st.sampled_from([pause, take_up, drop]))
    def stepped(self, what: object) -> None:
        try:
            self.to(what(self.now))  # type: ignore[operator]
        except StepRefused:
            assert self.now.state is not State.ASSESSED or what is take_up

    @rule(
        days=st.integers(0, 9), suds=readings, vocs=truths, scan=st.sampled_from([None, True, False]), sud=words, voc=words, closure=words,
        sud_now=st.none() | st.integers(0, 3), voc_now=st.none() | st.integers(5, 7), scan_now=st.sampled_from([None, True, False]),
    )  # fmt: skip
    def met(self, days: int, sud: str, voc: str, **what: object) -> None:
        day = (self.now.last or DAY) + timedelta(days=days)
        record = SessionRecord(day, sud_reason=sud, voc_reason=voc, **what)  # type: ignore[arg-type]
        try:
            self.to(after_session(self.now, record), record)
        except StepRefused:
            return

    @invariant()
    def resolved_only_after_a_later_session_confirmed_it(self) -> None:
        if self.now.state is State.RESOLVED and self.record is not None:
            assert self.before.state in ENDED
            assert self.before.last is not None
            assert self.record.date > self.before.last
            assert self.record.sud_now is not None
            assert self.record.sud_now <= self.now.accepted_sud <= 1
            assert self.record.voc_now is not None
            assert self.record.voc_now >= self.now.accepted_voc >= 6
            assert self.record.scan_now

    @invariant()
    def resolved_in_session_only_with_all_three_criteria(self) -> None:
        if self.now.state is State.RESOLVED_IN_SESSION and self.record is not None:
            assert self.record.scan
            assert self.now.voc is not None
            assert self.now.voc >= self.now.accepted_voc
            assert self.now.sud is not None
            assert self.now.sud <= self.now.accepted_sud

    @invariant()
    def an_incomplete_session_has_its_closure_and_no_phase_too_many(self) -> None:
        if self.record is not None and self.now.incomplete:
            assert self.record.closure
            if self.now.state is State.DESENSITISING:
                assert not self.record.vocs
            if self.now.state in (State.DESENSITISING, State.INSTALLING):
                assert self.record.scan is None

    @invariant()
    def what_is_dropped_stays_dropped(self) -> None:
        if self.before.state is State.DROPPED:
            assert self.now.state is State.DROPPED


TestAnyWay = AnyWay.TestCase
TestAnyWay.settings = settings(max_examples=150, stateful_step_count=25, deadline=None)


@given(first=readings, second=readings)
def test_two_targets_do_not_touch_each_other(first: tuple[float, ...], second: tuple[float, ...]) -> None:
    one, other = (SessionRecord(DAY, suds=suds, closure="x") for suds in (first, second))
    here = after_session(ASSESSED, one)
    after_session(ASSESSED, other)
    assert after_session(ASSESSED, one) == here
