"""The states of a goal: whatever is tried in whatever order, no path leads to a forbidden one, and what was rated or counted stays."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from tests.cast import Cast

from fullarc.web.goals import actions
from fullarc.web.goals.actions import RANGE, GoalRefused
from fullarc.web.goals.forms import CloseForm, GoalForm
from fullarc.web.goals.models import Count, Goal, GoalTarget, Rating
from fullarc.web.versions import EditedMeanwhile

LEVELS = ("not at all", "one stop", "alone to work", "alone anywhere", "gladly")
days_ago = st.integers(-1, 20)
behind = st.sampled_from([0, 0, 0, 1])


class GoalLife(RuleBasedStateMachine):
    """Two goals of one course, their ratings, targets and counts."""

    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.told: dict[object, tuple[object, ...]] = {}
        self.dropped: dict[UUID, date | None] = {}
        self.weights: dict[object, Decimal] = {}
        self.today = timezone.localdate()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def goal(self, place: int) -> Goal | None:
        goals = list(Goal.objects.all())
        return goals[place % len(goals)] if goals else None

    def target(self, place: int) -> GoalTarget | None:
        targets = list(GoalTarget.objects.all())
        return targets[place % len(targets)] if targets else None

    def sent(self, agreed: int, with_levels: bool, weight: int) -> dict[str, object]:
        levels = {f"level_{n}": LEVELS[n + 2] if with_levels else "" for n in range(-2, 3)}
        return {"text": "Take the train.", "agreed_on": self.ago(agreed), "weight": weight, **levels}

    @rule(agreed=days_ago, with_levels=st.booleans())
    def agree(self, agreed: int, with_levels: bool) -> None:
        form = GoalForm(self.sent(agreed, with_levels, 1))
        if Goal.objects.count() < 2 and form.is_valid():
            actions.agree_goal(self.cast.course, form.save(commit=False), by=self.cast.mira)

    @rule(place=st.integers(0, 1), agreed=days_ago, with_levels=st.booleans(), weight=st.integers(1, 2), behind=behind)
    def change(self, place: int, agreed: int, with_levels: bool, weight: int, behind: int) -> None:
        if goal := self.goal(place):
            sent = self.sent(agreed, with_levels, weight) | {"from_version": max(1, goal.version - behind)}
            form = GoalForm(sent, instance=goal)
            if form.is_valid():
                with suppress(GoalRefused, EditedMeanwhile):
                    actions.change_goal(goal, by=self.cast.mira, started_from=form.started_from, fields=form.changed_data)

    @rule(place=st.integers(0, 1), value=st.integers(-3, 11), on=days_ago)
    def rate(self, place: int, value: int, on: int) -> None:
        if goal := self.goal(place):
            with suppress(GoalRefused):
                actions.rate_goal(goal, value=Decimal(value), on=min(self.ago(on), self.today), by=self.cast.mira)

    @rule(place=st.integers(0, 1), on=days_ago, why=st.sampled_from(["", "reached"]), behind=behind)
    def close(self, place: int, on: int, why: str, behind: int) -> None:
        if goal := self.goal(place):
            sent = {"closed_on": self.ago(on), "closed_because": why, "from_version": max(1, goal.version - behind)}
            form = CloseForm(sent, instance=goal)
            if form.is_valid():
                with suppress(GoalRefused, EditedMeanwhile):
                    actions.close_goal(goal, on=self.ago(on), because=why, by=self.cast.mira, started_from=form.started_from)

    @rule(place=st.integers(0, 1))
    def open_again(self, place: int) -> None:
        if goal := self.goal(place):
            actions.open_goal(goal, by=self.cast.mira)

    @rule(place=st.integers(0, 1))
    def set_target(self, place: int) -> None:
        if goal := self.goal(place):
            target = GoalTarget(of="count", what="rides", part="a week", direction="at_least", value=3, since=self.today)
            closed, before = goal.closed_on is not None, GoalTarget.objects.count()
            with suppress(GoalRefused):
                actions.set_target(goal, target, by=self.cast.mira)
            assert (GoalTarget.objects.count() == before) == closed

    @rule(place=st.integers(0, 1), on=st.integers(0, 3))
    def drop_target(self, place: int, on: int) -> None:
        if target := self.target(place):
            actions.drop_target(target, on=self.ago(on), by=self.cast.mira)

    @rule(place=st.integers(0, 1), on=st.integers(0, 3))
    def count(self, place: int, on: int) -> None:
        if target := self.target(place):
            ended, before = target.dropped_on is not None and self.ago(on) > target.dropped_on, Count.objects.count()
            with suppress(GoalRefused):
                actions.enter_count(target, value=2, on=self.ago(on), by=self.cast.mira)
            assert (Count.objects.count() == before) == ended

    @invariant()
    def an_open_goal_has_no_end_and_a_closed_one_ends_after_it_was_agreed(self) -> None:
        for goal in Goal.objects.all():
            assert goal.closed_on is not None or not goal.closed_because
            assert goal.closed_on is None or goal.agreed_on <= goal.closed_on <= self.today

    @invariant()
    def every_rating_lies_within_its_goal_and_its_scale(self) -> None:
        for rating in Rating.objects.select_related("goal"):
            goal = rating.goal
            assert goal.agreed_on <= rating.date <= (goal.closed_on or self.today)
            assert rating.scale == goal.scale
            assert RANGE[Rating.Scale(rating.scale)][0] <= rating.value <= RANGE[Rating.Scale(rating.scale)][1]
            assert self.weights.setdefault(goal.pk, goal.weight) == goal.weight, "a weight changed after the first rating"

    @invariant()
    def what_was_rated_or_counted_stands(self) -> None:
        now: dict[object, tuple[object, ...]] = {row.pk: (row.goal_id, row.date, row.value, row.scale) for row in Rating.objects.all()}
        now |= {row.pk: (row.target_id, row.date, row.value) for row in Count.objects.all()}
        assert {key: now.get(key) for key in self.told} == self.told
        self.told = now

    @invariant()
    def a_dropped_target_stays_dropped_and_is_counted_no_more(self) -> None:
        now = {row.pk: row.dropped_on for row in GoalTarget.objects.exclude(dropped_on=None)}
        assert {key: now.get(key) for key in self.dropped} == self.dropped
        self.dropped = now


def settled(number: int, steps: int) -> settings:
    quiet = list(HealthCheck)
    return settings(max_examples=number, stateful_step_count=steps, deadline=None, derandomize=True, suppress_health_check=quiet)


def test_no_path_of_a_goal_leads_to_a_forbidden_state(cast: Cast) -> None:
    GoalLife.cast = cast
    run_state_machine_as_test(GoalLife, settings=settled(40, 14))


@pytest.mark.long
def test_no_path_of_a_goal_leads_to_a_forbidden_state_in_a_thousand_lives(cast: Cast) -> None:
    GoalLife.cast = cast
    run_state_machine_as_test(GoalLife, settings=settled(1000, 25))
