"""What the clinician did, told in the wordings of many schools, one sentence a line; and the headings under which it stands."""

import tomllib
from pathlib import Path

import pytest

from fullarc.reading.finding import Section
from fullarc.reading.reader import read

CASES = tomllib.loads((Path(__file__).parent / "cases" / "clinicians_work.toml").read_text(encoding="utf-8"))
AFTER_A_REPORT = "S: Sad all week.\n{heading} Validated her grief and taught box breathing.\n"


@pytest.mark.parametrize(("sentence", "expected"), list(CASES.items()))
def test_work_is_known_by_verb_and_object(sentence: str, expected: str) -> None:
    found = {finding.indicator for finding in read(sentence)}
    assert {each for each in expected.split(", ") if not each.startswith("-")} <= found
    assert not {each[1:] for each in expected.split(", ") if each.startswith("-")} & found


@pytest.mark.parametrize("heading", ["Int:", "Actions:", "Tx today:", "Did:", "Work done:", "Staff interventions:", "Skills taught:"])
def test_what_stands_under_a_heading_for_work_is_work(heading: str) -> None:
    found = read(AFTER_A_REPORT.format(heading=heading))
    assert {"supportive_listening", "relaxation"} <= {finding.indicator for finding in found if finding.section is Section.INTERVENTION}


def test_work_is_what_was_done_in_a_form_with_an_agenda() -> None:
    found = read("Agenda: mood, homework\nMood check: low\nWork: examined evidence for the thought.\nFeedback: good\n")
    assert any(finding.section is Section.INTERVENTION for finding in found)


def test_work_is_the_job_where_no_agenda_is_set() -> None:
    found = read("Mood: low\nWork: late three times, was warned.\nFamily: fine\n")
    assert all(finding.section is not Section.INTERVENTION for finding in found)


def test_new_homework_is_no_longer_work_of_the_session() -> None:
    found = read("Agenda: mood\nWork: practised box breathing.\nNew HW: walk daily\nFeedback: good\n")
    assert [finding.section for finding in found if finding.indicator == "homework_assigned"] == [Section.PLAN]
