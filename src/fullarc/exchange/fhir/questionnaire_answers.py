"""The answers of one question of a FHIR Questionnaire, wherever the file keeps them, and the value of each."""

from dataclasses import dataclass, replace

from fullarc.exchange.fhir.json_reading import Json, extension, number, refused, rows, text
from fullarc.instruments.definition import Item

EXTENSIONS = "http://hl7.org/fhir/StructureDefinition/"
ORDINALS = tuple(
    f"{EXTENSIONS}{name}"
    for name in ("ordinalValue", "itemWeight", "valueset-ordinalValue", "codesystem-ordinalValue", "iso21090-CO-value")
)
LOINC = "http://loinc.org"
LOWEST, HIGHEST, STEP = f"{EXTENSIONS}minValue", f"{EXTENSIONS}maxValue", f"{EXTENSIONS}questionnaire-sliderStepValue"
MOST_ANSWERS = 101


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the file: `value` is its ordinal value, None where the file gives none."""

    label: str
    path: str
    value: float | None = None
    code: str = ""
    system: str = ""


def answers_of(question: Json, path: str, file: Json) -> list[Answer]:
    """The answers of a question from its options, its value set within the file, or its type. Refused: none, too many, other types."""
    kind = question.get("type")
    if kind == "boolean":
        return [Answer("Yes", path, 1.0, "true"), Answer("No", path, 0.0, "false")]
    if kind == "integer" and not question.get("answerOption"):
        return _steps(question, path)
    found = [_option(row, here) for key in ("answerOption", "option") for here, row in rows(question, key, path)]
    found = found or _from_value_set(question, path, file)
    if len(found) < 2 or len(found) > MOST_ANSWERS:
        raise refused(path, f"found {len(found)} answers, expected 2 to {MOST_ANSWERS}; list the answers in answerOption")
    return found


def options_of(answers: list[Answer], known: Item | None) -> tuple[list[Json], str]:
    """The options of a definition, and where their values come from: "file", "known" (a shipped measure) or "order".

    Two answers of the same value keep their place as value and count what the file says. Refused: a value that is not whole, and
    values on some answers only.
    """
    valued = [answer for answer in answers if answer.value is not None]
    by_code = {option.code: option.value for option in known.options if option.code} if known else {}
    come_from = "file"
    if not valued:
        fits = bool(by_code) and all(answer.code in by_code for answer in answers)
        come_from = "known" if fits else "order"
        answers = [replace(a, value=float(by_code[a.code] if fits else place)) for place, a in enumerate(answers)]
    elif len(valued) < len(answers):
        without = next(answer for answer in answers if answer.value is None)
        raise refused(without.path, "found no ordinal value although other answers have one; give every answer its value")
    broken = next((answer for answer in answers if answer.value is None or answer.value != int(answer.value)), None)
    if broken is not None:
        raise refused(broken.path, f"found the ordinal value {broken.value}, expected a whole number; multiply all values alike")
    values = [int(answer.value or 0) for answer in answers]
    same = len(set(values)) < len(values)
    pairs = enumerate(zip(answers, values, strict=True))
    return [_row(answer, place if same else value, value if same else None) for place, (answer, value) in pairs], come_from


def _row(answer: Answer, value: int, points: int | None) -> Json:
    row: Json = {"value": value, "label": answer.label}
    if answer.system == LOINC:
        row["code"] = answer.code
    if points is not None:
        row["points"] = points
    return row


def _option(row: Json, path: str) -> Answer:
    value = number(extension(row, *ORDINALS))
    coding = row.get("valueCoding")
    if isinstance(coding, dict):
        return _coded(coding, path, value)
    if isinstance(row.get("valueString"), str):
        return Answer(text(row, "valueString", path, 400), path, value)
    if number(row.get("valueInteger")) is not None:
        return Answer(f"{row['valueInteger']:g}", path, float(row["valueInteger"]) if value is None else value)
    kinds = [key for key in row if key.startswith("value")]
    found = kinds[0] if kinds else "no value"
    raise refused(path, f"found {found}, expected valueCoding, valueString or valueInteger; write the answer as one of these")


def _coded(coding: Json, path: str, value: float | None) -> Answer:
    code, label = text(coding, "code", path, 200), text(coding, "display", path, 400)
    if not label and not code:
        raise refused(path, "found an answer without words; give its coding a display")
    own = number(extension(coding, *ORDINALS))
    return Answer(label or code, path, own if value is None else value, code, text(coding, "system", path, 400))


def _steps(question: Json, path: str) -> list[Answer]:
    low, high, step = (number(extension(question, url)) for url in (LOWEST, HIGHEST, STEP))
    step = 1.0 if step is None else step
    if low is None or high is None or not low < high or step <= 0 or (high - low) / step + 1 > MOST_ANSWERS:
        apart = f"minValue and maxValue at most {MOST_ANSWERS - 1} steps apart"
        raise refused(path, f"found a number without {apart}; give both, or keep the number in a log")
    if any(one != int(one) for one in (low, high, step)):
        raise refused(path, "found a range with decimals, expected whole steps; multiply all values alike")
    return [Answer(str(value), path, float(value)) for value in range(int(low), int(high) + 1, int(step))]


def _from_value_set(question: Json, path: str, file: Json) -> list[Answer]:
    named = question.get("answerValueSet")
    if named is None and isinstance(question.get("options"), dict):
        named = question["options"].get("reference")
    if named is None:
        return []
    if not isinstance(named, str):
        raise refused(f"{path}.answerValueSet", "found something that is not an address; name a value set within the file")
    for here, held in rows(file, "contained", ""):
        if held.get("resourceType") == "ValueSet" and (f"#{held.get('id')}" == named or held.get("url") == named.partition("|")[0]):
            return _listed(held, here)
    sentence = f"found the value set {named[:120]}, which is not in the file; add it to contained, or list the answers"
    raise refused(f"{path}.answerValueSet", sentence)


def _listed(held: Json, path: str) -> list[Answer]:
    expansion, compose = held.get("expansion"), held.get("compose")
    if isinstance(expansion, dict):
        return [_coded(row, here, None) for here, row in rows(expansion, "contains", f"{path}.expansion")]
    if isinstance(compose, dict):
        return [
            _coded({**concept, "system": part.get("system", "")}, where, None)
            for here, part in rows(compose, "include", f"{path}.compose")
            for where, concept in rows(part, "concept", here)
        ]
    raise refused(path, "found a value set without its answers; list them in expansion.contains")
