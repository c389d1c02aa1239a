"""A FHIR Questionnaire as a definition: what is carried over, and what is refused with its path and reason."""

import json
import tomllib

import pytest

from fullarc.exchange.fhir.json_reading import FhirRefused
from fullarc.exchange.fhir.log_questionnaire import log_questionnaire
from fullarc.exchange.fhir.questionnaire import ORDINAL, questionnaire
from fullarc.exchange.fhir.questionnaire_import import read_questionnaire
from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.definition_writing import definition_text
from fullarc.instruments.own_definition import own_of
from fullarc.instruments.scoring import score


def option(label, value=None, code=None):
    coding = {"system": "urn:here", "code": code or label, "display": label}
    ordinal = [] if value is None else [{"url": ORDINAL, "valueDecimal": value}]
    return {"extension": ordinal, "valueCoding": coding}


YES = [option("Never", 0), option("Often", 1), option("Always", 2)]


def asked(link, words="How was it?", **more):
    return {"linkId": link, "text": words, "type": "choice", "answerOption": YES, **more}


def form(*items, **more):
    return json.dumps(
        {"resourceType": "Questionnaire", "status": "active", "title": "Mine", "url": "urn:mine", "item": list(items), **more}
    ).encode()


def content(*items, **more):
    return read_questionnaire(form(*items, **more)).content


def complete(read):
    defaults = {"id": "own-x", "better": "lower", "recall": "today", "source": "its file"}
    rights = {"licence": "its own", "source": "its file", **read["rights"]}
    return own_of({**defaults, **read, "rights": rights}).definition


def places(raw):
    with pytest.raises(FhirRefused) as error:
        read_questionnaire(raw)
    return {place.path: place.sentence for place in error.value.places}


def test_words_values_codes_copyright_and_source_are_carried_over():
    code = [{"system": "http://loinc.org", "code": "99999-9"}]
    measure = complete(content(asked("a", code=code), asked("b"), copyright="© us", publisher="We", version="3"))
    assert [item.link for item in measure.items] == ["a", "b"]
    assert [(one.value, one.label) for one in measure.items[0].options] == [(0, "Never"), (1, "Often"), (2, "Always")]
    assert (measure.items[0].code, measure.licence, measure.source) == ("99999-9", "© us", "We, urn:mine, 3")
    assert (measure.total.low, measure.total.high) == (0, 4)


def test_groups_give_headings_and_displays_the_instruction_and_help():
    help_text = {"linkId": "h", "type": "display", "text": "Think of a usual day."}
    first = {"linkId": "g", "type": "group", "text": "Over the last week", "item": [asked("a", item=[help_text])]}
    second = {"linkId": "g2", "type": "group", "text": "At work", "item": [asked("b")]}
    measure = complete(content({"linkId": "d", "type": "display", "text": "Please answer."}, first, second))
    assert measure.instruction == "Please answer.\nOver the last week"
    assert [(item.heading, item.help) for item in measure.items] == [("", "Think of a usual day."), ("At work", "")]


@pytest.mark.parametrize(
    "question",
    [
        {
            "answerOption": [
                {"valueCoding": {"code": "a", "display": "A", "extension": [{"url": ORDINAL, "valueDecimal": 3}]}},
                option("B", 1),
            ]
        },
        {"answerOption": [{"valueInteger": 3}, {"valueInteger": 1}]},
        {"answerOption": [{"valueString": "A", "extension": [{"url": ORDINAL[:-12] + "itemWeight", "valueDecimal": 3}]}, option("B", 1)]},
    ],
    ids=["on the coding", "as number", "as weight"],
)
def test_values_are_found_wherever_the_file_keeps_them(question):
    assert [one.value for one in complete(content(asked("a", **question))).items[0].options] == [3, 1]


