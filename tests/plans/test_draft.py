"""A plan drafted from the record: every line says where it comes from, and an empty record gives an empty plan."""

from dataclasses import replace
from datetime import date, timedelta

from tests.plans.plans_of import KNOWN, TODAY

from fullarc.plans.draft import Known, draft, rhythm_of
from fullarc.plans.plan import Kind, Node, edited


def told(nodes: tuple[Node, ...], depth: int = 0) -> list[str]:
    return [row for node in nodes for row in [f"{'  ' * depth}{node.line.kind}: {node.line.text}", *told(node.below, depth + 1)]]


def test_the_thread_runs_from_the_problem_to_the_intervention() -> None:
    assert told(draft(KNOWN, TODAY).tree()) == [
        "problem: Panic on trains; has not been to work alone for a year.",
        "  goal: Take the train to work on my own.",
        "    objective: train rides: 3 rides a week or more",
        "      intervention: Exposure on trains, because avoidance keeps the fear going.",
        "      intervention: Activity schedule",
        "    objective: PHQ-9 from 25 to 10 or less",
        "    objective: WHO-5 from 30 to 51 or more",
        "problem: Depressive episode, moderate",
        "  goal: Swim again on Sundays.",
    ]


def test_what_stands_beside_the_thread_is_drafted_too() -> None:
    plan = draft(KNOWN, TODAY)
    assert [line.text for line in plan.of(Kind.STRENGTH)] == ["Her sister", "Has moved house alone"]
    assert [line.text for line in plan.of(Kind.BARRIER)] == ["Shift work"]
    assert plan.of(Kind.DISCHARGE)[0].text == "PHQ-9 at 9 or less three times in a row, over four weeks or longer"
    assert plan.review_on == TODAY + timedelta(days=90)
    assert {line.frequency for line in plan.of(Kind.INTERVENTION)} == {"weekly"}
    assert {line.modality for line in plan.of(Kind.INTERVENTION)} == {"CBT"}


def test_every_drafted_line_says_where_it_comes_from() -> None:
    plan = draft(KNOWN, TODAY)
    origins = {line.kind: line.origin for line in reversed(plan.lines)}
    assert all(line.origin for line in plan.lines)
    assert origins[Kind.PROBLEM] == "Drafted from the presenting problem of the course and the diagnosis F40.01"
    assert origins[Kind.GOAL] == "Drafted from the goal agreed on 23 February 2026"
    assert origins[Kind.OBJECTIVE] == "Drafted from a target of this goal"
    assert origins[Kind.INTERVENTION] == "Drafted from the formulation; how often, from the sessions so far"
    assert origins[Kind.DISCHARGE] == "Drafted from PHQ-9 and its cut-off"
    assert "Drafted from PHQ-9 of 2 March 2026: 25" in {line.origin for line in plan.lines}


def test_a_line_that_was_changed_says_so_and_keeps_where_it_came_from() -> None:
    plan = draft(KNOWN, TODAY)
    changed = edited(plan, {"l1": {"text": "Panic on trains and buses."}}, plan.review_on)
    assert changed.line("l1").origin.endswith("F40.01, changed")
    assert changed.line("l2").origin == plan.line("l2").origin


def test_the_words_of_the_formulation_come_before_those_of_the_course() -> None:
    known = replace(KNOWN, formulation={"presenting_problem": "Cannot leave the house alone."})
    first = draft(known, TODAY).lines[0]
    assert (first.text, first.origin) == ("Cannot leave the house alone.", "Drafted from the formulation and the diagnosis F40.01")


def test_without_a_formulation_the_modality_is_the_intervention() -> None:
    plan = draft(replace(KNOWN, formulation={}), TODAY)
    assert [line.text for line in plan.of(Kind.INTERVENTION)] == ["CBT"]


def test_an_empty_record_gives_an_empty_plan_and_nothing_is_invented() -> None:
    assert draft(Known(), TODAY).lines == ()
    assert [line.kind for line in draft(Known(presenting_problem="Low mood"), TODAY).lines] == [Kind.PROBLEM]
    assert draft(replace(KNOWN, diagnoses=(), presenting_problem="", formulation={}), TODAY).of(Kind.GOAL) == ()


def test_the_rhythm_is_that_of_the_latest_sessions() -> None:
    def every(days: int, times: int = 8) -> list[date]:
        return [TODAY + timedelta(days=days * number) for number in range(times)]

    assert [rhythm_of(every(days)) for days in (7, 14, 28, 60)] == ["weekly", "every two weeks", "monthly", ""]
    assert rhythm_of(every(7, times=2)) == ""
    assert rhythm_of([*every(60, 3), *(TODAY + timedelta(days=200 + 7 * week) for week in range(8))]) == "weekly"
