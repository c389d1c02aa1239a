"""Forms as programs for records export them: circles and crosses for boxes, an answer struck out or set in bold, values parted by commas,
items of a questionnaire, lists to choose from that nobody touched. What is marked counts; nothing dangerous that is marked is hidden."""

import re
import time
from dataclasses import replace

import pytest

from fullarc.reading.explain import explain
from fullarc.reading.finding import Evidence
from fullarc.reading.forms.boxes_left_empty import without_what_is_not_ticked
from fullarc.reading.forms.marks_of_forms import in_plain_marks
from fullarc.reading.left_out import left_out
from fullarc.reading.reader import read

NAMES = {
    "SI": "suicidal_ideation", "HI": "homicidal_ideation", "SH": "self_harm", "plan": "suicide_plan", "intent": "suicide_intent",
    "attempt": "suicide_attempt", "means": "access_to_means",
}  # fmt: skip


def told(text: str) -> dict[str, set[str]]:
    findings = read(text, learned=False)
    return {short: {str(each.status) for each in findings if each.indicator == name} for short, name in NAMES.items()}


def expected_of(form: str, expected: str) -> None:
    said = told(form)
    for short, status in (each.split() for each in expected.split(", ")):
        if status == "nothing":
            assert not said[short] & {"present", "denied", "historical"}, (short, said[short])
        else:
            assert said[short] == {status}, (short, said[short])


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("SI: ○ Yes ● No", "SI denied"),
        ("SI: ● Yes ○ No", "SI present"),
        ("SI:\n○ Yes\n● No", "SI denied"),
        ("○ SI ● HI", "SI denied, HI present"),
        ("Suicidal thoughts? Y□ N■", "SI denied"),
        ("Suicidal thoughts? Y■ N□", "SI present"),
        ("SI: ◯ Yes ◉ No", "SI denied"),
        ("SI: ☑️ Yes ☐ No", "SI present"),
        ("SI: \uf0fe Yes \uf0a8 No", "SI present"),
        ("SI ✗  HI ✗  SH ✓", "SI denied, HI denied, SH present"),
        ("SI: ~~Yes~~ No   HI: Yes ~~No~~", "SI denied, HI present"),
        ("SI: **Yes** / No    HI: Yes / **No**", "SI present, HI denied"),
        ("SI: <b>Yes</b> / No ; HI: Yes / <b>No</b>", "SI present, HI denied"),
        ("SI: [Y] / N", "SI present"),
        ("SI: Y / (N)", "SI denied"),
    ],
)
def test_what_is_circled_crossed_out_or_in_bold_counts(form: str, expected: str) -> None:
    expected_of(form, expected)


@pytest.mark.parametrize(
    "note", ["● Mood low\n○ Denies SI\n○ No HI", "● SI daily ● sleeping badly", "She said **no** to the plan / offer."]
)
def test_marks_of_lists_and_stressed_words_stay(note: str) -> None:
    assert in_plain_marks(note) == note


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("Means: ☒ pills ☐ firearm", "means present"),
        ("Means: ☐ none ☒ firearm ☐ pills", "means present"),
        ("Means: ☒ none ☐ pills", "means denied"),
        ("Means: [x] No [ ] Yes", "means denied"),
        ("Means ☒", "means present"),
        ("SI ☐ Plan ☐ Means ☒", "SI denied, means present"),
        ("SI [ ] Plan [ ] Means [x]", "SI denied, plan denied, means present"),
        ("☐ Plan  ☐ Intent  Means ☒", "intent denied, means present"),
        ("Intent: ☒ None ☐ Clear intent\nMeans ☒\nPlan ☐", "intent denied, means present"),
        ("Suicide inquiry: Ideation ☒ Plan ☐ Intent ☒ Behavior ☐", "SI present, plan denied, intent present"),
        ("Risk to self: ☒ Low ☐ High    Risk to others: ☐ Low ☒ High", "SI nothing, HI present"),
        ("Plan: ☒ vague plan", "plan present"),
        ("Plan: ☐ none ☒ vague plan ☐ specific plan", "plan present"),
        ("SI: Y\nPlan: Y (overdose)", "SI present, plan present, attempt nothing"),
        ("Suicide risk: ☒ high", "SI uncertain"),
        ("Suicide risk: ☐ none ☐ low ☒ high", "SI uncertain"),
        ("Suicide risk: ☒ none ☐ low ☐ high", "SI denied"),
        ("Area of risk: Suicide\nIntent to act: Yes\nPlan to act: Yes\nMeans to act: Yes", "intent present, plan present, means present"),
        ("Area of risk: Suicide\nIntent to act: No\nPlan to act: No\nMeans to act: No", "intent denied, plan denied, means denied"),
        ("Plan: ☒ continue weekly ☐ refer to group", "plan nothing"),
    ],
)
def test_what_is_ticked_of_plan_means_and_risk_is_there(form: str, expected: str) -> None:
    expected_of(form, expected)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("SI,N", "SI denied"),
        ("SI,Y\nHI,N", "SI present, HI denied"),
        ("SI; N\nHI; N\nPlan; N", "SI denied, HI denied, plan denied"),
        ('"SI","Y"\n"HI","N"\n"Intent","N"', "SI present, HI denied, intent denied"),
        ("Item,Answer\nSI,N\nSelf-harm,Y", "SI denied, SH present"),
        ("date,SI,HI,self-harm\n2024-03-01,0,0,1\n2024-03-08,0,0,0", "SI denied, HI denied, SH present"),
        ("SI, HI, plan denied", "SI denied, HI denied, plan denied"),
        ("SI, cutting, no sleep", "SI present, SH present"),
    ],
)
def test_values_parted_by_commas_are_a_table(form: str, expected: str) -> None:
    expected_of(form, expected)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("4. Active SI with some intent to act, without specific plan: No", "SI denied, intent denied, plan denied"),
        ("4. Active SI with some intent to act, without specific plan: Yes", "SI present, intent present"),
        ("Do you have a plan to kill yourself? No.", "SI denied, plan denied"),
        ("Q: Do you have a plan to kill yourself? A: No.", "SI denied, plan denied"),
        ("Screened for suicide: yes. Result: negative.", "SI denied"),
        ("Suicide screen completed: Y\nOutcome: negative", "SI denied"),
        ("Suicide screening completed. Result: positive", "SI present"),
        ("Homicidal: No   Self-harm: Yes - scratched wrist Tuesday", "HI denied, SH present"),
    ],
)
def test_an_answer_is_of_the_whole_question(form: str, expected: str) -> None:
    expected_of(form, expected)