def test_answers_of_a_value_set_in_the_file_are_taken():
    held = {
        "resourceType": "ValueSet",
        "id": "v",
        "compose": {"include": [{"system": "urn:s", "concept": [{"code": "n", "display": "No"}, {"code": "y", "display": "Yes"}]}]},
    }
    read = read_questionnaire(form({"linkId": "a", "type": "choice", "text": "So?", "answerValueSet": "#v"}, contained=[held]))
    assert [one["label"] for one in read.content["items"][0]["options"]] == ["No", "Yes"]
    assert "numbered from 0 in their order" in read.remarks[0].sentence


def test_yes_or_no_and_a_number_with_limits_become_answers():
    limits = [{"url": ORDINAL[:-12] + end, "valueInteger": value} for end, value in (("minValue", 0), ("maxValue", 10))]
    measure = complete(
        content(
            {"linkId": "a", "type": "boolean", "text": "So?"}, {"linkId": "b", "type": "integer", "text": "How much?", "extension": limits}
        )
    )
    assert [(one.value, one.label) for one in measure.items[0].options] == [(1, "Yes"), (0, "No")]
    assert measure.items[1].high == 10


def test_two_answers_worth_the_same_keep_their_own_place():
    measure = complete(content(asked("a", answerOption=[option("No", 0), option("Hardly", 0), option("Yes", 1)])))
    assert score(measure, {1: 1}).total.value == 0
    assert score(measure, {1: 2}).total.value == 1


def test_a_question_without_values_among_others_with_values_is_asked_and_not_scored():
    read = read_questionnaire(form(asked("a"), asked("b", answerOption=[option("x"), option("y")])))
    assert [item.get("scored", True) for item in read.content["items"]] == [True, False]
    assert "item[1]: is asked and not scored" in str(read.remarks[0])


def test_a_score_in_the_form_is_not_asked():
    read = read_questionnaire(form(asked("a"), {"linkId": "t", "type": "decimal", "text": "Total score"}))
    assert len(read.content["items"]) == 1
    assert read.remarks[0].path == "item[1]"


def test_a_risk_item_known_by_its_code_asks_for_attention_here_too():
    code = [{"system": "http://loinc.org", "code": "44260-8"}]
    [risk] = complete(content(asked("a", code=code))).risk_items
    assert (risk.number, risk.at_least, risk.about) == (1, 1, "suicidal_ideation")


def test_a_condition_leaves_the_question_out_on_every_other_answer():
    when = [{"question": "a", "operator": "=", "answerCoding": {"system": "urn:here", "code": "Always"}}]
    measure = complete(content(asked("a"), asked("b", enableWhen=when)))
    assert [(skip.item, skip.on, skip.items) for skip in measure.skips] == [(1, 0, (2,)), (1, 1, (2,))]
    assert score(measure, {1: 1}).total.value == 1
    assert score(measure, {1: 2}).total.value is None


@pytest.mark.parametrize(
    ("item", "path", "reason"),
    [
        ({"linkId": "z", "type": "text", "text": "Say"}, "item[1]", "a question of type text"),
        (asked("z", repeats=True), "item[1].repeats", "several answers"),
        (asked("z", words=""), "item[1].text", "without words"),
        (asked("a"), "item[1].linkId", "another question has"),
        (asked("z", answerOption=[option("x", 0), option("y", 0.5)]), "item[1].answerOption[1]", "0.5, expected a whole number"),
        (asked("z", answerOption=[option("x", 0), option("y")]), "item[1].answerOption[1]", "no ordinal value although"),
        (asked("z", answerOption=[option("x", 0), {"valueDate": "2026-01-01"}]), "item[1].answerOption[1]", "found valueDate"),
        (asked("z", answerOption=[]), "item[1]", "found 0 answers"),
        (asked("z", answerOption=7), "item[1].answerOption", "expected a list"),
        ({"linkId": "z", "type": "choice", "text": "?", "answerValueSet": "http://x/vs"}, "item[1].answerValueSet", "not in the file"),
        ({"linkId": "z", "type": "integer", "text": "How many?"}, "item[1]", "without minValue and maxValue"),
        (asked("z", enableWhen=[{"question": "a", "operator": "exists", "answerBoolean": True}]), "item[1].enableWhen[0]", "by = or !="),
        (
            asked("z", enableWhen=[{"question": "q", "operator": "=", "answerBoolean": True}]),
            "item[1].enableWhen[0].question",
            "no other question",
        ),
        (asked("z", item=[asked("y")]), "item[1].item[0]", "a question within a question"),
        ({"linkId": "g", "type": "group", "item": [{"linkId": "z", "type": "date", "text": "When?"}]}, "item[1].item[0]", "of type date"),
        ({"linkId": "g", "type": "group", "enableWhen": [{}], "item": [asked("z")]}, "item[1].enableWhen", "a whole group"),
    ],
)
def test_what_cannot_be_carried_over_is_refused_with_its_path_and_reason(item, path, reason):
    found = places(form(asked("a"), item))
    assert reason in found[path]


