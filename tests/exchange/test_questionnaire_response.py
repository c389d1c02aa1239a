"""A FHIR QuestionnaireResponse as answers, scored, and held against the totals that it carries."""

import pytest

from fullarc.exchange.fhir.json_reading import FhirRefused
from fullarc.exchange.fhir.questionnaire import ORDINAL
from fullarc.exchange.fhir.questionnaire_response import read_response, score_response
from fullarc.instruments.catalogue import catalogue

PHQ9 = catalogue().get("phq-9")
LABELS = {option.value: option for option in PHQ9.items[0].options}


def answer(link, value, **more):
    option = LABELS[value]
    return {
        "linkId": link,
        "answer": [{"valueCoding": {"system": "http://loinc.org", "code": option.code, "display": option.label}}],
        **more,
    }


def response(*items, status="completed"):
    return {"resourceType": "QuestionnaireResponse", "status": status, "item": list(items)}


def carried(link, value):
    return {"linkId": link, "definition": "http://loinc.org/44261-6", "answer": [{"valueInteger": value}]}


def full(value):
    return [answer(str(number), value) for number in range(1, 10)]


def refusal(*items, **more):
    with pytest.raises(FhirRefused) as error:
        score_response(response(*items, **more), PHQ9)
    [place] = error.value.places
    return str(place)


def test_answers_are_scored_and_agree_with_the_total_in_the_file():
    scored = score_response(response(*full(2), carried("total", 18)), PHQ9)
    assert (scored.form.total.value, scored.carried, scored.disagreements) == (18, {"total": 18}, ())


def test_a_total_that_the_answers_do_not_give_is_said():
    scored = score_response(response(*full(2), carried("total", 36)), PHQ9)
    assert scored.disagreements == ("Total: the answers give 18, the file says 36",)


def test_a_question_belongs_to_the_item_with_its_loinc_code_whatever_its_link():
    item = answer("anything", 3, definition="http://loinc.org/fhir/DataElement/44260-8")
    assert read_response(response(item), PHQ9).answers[9] == 3


def test_questions_in_groups_are_found():
    assert read_response(response({"linkId": "g", "item": full(1)}), PHQ9).answers[9] == 1


def test_a_question_left_out_is_unanswered_and_not_zero():
    assert read_response(response(answer("1", 0), {"linkId": "2"}), PHQ9).answers == {1: 0} | dict.fromkeys(range(2, 11))


def test_the_value_beside_an_answer_goes_before_its_code_and_that_is_remarked():
    item = answer("1", 0)
    item["answer"][0]["valueCoding"]["extension"] = [{"url": ORDINAL, "valueDecimal": 3}]
    read = read_response(response(item), PHQ9)
    assert read.answers[1] == 3
    assert "its code means 0" in read.remarks[0].sentence


@pytest.mark.parametrize(
    "value",
    [
        {"valueInteger": 2},
        {"valueString": "More than half the days"},
        {"valueCoding": {"code": "2"}},
        {"valueCoding": {"display": "More than half the days"}},
    ],
)
def test_an_answer_may_be_a_number_or_its_words(value):
    assert read_response(response({"linkId": "1", "answer": [value]}), PHQ9).answers[1] == 2


def test_a_risky_answer_is_reported_from_a_response():
    [risk] = score_response(response(*full(1)), PHQ9).form.risk
    assert (risk.item, risk.answer) == (9, 1)


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        ([answer("77", 1)], "item[0].answer[0]: found the question '77', which PHQ-9 does not ask"),
        ([answer("1", 1), answer("1", 2)], "found a second answer to item 1"),
        ([{"linkId": "1", "answer": [{"valueInteger": 9}]}], "does not offer; its answers are 0, 1, 2, 3"),
        ([{"linkId": "1", "answer": [{"valueInteger": 1}, {"valueInteger": 2}]}], "item[0].answer: found 2 answers, expected one"),
        ([{"linkId": "1", "answer": 3}], "item[0].answer: found a single value"),
        ([{"linkId": "t", "definition": "44261-6", "answer": [{"valueString": "x"}]}], "found a score that is no number"),
    ],
)
def test_what_the_form_could_not_have_said_is_refused_with_its_path(items, sentence):
    assert sentence in refusal(*items)


def test_an_unfinished_response_is_refused():
    assert "expected completed or amended" in refusal(*full(1), status="in-progress")
