"""The simulated caseload: deterministic, complete, and true to its plan."""

import json
from pathlib import Path

import pytest

from fullarc.course.statement import Change, Domain, Durability
from fullarc.demo.course_files import write_course
from fullarc.demo.hands import HANDS
from fullarc.demo.presentation import presentations
from fullarc.demo.sayings import knows, severity_of
from fullarc.demo.simulate import KINDS, simulate
from fullarc.demo.simulated import SimulatedCourse
from fullarc.demo.trajectories import SHAPES
from fullarc.exchange.incoming.course_folder import read_course
from fullarc.instruments.scoring import score

SEED = 3


@pytest.fixture(scope="module")
def caseload() -> list[SimulatedCourse]:
    return simulate(SEED, 66)


def test_the_same_seed_gives_the_same_caseload(caseload: list[SimulatedCourse]) -> None:
    assert simulate(SEED, 5) == caseload[:5]
    assert simulate(SEED + 1, 5) != caseload[:5]


def test_every_presentation_trajectory_and_hand_appears(caseload: list[SimulatedCourse]) -> None:
    assert {course.presentation for course in caseload} == {one.id for one in presentations()}
    assert {course.truth.trajectory for course in caseload} == set(KINDS)
    assert {course.notes[0].hand for course in caseload} == set(HANDS)


def test_every_symptom_of_a_presentation_can_be_said() -> None:
    for one in presentations():
        assert all(knows(indicator) for indicator in (*one.symptoms, *one.function)), one.id


def test_each_attended_session_has_one_note_of_a_usual_length(caseload: list[SimulatedCourse]) -> None:
    for course in caseload:
        attended = [session.date for session in course.sessions if session.number]
        assert [note.date for note in course.notes] == attended
        assert all(80 <= len(note.text.split()) <= 220 for note in course.notes)


def test_the_truth_fits_the_latent_trajectory(caseload: list[SimulatedCourse]) -> None:
    for course in caseload:
        latent = course.truth.latent[Domain.SYMPTOM_BURDEN.value]
        moved = sum(latent[:2]) / 2 - sum(latent[-2:]) / 2
        change = course.truth.domains[Domain.SYMPTOM_BURDEN].change
        assert change is (Change.IMPROVED if moved > 0.3 else Change.WORSENED if moved < -0.3 else Change.NO_CLEAR_CHANGE), course.code


def test_a_sustained_gain_has_truly_lasted_four_weeks(caseload: list[SimulatedCourse]) -> None:
    for course in caseload:
        if course.truth.domains[Domain.SYMPTOM_BURDEN].durability is not Durability.SUSTAINED or course.truth.dips:
            continue
        latent = course.truth.latent[Domain.SYMPTOM_BURDEN.value]
        start = latent[0]
        reached = next(i for i in range(len(latent)) if all(abs(value - start) > 0.3 for value in latent[i:]))
        assert (course.notes[-1].date - course.notes[reached].date).days >= 28, course.code


def test_a_recent_gain_is_younger_than_four_weeks(caseload: list[SimulatedCourse]) -> None:
    recent = [course for course in caseload if course.truth.trajectory == "recent_gain"]
    assert recent
    for course in recent:
        assert (course.notes[-1].date - course.notes[-3].date).days < 28


def test_a_dip_lies_within_three_weeks_of_the_event_that_is_told(caseload: list[SimulatedCourse]) -> None:
    dips = [(course, dip) for course in caseload for dip in course.truth.dips]
    assert dips
    for course, dip in dips:
        assert (dip.end - dip.begin).days <= 14
        assert dip.begin in {note.date for note in course.notes}


def test_the_answers_of_a_form_give_its_total(caseload: list[SimulatedCourse]) -> None:
    for form in [form for course in caseload[:12] for form in course.administrations if form.answers is not None]:
        assert score(form.measure, form.answers or {}).total.value == form.total


def test_the_risk_item_follows_what_is_true_about_risk(caseload: list[SimulatedCourse]) -> None:
    positive = [form for course in caseload for form in course.administrations if form.measure == "phq-9" and (form.answers or {}).get(9)]
    denied = [
        form for course in caseload for form in course.administrations if form.measure == "phq-9" and (form.answers or {}).get(9) == 0
    ]
    assert positive
    assert len(denied) > len(positive)


def test_in_a_planned_disagreement_the_notes_are_silent(caseload: list[SimulatedCourse]) -> None:
    planned = [(course, one) for course in caseload for one in course.truth.disagreements]
    assert planned
    for course, one in planned:
        stretch = [note.text.lower() for note in course.notes if note.date >= one.begin]
        assert not any(
            "anxiety" in text.replace("panic attacks", "") and "off work with anxiety" not in text and "up again" not in text
            for text in stretch
        )


def test_a_course_survives_the_way_through_its_files(caseload: list[SimulatedCourse], tmp_path: Path) -> None:
    course = caseload[0]
    write_course(course, tmp_path / course.code)
    timeline = read_course(tmp_path / course.code)
    assert [note.text for note in timeline.notes] == [note.text for note in course.notes]
    assert [(one.date, one.measure, one.value) for one in timeline.scores] == [(f.date, f.measure, f.total) for f in course.administrations]
    assert [(s.date, s.attendance, s.number) for s in timeline.sessions] == [(s.date, s.attendance, s.number) for s in course.sessions]
    assert len(timeline.entries) == len(course.entries)
    assert json.loads((tmp_path / course.code / "truth.json").read_text())["trajectory"] == course.truth.trajectory


def test_severity_words_cover_the_whole_range() -> None:
    assert [severity_of(value) for value in (0, 0.2, 0.5, 0.9, 1.0)] == ["none", "mild", "moderate", "severe", "severe"]
    assert all(shape.fewest >= 6 for shape in SHAPES.values())
