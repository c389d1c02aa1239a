"""The invented client of ../shared/data/synthetic_courses, laid out as a COURSE_DIR and assessed."""

import json
import re
from pathlib import Path

import pytest

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment
from fullarc.demo.scoreboard import resolves
from fullarc.exchange.incoming.course_folder import read_course

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT.parent / "shared" / "data" / "synthetic_courses" / "INS-W_963.json"
NOTHING_SHARED = "the shared data folder is not beside the repository"


def lay_out(folder: Path) -> Path:
    """Therapy notes and visit notes as files, the survey points as scores."""
    client = json.loads(SOURCE.read_text(encoding="utf-8"))
    (folder / "notes").mkdir(parents=True)
    dated = [(one["date"], one["notes"]) for one in client["persona"]["encounters"]] + [
        (one["before_date"], one["clinical_note"]) for one in client["sessions"]
    ]
    texts = {day: text for day, text in dated if text and text.strip()}
    for number, (day, text) in enumerate(sorted(texts.items()), 1):
        (folder / "notes" / f"{number:02}_{day}.txt").write_text(text, encoding="utf-8")
    rows = ["date,measure,score"]
    for point in client["survey_points"]:
        for name, value in point.items():
            if isinstance(value, float | int):
                rows.append(f"{point['date']},{re.sub(r'[^A-Za-z ]', '', name).strip()},{value}")
    (folder / "scores.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not SOURCE.is_file():
        pytest.skip(NOTHING_SHARED)
    return lay_out(tmp_path_factory.mktemp("outside") / "course")


@pytest.fixture(scope="module")
def assessment(place: Path) -> CourseAssessment:
    return assess_timeline(read_course(place))


def test_all_notes_are_read_and_every_statement_resolves(assessment: CourseAssessment, place: Path) -> None:
    assert len(assessment.timeline.notes) >= 15
    assert assessment.statements
    assert all(resolves(proof, place) for statement in assessment.statements for proof in statement.evidence)


def test_survey_points_without_published_thresholds_are_shown_and_not_judged(assessment: CourseAssessment) -> None:
    assert assessment.scores
    unknown = [score for score in assessment.scores if score.reliable_change is None]
    assert unknown
    assert all(score.change == "not_enough" for score in unknown)


def test_the_low_mood_of_the_therapy_notes_is_seen(assessment: CourseAssessment) -> None:
    assert "depressed_mood" in {course.indicator for course in assessment.indicators}
