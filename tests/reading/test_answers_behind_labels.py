"""What is written behind a label of danger as its answer: a no, a box, a count, one of several signs in a row."""

import pytest

from fullarc.reading.reader import read

SHORT = {
    "suicidal_ideation": "SI", "homicidal_ideation": "HI", "self_harm": "SH", "hallucinations": "AVH", "suicide_plan": "plan",
    "suicide_intent": "intent", "suicide_attempt": "attempt", "violence": "violence", "emergency_visit": "ER", "self_harm_urge": "urge",
    "access_to_means": "means", "delusions_paranoia": "paranoia", "engagement": "engagement",
}  # fmt: skip


def told(text: str) -> str:
    return ", ".join(f"{SHORT[each.indicator]} {each.status}" for each in read(text) if each.indicator in SHORT)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Suicide: says no.", "SI denied"),
        ("SI nil of late", "SI denied"),
        ("NSSI Ø x 3m", "SH denied"),
        ("SH x0 for 61 days", "SH denied"),
        ("SIB denied since 2020", "SH denied"),
        ("SI neg today", "SI denied"),
        ("SI none 4 wks", "SI denied"),
        ("HI/SI nil this month.", "HI denied, SI denied"),
        ("SI nil HI nil", "SI denied, HI denied"),
        ("SI no HI yes", "SI denied, HI present"),
        ("SI nil. Attempts: 0 this qtr.", "SI denied, attempt denied"),
        ("ER 4 → 0", "ER denied"),
        ("0 ER since Aug", "ER denied"),
        ("screen neg (SI, SH, HI)", "SI denied, SH denied, HI denied"),
        ("Not present: violence, self-injury, psychosis", "violence denied, SH denied, paranoia denied, AVH denied"),
        ("Overdose? No.", "attempt denied"),
    ],
)
def test_an_answer_behind_a_label_denies_it(line: str, expected: str) -> None:
    assert told(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("HI: [–]   Viol: [x] bar fight", "HI denied, violence present"),
        ("SI [ ]  plan [ ]  SH [x] thigh  HI [ ]", "SI denied, plan denied, SH present, HI denied"),
        ("SI [n]  plan [no]  SH [y] thigh  HI [0]", "SI denied, plan denied, SH present, HI denied"),
        ("SI [✓]  plan [-]", "SI present, plan denied"),
        ("SI [x] HI [ ]", "SI present, HI denied"),
        # These stand before what they are about, or offer a choice.
        ("[ ] SI [x] HI", "SI denied, HI present"),
        ("Risk: [ ] SI [x] HI [ ] SH", "SI denied, HI present, SH denied"),
        ("SI: [ ] Yes [x] No", "SI denied"),
        ("SI: [ ] passive [x] active", "SI present"),
    ],
)
def test_a_box_belongs_to_the_label_before_it_where_all_boxes_of_a_line_do(line: str, expected: str) -> None:
    assert told(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("SI/HI/SIB: no/no/yes", "SI denied, HI denied, SH present"),
        ("SI/HI/AVH: -/-/+", "SI denied, HI denied, AVH present"),
        ("SI/HI: +/-", "SI present, HI denied"),
        ("SI/HI: no/yes", "SI denied, HI present"),
    ],
)
def test_signs_in_a_row_answer_labels_in_a_row_place_by_place(line: str, expected: str) -> None:
    assert told(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("SI none 4 wks ago, daily now.", "SI present"),
        ("SI nil of late but cutting nightly.", "SI present, SH present"),
        ("SI no plan no intent", "SI present, plan denied, intent denied"),
        ("SI no plan, daily.", "SI present, plan denied"),
        ("SI 0 → 3", "SI present"),
        ("ER 0 → 2", "ER present"),
        ("screen neg (SI), pos (SH)", "SI denied, SH present"),
        ("Urges to die 5, urges to SH 3, SH no", "SI present, urge present, SH denied"),
        ("Overdose? Yes.", "attempt present"),
        ("means: Y", "means present"),
        ("Means: Yoga and walks.", ""),
    ],
)
def test_what_is_no_such_answer_denies_nothing(line: str, expected: str) -> None:
    assert told(line) == expected


def test_the_explanation_names_the_answer() -> None:
    (finding,) = read("SI nil of late")
    assert finding.cues == (("denied", "nil of late"),)


def test_a_yes_among_several_answers_shows_its_own_label() -> None:
    assert [each.quote for each in read("SI/HI/SIB: no/no/yes")][-1] == "SIB"
