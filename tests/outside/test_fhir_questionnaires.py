"""Every Questionnaire and QuestionnaireResponse of the shared data. Needs the shared data."""

import json
from pathlib import Path

import pytest

from fullarc.exchange.fhir.questionnaire_import import read_questionnaire
from fullarc.exchange.fhir.questionnaire_response import score_response
from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.own_definition import own_of
from fullarc.instruments.scoring import score

FHIR = Path(__file__).parents[2].parent / "shared" / "data" / "fhir"
pytestmark = pytest.mark.skipif(not FHIR.is_dir(), reason="the shared data are not beside this repository")
# The answers of these test patients add up to another number than the total in the same response (their own values, added by hand).
CONTRADICT_THEMSELVES = {"169749": (11, 36), "63453": (9, 34), "845685": (11, 13), "814784": (12, 36)}


def resources():
    for path in sorted(FHIR.rglob("*.json")):
        found = json.loads(path.read_text(encoding="utf-8"))
        yield from ((path, one["resource"]) for one in found["entry"]) if found["resourceType"] == "Bundle" else [(path, found)]


def of_kind(kind):
    return [pytest.param(path, one, id=f"{path.stem}-{one.get('id')}") for path, one in resources() if one["resourceType"] == kind]


def imported(path):
    content = read_questionnaire(path.read_bytes()).content
    for key, value in (("id", "own-x"), ("better", "lower"), ("recall", "two weeks"), ("source", path.name)):
        content.setdefault(key, value)
    content["rights"] = {"licence": "as in the file", "source": path.name, **content["rights"]}
    return own_of(content).definition


@pytest.mark.parametrize(("path", "questionnaire"), of_kind("Questionnaire"))
def test_every_questionnaire_is_imported_and_scores_like_the_shipped_measure(path, questionnaire):
    measure = imported(path)
    shipped = catalogue().get("gad-7" if "GAD" in path.name else "phq-9")
    assert (measure.total.low, measure.total.high) == (shipped.total.low, shipped.total.high)
    assert [item.scored for item in measure.items] == [item.scored for item in shipped.items][: len(measure.items)]
    assert [(risk.number, risk.at_least, risk.about) for risk in measure.risk_items] == [
        (risk.number, risk.at_least, risk.about) for risk in shipped.risk_items
    ]
    for turn in range(20):
        answers = {item.number: (item.number * 7 + turn * 5) % 4 for item in measure.items}
        assert score(measure, answers).total.value == score(shipped, answers).total.value


@pytest.mark.parametrize(("path", "response"), of_kind("QuestionnaireResponse"))
def test_every_response_scores_to_the_total_it_carries_or_the_contradiction_is_said(path, response):
    measure = imported(FHIR / "argonaut" / "questionnaire-example-phq9.json") if "argonaut" in str(path) else catalogue().get("phq-9")
    scored = score_response(response, measure)
    if response["id"] in CONTRADICT_THEMSELVES:
        found, said = CONTRADICT_THEMSELVES[response["id"]]
        assert scored.disagreements == (f"Total: the answers give {found}, the file says {said}",)
    else:
        assert scored.disagreements == ()
        assert scored.form.total.value == scored.carried.get("total", 0)


def test_there_are_as_many_as_the_shared_data_list():
    assert (len(of_kind("Questionnaire")), len(of_kind("QuestionnaireResponse"))) == (5, 26)
