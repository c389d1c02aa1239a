"""A log as a FHIR R4 Questionnaire: its lines with their limits, ends and levels."""

from typing import Any

from fullarc.exchange.fhir.questionnaire import DECIMALS, HIGHEST, LOWEST, ORDINAL, Json, plain_id
from fullarc.instruments.log import LogDefinition, LogField, LogKind

TYPES = {
    LogKind.SCALE: "integer",
    LogKind.ORDINAL: "choice",
    LogKind.NUMBER: "decimal",
    LogKind.ANALOGUE: "integer",
    LogKind.YES_NO: "boolean",
    LogKind.TEXT: "text",
}
STEP = "http://hl7.org/fhir/StructureDefinition/questionnaire-sliderStepValue"
UNIT = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit"
CONTROL = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl"
CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"


def log_questionnaire(log: LogDefinition) -> Json:
    """The Questionnaire of one log as plain JSON values. A log has no scores: each line stands for itself."""
    resource: Json = {
        "resourceType": "Questionnaire",
        "id": plain_id(log.id),
        "url": f"urn:fullarc:questionnaire:{log.id}",
        "version": log.version,
        "title": log.name,
        "status": "active",
        "subjectType": ["Patient"],
        "description": log.about,
        "purpose": f"A log, filled in {'once a day' if log.every == 'day' else 'each time it happens'}.",
        "copyright": log.licence,
        "publisher": log.source,
        "item": [{"linkId": "instruction", "text": log.instruction, "type": "display"}, *(_line(log, field) for field in log.fields)],
    }
    return resource


def _line(log: LogDefinition, field: LogField) -> Json:
    whole = field.step == int(field.step) and field.low == int(field.low)
    kind = "decimal" if TYPES[field.kind] == "integer" and not whole else TYPES[field.kind]
    line: Json = {"linkId": field.id, "text": field.label, "type": kind, "required": False, "repeats": False}
    if field.kind in (LogKind.SCALE, LogKind.NUMBER, LogKind.ANALOGUE):
        line["extension"] = list(_limits(field, kind))
    if field.kind is LogKind.ORDINAL:
        line["answerOption"] = [
            {
                "extension": [{"url": ORDINAL, "valueDecimal": option.value}],
                "valueCoding": {"system": f"urn:fullarc:answers:{log.id}", "code": str(option.value), "display": option.label},
            }
            for option in field.options
        ]
    ends = [f"{value:g} is {label}" for value, label in ((field.low, field.low_label), (field.high, field.high_label)) if label]
    if ends:
        line["item"] = [{"linkId": f"{field.id}-ends", "text": ", ".join(ends), "type": "display", "extension": [_control("help")]}]
    return line


def _limits(field: LogField, kind: str) -> list[dict[str, Any]]:
    value = "valueInteger" if kind == "integer" else "valueDecimal"
    low, high = (int(end) if kind == "integer" else end for end in (field.low, field.high))
    out: list[dict[str, Any]] = [{"url": LOWEST, value: low}, {"url": HIGHEST, value: high}]
    if kind == "integer":
        out.append({"url": STEP, "valueInteger": int(field.step)})
    else:
        out.append({"url": DECIMALS, "valueInteger": 2})
    if field.unit:
        out.append({"url": UNIT, "valueCoding": {"display": field.unit}})
    return [*out, _control("slider")] if field.kind is LogKind.ANALOGUE else out


def _control(code: str) -> dict[str, Any]:
    return {"url": CONTROL, "valueCodeableConcept": {"coding": [{"system": CONTROLS, "code": code}]}}
