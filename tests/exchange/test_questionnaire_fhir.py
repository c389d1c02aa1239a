"""Every measure as a FHIR R4 Questionnaire: its shape, its codes, its ordinal values, its rights."""

import json
import re

import pytest

from fullarc.exchange.fhir.questionnaire import LOINC, ORDINAL, questionnaire
from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.definition import Verdict
from fullarc.instruments.scoring import score

# Elements of Questionnaire in FHIR R4 (4.0.1), https://hl7.org/fhir/R4/questionnaire.html, as far as they are used
RESOURCE = {
    "resourceType", "id", "url", "version", "name", "title", "status", "subjectType", "description", "purpose", "copyright", "code", "item",
}  # fmt: skip
ITEM = {
    "extension", "linkId", "code", "prefix", "text", "type", "enableWhen", "enableBehavior", "required", "repeats", "readOnly",
    "answerOption",
}  # fmt: skip
ALL = [pytest.param(measure, id=measure.id) for measure in catalogue()]


def ordinal(option):
    [value] = [each["valueDecimal"] for each in option["extension"] if each["url"] == ORDINAL]
    return value


@pytest.mark.parametrize("measure", ALL)
def test_every_measure_has_the_shape_of_a_questionnaire(measure):
    resource = json.loads(json.dumps(questionnaire(measure)))
    assert set(resource) <= RESOURCE
    assert (resource["resourceType"], resource["status"]) == ("Questionnaire", "active")
    assert re.fullmatch(r"[A-Z][A-Za-z0-9_]{0,254}", resource["name"])
    assert re.fullmatch(r"[A-Za-z0-9.-]{1,64}", resource["id"])
    links = [item["linkId"] for item in resource["item"]]
    assert len(set(links)) == len(links)
    for item in resource["item"]:
        assert set(item) <= ITEM
        assert item["text"].strip()
        assert (item["type"] == "choice") is ("answerOption" in item)
        assert item["type"] in ("choice", "decimal", "display")
        for condition in item.get("enableWhen", []):
            assert set(condition) == {"question", "operator", "answerCoding"}
            offered = next(each for each in resource["item"] if each["linkId"] == condition["question"])["answerOption"]
            assert condition["answerCoding"] in [option["valueCoding"] for option in offered]
        assert ("enableBehavior" in item) is (len(item.get("enableWhen", [])) > 1)


@pytest.mark.parametrize("measure", ALL)
def test_no_two_answers_of_an_item_share_a_code(measure):
    for item in questionnaire(measure)["item"]:
        codes = [(option["valueCoding"]["system"], option["valueCoding"]["code"]) for option in item.get("answerOption", [])]
        assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("measure", [one for one in ALL if one.values[0].items and not one.values[0].total.levels])
def test_the_ordinal_values_of_a_full_form_add_up_to_its_scores(measure):
    items = {item["linkId"]: item for item in questionnaire(measure)["item"]}
    for place in (0, -1):
        answers = {item.number: item.options[place].value for item in measure.items}
        if any(answers[skip.item] == skip.on for skip in measure.skips):
            continue
        scored = score(measure, answers)
        for scale in measure.scales:
            total = sum(ordinal(items[str(number)]["answerOption"][place]) for number in scale.items)
            times = scale.average_times / len(scale.items) if scale.average_times else scale.multiply
            assert scored.scale(scale.id).value == pytest.approx(total * times)


def test_codes_of_the_phq_9_are_those_of_loinc():
    resource = questionnaire(catalogue().get("phq-9"))
    items = {item["linkId"]: item for item in resource["item"]}
    assert resource["code"] == [{"system": LOINC, "code": "44249-1"}]
    assert items["9"]["code"] == [{"system": LOINC, "code": "44260-8"}]
    assert items["score-total"]["code"] == [{"system": LOINC, "code": "44261-6"}]
    assert [option["valueCoding"]["code"] for option in items["1"]["answerOption"]] == ["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"]
    assert [ordinal(option) for option in items["1"]["answerOption"]] == [0, 1, 2, 3]


def test_a_reversed_item_carries_what_its_answers_add():
    items = {item["linkId"]: item for item in questionnaire(catalogue().get("core-10"))["item"]}
    assert [ordinal(option) for option in items["2"]["answerOption"]] == [4, 3, 2, 1, 0]


def test_a_question_that_is_skipped_says_when_it_is_asked():
    items = {item["linkId"]: item for item in questionnaire(catalogue().get("c-ssrs-screener"))["item"]}
    [condition] = items["4"]["enableWhen"]
    assert (condition["question"], condition["operator"], condition["answerCoding"]["display"]) == ("2", "!=", "No")
    gated = {item["linkId"]: item for item in questionnaire(catalogue().get("pc-ptsd-5"))["item"]}
    assert gated["1"]["enableWhen"][0]["question"] == "gate"


@pytest.mark.parametrize("measure", ALL)
def test_every_export_carries_its_licence(measure):
    resource = questionnaire(measure)
    assert measure.licence in resource["copyright"]
    assert measure.attribution in resource["copyright"]
    if not measure.has_wording:
        assert "No wording ships" in resource["copyright"]


def test_where_only_scores_are_entered_the_questions_are_the_scales():
    for measure in catalogue():
        if measure.verdict is Verdict.TOTAL_ONLY:
            items = questionnaire(measure)["item"]
            assert [item["linkId"] for item in items] == [f"score-{scale.id}" for scale in measure.scales]
            assert not any("readOnly" in item for item in items)