@pytest.mark.parametrize(
    "note",
    [
        "Do you feel like killing yourself? No, not today; did on Sunday",
        "Suicidal thoughts: None reported today, last week yes x2",
        "Denies SI today; had some Sunday",
        "SI: none today. Last week: yes",
    ],
)
def test_a_no_of_today_leaves_what_was_on_another_day(note: str) -> None:
    assert "present" in told(note)["SI"]


@pytest.mark.parametrize(
    "note", ["Denies SI, did yoga on Sunday.", "Denies SI. Had dinner with family on Sunday.", "Denies SI. Homework: yes, Monday"]
)
def test_what_else_was_done_on_another_day_takes_no_denial_back(note: str) -> None:
    assert told(note)["SI"] == {"denied"}


@pytest.mark.parametrize(
    "form",
    [
        "SI:\nHI:\nPlan:\nIntent:\nMeans:",
        "Suicidal ideation:\nHomicidal ideation: denied",
        "SI (Y/N):\nAttempts (Y/N/unknown):",
        "Suicidal ideation: Select...\nSelf-harm: -- choose --",
        "Suicidal ideation: Choose an item.",
        "Suicide plan: Y N (circle one)",
        "Ideation: frequency ___ intensity ___ duration ___",
        "Suicidal ideation: @SUICIDALIDEATION@",
    ],
)
def test_what_nobody_filled_in_says_nothing(form: str) -> None:
    said = told(form)
    assert not any(said[short] & {"present", "historical"} for short in NAMES)
    assert "denied" not in said["SI"]


@pytest.mark.parametrize(
    ("note", "status"), [("SI:\nPlan: overdose at weekend", "present"), ("SI:\nPassive, daily", "present"), ("SI:\nDenied.", "denied")]
)
def test_what_stands_below_a_label_answers_it(note: str, status: str) -> None:
    assert told(note)["SI"] == {status}


@pytest.mark.parametrize(
    "form", ["SI: ~~Yes~~ No   HI: Yes ~~No~~", "Means: ☐ none ☒ pills", "SI: ● Yes ○ No", "Suicide risk: ☐ low ☒ high", "SI,N"]
)
def test_words_are_quoted_as_the_note_has_them(form: str) -> None:
    findings = read(form, learned=False)
    assert findings
    assert all(form[each.evidence.start : each.evidence.end] == each.quote for each in findings)
    assert len(explain(form, findings)) == len(findings)
    assert all(
        form[each.finding.evidence.start : each.finding.evidence.end] == each.finding.quote for each in left_out(form, learned=False)
    )
    assert len(in_plain_marks(form)) == len(form)


@pytest.mark.parametrize(
    "unit", ["☐ ", "☒ a ", "Means: ☒ ", "Yes / ", "**Yes** / ", "~~Yes~~ ", "○ ", "SI,", "SI,N\n", "1. SI ", "SI:\n", "screen. ", "select "]
)
def test_marks_in_a_row_cost_no_more_than_their_number(unit: str) -> None:
    short, long = unit * (2_000 // len(unit)), unit * (16_000 // len(unit))
    assert _seconds(long) < max(0.25, 24 * _seconds(short))


def test_the_tagger_tells_of_no_danger_whose_box_is_empty() -> None:
    note = "Intent: ☒ None ☐ Ambivalent ☐ Clear intent\nPlan ☐\nPlan ☒"
    danger = read("SI present", learned=False)[0]
    places = [(note.index(words), words) for words in ("☐ Ambivalent", "Plan ☐", "Plan ☒")]
    learned = [replace(danger, evidence=Evidence(start, start + len(words), words)) for start, words in places]
    assert [each.quote for each in without_what_is_not_ticked(note, learned)] == ["Plan ☒"]


def _seconds(text: str) -> float:
    begin = time.process_time()
    assert len(in_plain_marks(text)) == len(text)
    return time.process_time() - begin


def test_no_mark_is_read_as_two() -> None:
    assert re.fullmatch(r"SI: +No +", in_plain_marks("SI: Yes / **No**  "))