def test_all_faults_are_said_at_once():
    assert set(places(form(asked("a", repeats=True), {"linkId": "b", "type": "text", "text": "?"}))) == {"item[0].repeats", "item[1]"}


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        (b"\xff\xfe", "(whole file)"),
        (b"{", "(whole file)"),
        (b"[1]", "resourceType"),
        (b'{"resourceType": "Patient"}', "resourceType"),
        (b'{"resourceType": "Questionnaire", "resourceType": "Questionnaire"}', "(whole file)"),
        (b'{"resourceType": "Questionnaire"}', "item"),
        (b'{"resourceType": "Questionnaire", "item": "all"}', "item"),
        (b'{"resourceType": "Questionnaire", "item": [NaN]}', "(whole file)"),
        (b" " * 2_000_001, "(whole file)"),
        (b"[" * 200_000, "(whole file)"),
    ],
)
def test_files_that_are_no_questionnaire_are_refused(raw, path):
    with pytest.raises(FhirRefused) as error:
        read_questionnaire(raw)
    assert error.value.places[0].path == path


def test_groups_without_end_are_refused():
    item = asked("a")
    for depth in range(40):
        item = {"linkId": f"g{depth}", "type": "group", "item": [item]}
    assert any("deep" in sentence for sentence in places(form(item)).values())


@pytest.mark.parametrize(
    "measure", [one for one in catalogue() if one.items and not one.gate and not one.total.levels], ids=lambda one: one.id
)
def test_what_we_export_comes_back_with_the_same_items_and_the_same_total(measure):
    back = complete(read_questionnaire(json.dumps(questionnaire(measure)).encode()).content)
    assert [item.text for item in back.items] == [item.text for item in measure.items]
    assert [item.scored for item in back.items] == [item.scored for item in measure.items]
    if (
        measure.total.sum_of
        or measure.total.average_times
        or measure.total.multiply != 1
        or len(measure.total.items) < sum(i.scored for i in measure.items)
    ):
        return
    highest = {item.number: item.options[-1].value for item in measure.items}
    worth = {number: back.items[number - 1].options[-1].value for number in highest}
    assert score(back, worth).total.value == score(measure, highest).total.value


def test_an_imported_form_is_written_as_toml_and_read_back_alike():
    read = content(asked("a"), asked("b"))
    assert tomllib.loads(definition_text(read)) == read


@pytest.mark.parametrize("log", catalogue().logs.values(), ids=lambda log: log.id)
def test_a_log_is_exported_line_by_line(log):
    resource = json.loads(json.dumps(log_questionnaire(log)))
    lines = [item for item in resource["item"] if item["type"] != "display"]
    assert [line["linkId"] for line in lines] == [field.id for field in log.fields]
    assert {line["type"] for line in lines} <= {"integer", "decimal", "choice", "boolean", "text"}
