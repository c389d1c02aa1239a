"""FHIR of other systems brought into a course: every file of the shared data. Needs the shared data."""

import json
from pathlib import Path

import pytest
from django.utils import timezone
from tests.cast import Cast, assemble

from fullarc.exchange.fhir.record_reading import read_record
from fullarc.web.exports.actions import bring_in_client
from fullarc.web.exports.arriving import arriving
from fullarc.web.exports.bringing_in import bring_in
from fullarc.web.exports.records import measures
from fullarc.web.goals.models import Goal
from fullarc.web.measurements.models import Administration, Score

FHIR = Path(__file__).parents[2].parent / "shared" / "data" / "fhir"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FHIR.is_dir(), reason="the shared data are not beside this repository"),
]


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


def pco() -> bytes:
    """The files of the pilot clinics as one Bundle."""
    entries = [{"resource": json.loads(path.read_text())} for path in sorted((FHIR / "pco").glob("*.json"))]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}).encode()


def test_every_test_patient_with_phq_9_forms_is_brought_in(cast: Cast):
    raw = (FHIR / "ahrq" / "ahrq-depression-phq9.json").read_bytes()
    subjects = read_record(raw, measures()).subjects
    assert sum(count for _, count in subjects) == 25
    for subject, count in subjects:
        client, stored, refused = bring_in_client(read_record(raw, measures(), subject=subject), by=cast.mira, today=timezone.localdate())
        days = Administration.objects.filter(course__client=client).count()
        assert stored["filled form or score"] == days
        assert days + len(refused) == count
    totals = [score.result["value"] for score in Score.objects.filter(scale="total")]
    assert all(0 <= total <= 27 for total in totals if total is not None)
    assert len([total for total in totals if total is not None]) >= 20


def test_a_response_whose_questions_are_known_by_their_words_is_brought_in_with_its_risk_item(cast: Cast):
    plan = arriving((FHIR / "argonaut" / "questionnaireresponse-example-phq9.json").read_bytes(), cast.course, today=timezone.localdate())
    [form] = plan.course.forms
    assert (form.measure, plan.refused) == ("phq-9", ())
    assert set(form.answers) == set(range(1, 11))


def test_goals_with_levels_ratings_and_scores_of_the_pilot_clinics_are_brought_in(cast: Cast):
    jones = arriving(pco(), cast.course, today=timezone.localdate(), subject="pcoPatientJones")
    assert len(jones.course.goals) == 2  # a third says the same on the same day
    assert jones.known == {"goals": 1}
    [walked] = [goal for goal in jones.course.goals if goal.levels]
    assert sorted(rating.value for rating in walked.ratings) == [-1.0, 1.0]
    bring_in(cast.course, jones.course, by=cast.mira)
    lopez = arriving(pco(), cast.course, today=timezone.localdate(), subject="pcoPatientLopez")
    bring_in(cast.course, lopez.course, by=cast.mira)
    assert Goal.objects.filter(course=cast.course).count() == 3
    assert Administration.objects.get(course=cast.course).totals == {"total": 10.0}
    again = arriving(pco(), cast.course, today=timezone.localdate(), subject="pcoPatientLopez")
    assert not again.brings_something


@pytest.mark.parametrize("path", sorted(FHIR.rglob("*.json")), ids=lambda path: path.stem)
def test_every_file_is_looked_at_and_what_is_not_taken_has_its_place(cast: Cast, path: Path):
    plan = arriving(path.read_bytes(), cast.course, today=timezone.localdate())
    assert all(where and why for where, why in plan.refused)
