"""A record as a FHIR Bundle: valid, and read back the same."""

import copy
import json
from dataclasses import replace
from datetime import date

import pytest
from tests.exchange.fhir.whole_record import AT, DEFINITIONS, MEASURES, ZONE, made, the_bundle, the_course, the_goal, the_record

from fullarc.exchange.fhir.aims import achievement
from fullarc.exchange.fhir.bundle import bundle, pseudonymous, without_notes
from fullarc.exchange.fhir.checks import faults, faults_of
from fullarc.exchange.fhir.record import RatingRecord
from fullarc.exchange.fhir.record_reading import read_record


def of_kind(found, kind):
    return [entry["resource"] for entry in found["entry"] if entry["resource"]["resourceType"] == kind]


def test_a_whole_record_is_valid_and_comes_back_equal():
    found = the_bundle()
    assert faults(found) == []
    read = read_record(json.dumps(found).encode(), MEASURES)
    assert read.refused == ()
    assert read.client == the_record()
    assert read.passed_over == {}


def test_two_courses_stay_apart():
    second = replace(
        the_course(), id=made(3), began=date(2025, 1, 1), ended=None, ending="", sessions=(), goals=(), forms=(), entries=(), notes=()
    )
    second = replace(second, diagnoses=(), events=(), plans=(), assessment=None)
    record = the_record((the_course(), second))
    found = bundle(record, definitions=DEFINITIONS, at=AT, zone=ZONE)
    assert faults(found) == []
    assert read_record(json.dumps(found).encode(), MEASURES).client == record


def test_every_kind_of_the_mapping_is_in_it():
    kinds = {entry["resource"]["resourceType"] for entry in the_bundle()["entry"]}
    assert kinds == {
        *("Patient", "Practitioner", "EpisodeOfCare", "Encounter", "Condition", "Questionnaire", "QuestionnaireResponse", "Observation"),
        *("Goal", "CarePlan", "DocumentReference", "Provenance", "ClinicalImpression"),
    }


def test_a_score_has_its_loinc_code_its_band_and_the_form_that_it_derives_from():
    [score] = [one for one in of_kind(the_bundle(), "Observation") if one.get("valueQuantity", {}).get("code") == "{score}"]
    assert score["code"]["coding"][0] == {"system": "http://loinc.org", "code": "70274-6"}
    assert score["valueQuantity"]["value"] == 7.0
    assert score["interpretation"] == [{"text": "mild"}]
    assert score["derivedFrom"] == [{"reference": f"QuestionnaireResponse/{made(41)}"}]


def test_a_form_that_could_not_be_scored_says_why():
    [score] = [one for one in of_kind(the_bundle(), "Observation") if "dataAbsentReason" in one]
    assert score["dataAbsentReason"]["text"] == "item 9 was not answered"
    assert "valueQuantity" not in score


def test_the_bundle_says_what_is_left_out():
    said = [each["valueString"] for each in the_bundle()["meta"]["extension"]]
    assert any("psychotherapy" in each for each in said)


def test_a_pseudonymous_record_has_neither_name_nor_birth_date():
    found = json.dumps(bundle(pseudonymous(the_record(), "P-1"), definitions=DEFINITIONS, at=AT, zone=ZONE))
    assert "Nora" not in found
    assert "1990" not in found
    assert "C-0417" not in found


def test_without_notes_no_word_of_a_note_is_left():
    found = json.dumps(bundle(without_notes(the_record()), definitions=DEFINITIONS, at=AT, zone=ZONE), ensure_ascii=False)
    assert "badly" not in found
    assert faults(json.loads(found)) == []


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("Observation", "status", "bogus"),
        ("Goal", "lifecycleStatus", "begun"),
        ("Encounter", "status", "noshow"),
        ("CarePlan", "intent", "wish"),
        ("DocumentReference", "docStatus", "signed"),
        ("Condition", "clinicalStatus", {"coding": [{"system": "x", "code": "active"}]}),
        ("EpisodeOfCare", "patient", {"reference": "Patient/nobody"}),
    ],
)
def test_a_code_or_reference_that_is_not_allowed_is_found_with_its_place(kind, key, value):
    found = copy.deepcopy(the_bundle())
    number = next(n for n, entry in enumerate(found["entry"]) if entry["resource"]["resourceType"] == kind)
    found["entry"][number]["resource"][key] = value
    assert any(place.path.startswith(f"entry[{number}].resource.{key}") for place in faults(found))


def test_a_missing_status_is_found():
    assert faults_of({"resourceType": "Encounter", "id": "x", "status": "finished"})


def rated(*values, **given):
    goal = replace(the_goal(), baseline_level=None, **given)
    return replace(goal, ratings=tuple(RatingRecord(str(n), date(2024, 3, 1 + n), float(v), "gas") for n, v in enumerate(values)))


@pytest.mark.parametrize(
    ("goal", "code"),
    [
        (rated(), "in-progress"),
        (rated(-1), "in-progress"),
        (rated(-2, -1), "improving"),
        (rated(-1, -2), "worsening"),
        (rated(-1, -1), "no-change"),
        (rated(-1, 0), "achieved"),
        (rated(-1, 0, 1), "sustaining"),
        (rated(-1, 0, -1), "no-change"),
        (rated(-1, -1, aim_by=date(2024, 4, 1)), "not-achieved"),
    ],
)
def test_the_achievement_status_follows_from_the_ratings(goal, code):
    assert achievement(goal, date(2024, 5, 1)) == code
