"""A plan holds together, whatever is done to it; its hash sees every change; what is missing is said in words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.plans.plans_of import KNOWN, TODAY

from fullarc.plans.completeness import gaps
from fullarc.plans.draft import draft
from fullarc.plans.formulation import lines_of, written
from fullarc.plans.plan import (
    SERVES,
    Kind,
    Line,
    Plan,
    PlanRefused,
    as_json,
    edited,
    from_json,
    hash_of,
    next_version,
    with_line,
    without_line,
)
from fullarc.plans.review import review_due

PLAN = draft(KNOWN, TODAY)


def test_a_line_stands_below_what_it_serves_or_is_refused() -> None:
    with pytest.raises(PlanRefused, match="Line 1 of the plan is a goal and must stand below a problem"):
        Plan((Line("l1", Kind.GOAL, "Swim."),))
    with pytest.raises(PlanRefused, match="must stand below no other line"):
        Plan((Line("l1", Kind.PROBLEM, "Panic"), Line("l2", Kind.STRENGTH, "Sister", under="l1")))
    with pytest.raises(PlanRefused, match="two lines with one id"):
        Plan((Line("l1", Kind.PROBLEM, "Panic"), Line("l1", Kind.PROBLEM, "Low mood")))


def test_taking_a_line_out_takes_out_what_served_it() -> None:
    left = without_line(PLAN, "l1")
    assert [line.text for line in left.of(Kind.GOAL)] == ["Swim again on Sundays."]
    assert left.of(Kind.INTERVENTION) == ()
    assert left.of(Kind.STRENGTH) == PLAN.of(Kind.STRENGTH)


def test_only_the_fields_people_edit_are_taken_from_what_was_sent() -> None:
    sent = {"l1": {"text": " Panic. \r\n", "id": "l9", "under": "l2", "source": "nowhere", "goal": "g7"}}
    changed = edited(PLAN, sent, None)
    assert (changed.lines[0].id, changed.lines[0].text, changed.lines[0].under, changed.review_on) == ("l1", "Panic.", "", None)
    assert changed.lines[1:] == PLAN.lines[1:]


def test_a_plan_comes_back_from_its_stored_form_as_it_was() -> None:
    assert from_json(as_json(PLAN)) == PLAN
    assert from_json({}) == Plan()


@pytest.mark.parametrize(
    "other",
    [
        edited(PLAN, {"l1": {"text": "Another problem"}}, PLAN.review_on),
        edited(PLAN, {"l1": {"diagnosis": "F41.0"}}, PLAN.review_on),
        edited(PLAN, {}, TODAY),
        without_line(PLAN, "l2"),
        with_line(PLAN, Kind.BARRIER, text="Night shifts"),
        replace(PLAN, lines=tuple(replace(line, source=None) for line in PLAN.lines)),
    ],
)
def test_the_hash_sees_every_change(other: Plan) -> None:
    assert hash_of(other) != hash_of(PLAN)
    assert hash_of(from_json(as_json(PLAN))) == hash_of(PLAN)


def test_a_new_version_begins_with_every_line_to_be_gone_through_again() -> None:
    signed = edited(PLAN, {"l3": {"outcome": "met"}}, PLAN.review_on)
    new = next_version(signed, 1)
    assert [line.text for line in new.lines] == [line.text for line in signed.lines]
    assert {line.origin for line in new.lines} == {"Drafted from version 1 of the plan"}
    assert {line.outcome for line in new.lines} == {""}
    assert new.review_on is None


def said(plan: Plan) -> list[str]:
    return [gap.sentence for gap in gaps(plan, TODAY)]


def test_a_whole_plan_has_no_gap() -> None:
    plan = with_line(
        without_line(PLAN, next(line.id for line in PLAN.of(Kind.PROBLEM) if line.diagnosis == "F32.1")), Kind.STRENGTH, text="Humour"
    )
    for objective in plan.of(Kind.OBJECTIVE):
        plan = with_line(plan, Kind.INTERVENTION, objective.id, text="Exposure", modality="CBT", frequency="weekly")
    assert said(plan) == []


def test_what_is_missing_is_said_in_words() -> None:
    plan = with_line(Plan(), Kind.PROBLEM, text="Panic")
    assert said(plan) == [
        "The problem “Panic” is tied to no diagnosis.",
        "The problem “Panic” has no goal.",
        "It does not say by what the end of treatment will be recognised.",
        "No strength of the client is named.",
        "No day is set for the review.",
    ]
    plan = with_line(plan, Kind.GOAL, "l1", text="Take the train.")
    plan = with_line(with_line(plan, Kind.OBJECTIVE, "l2", text="Feel safer on trains"), Kind.INTERVENTION, "l3")
    found = said(replace(plan, review_on=TODAY))
    assert "A line for an intervention is empty. Write it or take it out." in found
    assert "The objective “Feel safer on trains” holds nothing that can be counted." in found
    assert "This intervention does not say how often and of which modality." in found
    assert "The day of the review does not lie ahead." in found
    assert said(Plan())[0] == "The plan names no problem."
    assert "The review lies more than 90 days ahead, the commonest interval." in said(replace(PLAN, review_on=TODAY + timedelta(days=120)))


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (15, None),
        (14, "The treatment plan is to be reviewed on 16 March 2026."),
        (0, "The treatment plan is to be reviewed today."),
        (-1, "The treatment plan was to be reviewed on 1 March 2026."),
    ],
)
def test_the_review_is_remembered_two_weeks_before(days: int, sentence: str | None) -> None:
    due = review_due(TODAY + timedelta(days=days), TODAY)
    assert (due.sentence if due else None) == sentence
    assert due is None or due.overdue == (days < 0)


def test_no_day_of_review_no_reminder() -> None:
    assert review_due(None, TODAY) is None


def test_the_thoughts_of_a_formulation_are_its_lines() -> None:
    assert lines_of({"strengths": "- Her sister\n\n * humour \n"}, "strengths") == ("Her sister", "humour")
    assert written({"strengths": " x\r\ny ", "barriers": "  ", "other": "z"}) == {"strengths": "x\ny"}


class AnyEditing(RuleBasedStateMachine):
    """Whatever is added, taken out and typed, every line stands below one that it serves, ids are unique and stored forms come back."""

    @initialize(drafted=st.booleans())
    def begin(self, drafted: bool) -> None:
        self.plan = PLAN if drafted else Plan()

    @rule(kind=st.sampled_from(list(Kind)), place=st.integers(0, 30))
    def add(self, kind: Kind, place: int) -> None:
        under = self.plan.lines[place % len(self.plan.lines)].id if self.plan.lines and kind in SERVES else ""
        try:
            self.plan = with_line(self.plan, kind, under, text="x")
        except PlanRefused:
            assert not under or self.plan.line(under).kind is not SERVES[kind]

    @rule(place=st.integers(0, 30))
    def take_out(self, place: int) -> None:
        if self.plan.lines:
            gone = self.plan.lines[place % len(self.plan.lines)].id
            self.plan = without_line(self.plan, gone)
            assert gone not in {line.id for line in self.plan.lines}

    @rule(place=st.integers(0, 30), text=st.text(max_size=20), day=st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)))
    def type(self, place: int, text: str, day: date | None) -> None:
        self.plan = edited(self.plan, {f"l{place}": {"text": text}}, day)

    @invariant()
    def holds_together(self) -> None:
        if not hasattr(self, "plan"):
            return
        shown = sum(1 for node in self.plan.tree() for _ in _all(node))
        beside = sum(line.kind in (Kind.STRENGTH, Kind.BARRIER, Kind.DISCHARGE) for line in self.plan.lines)
        assert shown + beside == len(self.plan.lines)
        assert from_json(as_json(self.plan)) == self.plan
        gaps(self.plan, TODAY)


def _all(node: object) -> list[object]:
    return [node, *(each for below in node.below for each in _all(below))]  # type: ignore[attr-defined]


TestAnyEditing = AnyEditing.TestCase


@given(st.lists(st.sampled_from(list(Kind)), max_size=6))
def test_the_hash_depends_on_nothing_but_the_plan(kinds: list[Kind]) -> None:
    lines = tuple(Line(f"l{place}", kind, "x") for place, kind in enumerate(kinds) if kind not in SERVES)
    assert hash_of(Plan(lines)) == hash_of(Plan(lines))
    assert len({hash_of(Plan(lines)), hash_of(Plan(lines[:-1]))}) == (2 if lines else 1)


def test_the_objective_that_no_intervention_serves_is_named_by_its_first_words() -> None:
    long = "Sit in the canteen with two others for the whole lunch break on three days of each week until the summer holidays begin."
    plan = with_line(with_line(Plan(), Kind.PROBLEM, text="Panic"), Kind.GOAL, "l1", text="Eat with others.")
    plan = with_line(with_line(plan, Kind.OBJECTIVE, "l2", text=long), Kind.OBJECTIVE, "l2")
    told = [sentence for sentence in said(plan) if sentence.startswith("No intervention")]
    assert told == [
        "No intervention serves the objective “Sit in the canteen with two others for the whole lunch…”.",
        "No intervention serves this objective.",
    ]
