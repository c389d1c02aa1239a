"""A measure as a FHIR R4 Questionnaire: its items with LOINC codes where they were confirmed, ordinal values, its copyright."""

from collections.abc import Iterator
from typing import Any

from fullarc.instruments.definition import Instrument, Item, Option, Scale, Verdict
from fullarc.instruments.definition_words import RIGHTS, scoring_lines
from fullarc.instruments.scale_scores import points

LOINC = "http://loinc.org"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
LOWEST = "http://hl7.org/fhir/StructureDefinition/minValue"
HIGHEST = "http://hl7.org/fhir/StructureDefinition/maxValue"
DECIMALS = "http://hl7.org/fhir/StructureDefinition/maxDecimalPlaces"
GATE = "gate"

Json = dict[str, Any]


def questionnaire(instrument: Instrument) -> Json:
    """The Questionnaire of one measure as plain JSON values.

    The ordinal value of an answer is what it adds to the sum, so mirrored on a reversed item, and not given where an
    item is not scored; where LOINC has no code the answer
    keeps its printed number as code in a system of the measure's own. What the rights do not allow is not in it: neutral labels
    instead of wording, or one number a scale where only scores are entered.
    """
    resource: Json = {
        "resourceType": "Questionnaire",
        "id": plain_id(instrument.id),
        "url": f"urn:fullarc:questionnaire:{instrument.id}",
        "version": instrument.version,
        "name": _computer_name(instrument.short_name),
        "title": f"{instrument.short_name}: {instrument.name}",
        "status": "active",
        "subjectType": ["Patient"],
        "description": "\n".join(f"- {line}" for line in scoring_lines(instrument)),
        "purpose": f"{instrument.about}. Looks back over {instrument.recall}. {instrument.better.value.capitalize()} is better.",
        "copyright": _copyright(instrument),
        "item": list(_items(instrument)),
    }
    if instrument.code:
        resource["code"] = [{"system": LOINC, "code": instrument.code}]
    return resource


def plain_id(measure: str) -> str:
    """The id of the resource: FHIR allows letters, digits, dots and dashes."""
    return "".join(letter if letter.isalnum() or letter in ".-" else "-" for letter in measure)


def answer_system(instrument: Instrument) -> str:
    """The code system of answers that have no LOINC code."""
    return f"urn:fullarc:answers:{instrument.id}"


def _items(instrument: Instrument) -> Iterator[Json]:
    if instrument.instruction:
        yield {"linkId": "instruction", "text": instrument.instruction, "type": "display"}
    if instrument.gate:
        yield _question(instrument, instrument.gate.item)
    for item in instrument.items:
        if item.heading:
            yield {"linkId": f"heading-{item.number}", "text": item.heading, "type": "display"}
        yield _question(instrument, item)
    yield from (_score(instrument, scale) for scale in instrument.scales)


def _question(instrument: Instrument, item: Item) -> Json:
    asked: Json = {"linkId": _link(item.number), "text": item.text, "type": "choice", "required": False, "repeats": False}
    if item.number:
        asked["prefix"] = str(item.number)
    if item.code:
        asked["code"] = [{"system": LOINC, "code": item.code}]
    conditions = list(_conditions(instrument, item))
    if conditions:
        asked["enableWhen"] = conditions
    if len(conditions) > 1:
        asked["enableBehavior"] = "all"
    asked["answerOption"] = [_answer(instrument, item, option) for option in item.options]
    if item.help:
        asked["item"] = [{"linkId": f"help-{item.number}", "text": item.help, "type": "display"}]
    return asked


def _answer(instrument: Instrument, item: Item, option: Option) -> Json:
    if not item.scored:
        return {"valueCoding": _coding(instrument, option)}
    return {"extension": [{"url": ORDINAL, "valueDecimal": points(item, option.value)}], "valueCoding": _coding(instrument, option)}


def _coding(instrument: Instrument, option: Option) -> Json:
    system, code = (LOINC, option.code) if option.code else (answer_system(instrument), str(option.value))
    return {"system": system, "code": code, "display": option.label or str(option.value)}


def _conditions(instrument: Instrument, item: Item) -> Iterator[Json]:
    if instrument.gate and item.number:
        yield _unless(instrument, instrument.gate.item, instrument.gate.skips_on)
    for skip in instrument.skips:
        if item.number in skip.items:
            yield _unless(instrument, instrument.items[skip.item - 1], skip.on)


def _unless(instrument: Instrument, asked: Item, answer: int) -> Json:
    option = next(option for option in asked.options if option.value == answer)
    return {"question": _link(asked.number), "operator": "!=", "answerCoding": _coding(instrument, option)}


def _score(instrument: Instrument, scale: Scale) -> Json:
    """A scale: worked out from the answers, or entered where only scores are."""
    limits: list[Json] = [{"url": LOWEST, "valueDecimal": scale.low}, {"url": HIGHEST, "valueDecimal": scale.high}]
    entered = instrument.verdict is Verdict.TOTAL_ONLY
    if entered:
        limits.append({"url": DECIMALS, "valueInteger": scale.decimals})
    shown: Json = {"extension": limits, "linkId": f"score-{scale.id}", "text": scale.name, "type": "decimal", "required": False}
    if scale.code:
        shown["code"] = [{"system": LOINC, "code": scale.code}]
    if not entered:
        shown["readOnly"] = True
    return shown


def _copyright(instrument: Instrument) -> str:
    return " ".join(part for part in (instrument.attribution, instrument.licence, RIGHTS[instrument.verdict]) if part)


def _link(number: int) -> str:
    return str(number) if number else GATE


def _computer_name(name: str) -> str:
    letters = "".join(letter if letter.isalnum() and letter.isascii() else "_" for letter in name)
    return "_".join(part for part in letters.split("_") if part)
