"""A FHIR R4 QuestionnaireResponse as answers of a measure, scored, and held against the totals that it carries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fullarc.exchange.fhir.json_reading import DEEPEST, Json, Place, extension, number, refused, rows, text
from fullarc.exchange.fhir.questionnaire_answers import LOINC, ORDINALS
from fullarc.instruments.answers import AnswerRefused
from fullarc.instruments.definition import Instrument, Item
from fullarc.instruments.scale_scores import points
from fullarc.instruments.scored_form import ScoredForm
from fullarc.instruments.scoring import score

USABLE = ("completed", "amended")


@dataclass(frozen=True, slots=True)
class ResponseRead:
    """`answers` by item number, None where a question was left empty; `carried` the scores in the file by scale."""

    answers: Mapping[int, int | None]
    carried: Mapping[str, float]
    remarks: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class ResponseScored:
    """The form as scored here, and a sentence for each carried score that it does not agree with."""

    form: ScoredForm
    carried: Mapping[str, float]
    disagreements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Given:
    path: str
    row: Json
    value: Json


def read_response(response: Json, measure: Instrument) -> ResponseRead:
    """The answers of one QuestionnaireResponse to the items of this measure.

    A question belongs to the item with its linkId, else with its LOINC code (in `definition`), else with its number as linkId. The
    value of an answer is the ordinal value it carries; failing that the option with its code, its words, or its number. Refused
    (FhirRefused): a response that is not completed, a question the measure does not ask, an answer it does not offer.
    """
    if response.get("resourceType") != "QuestionnaireResponse":
        raise refused("resourceType", "found another resource, expected QuestionnaireResponse")
    if response.get("status") not in USABLE:
        raise refused("status", f"found {str(response.get('status'))[:40]!r}, expected completed or amended; finish the form first")
    answers: dict[int, int | None] = {item.number: None for item in measure.items}
    carried, remarks, seen = dict[str, float](), list[Place](), set[int]()
    for given in _given(response, "", 0):
        scale = _scale(given, measure)
        if scale:
            carried[scale] = _number(given)
            continue
        item = _item(given, measure)
        if item.number in seen:
            raise refused(given.path, f"found a second answer to item {item.number}, expected one; correct the response")
        seen.add(item.number)
        answers[item.number] = _answer(given, item, remarks)
    return ResponseRead(answers, carried, tuple(remarks))


def score_response(response: Json, measure: Instrument) -> ResponseScored:
    """Read and score a response. Refused (FhirRefused): what `read_response` refuses, and answers that the form cannot hold."""
    read = read_response(response, measure)
    try:
        form = score(measure, read.answers)
    except AnswerRefused as error:
        raise refused("item", str(error)) from error
    found = {each.scale: each for each in (form.total, *form.subscales)}
    wrong = [
        f"{found[scale].name}: the answers give {_shown(found[scale].value)}, the file says {value:g}"
        for scale, value in read.carried.items()
        if found[scale].value != value
    ]
    return ResponseScored(form, read.carried, tuple(wrong))


def _shown(value: float | None) -> str:
    return "none" if value is None else f"{value:g}"


def _given(parent: Json, path: str, depth: int) -> Iterator[_Given]:
    """Every question with an answer, groups and answers entered. Refused: more than one answer to a question."""
    if depth > DEEPEST:
        raise refused(path, f"found groups {depth} deep, expected at most {DEEPEST}")
    for here, row in rows(parent, "item", path):
        given = list(rows(row, "answer", here))
        if len(given) > 1:
            raise refused(f"{here}.answer", f"found {len(given)} answers, expected one")
        for where, value in given:
            yield _Given(where, row, value)
            yield from _given(value, where, depth + 1)
        yield from _given(row, here, depth + 1)


def _codes(given: _Given) -> set[str]:
    """LOINC codes that the question names: at the end of its `definition`, or in a `code` as some programs write it."""
    named = {text(given.row, "definition", given.path).rstrip("/").rpartition("/")[2]}
    codes = given.row.get("code")
    listed = codes if isinstance(codes, list) else []
    return (named | {str(code.get("code")) for code in listed if isinstance(code, dict) and code.get("system") == LOINC}) - {""}


def _scale(given: _Given, measure: Instrument) -> str:
    link, codes = text(given.row, "linkId", given.path), _codes(given)
    if any(link and link == item.link for item in measure.items):
        return ""
    return next((scale.id for scale in measure.scales if link == f"score-{scale.id}" or (scale.code and scale.code in codes)), "")


def _item(given: _Given, measure: Instrument) -> Item:
    link, codes = text(given.row, "linkId", given.path), _codes(given)
    by_code = [item for item in measure.items if item.code and item.code in codes]
    by_link = [item for item in measure.items if item.link and item.link == link]
    by_number = [item for item in measure.items if link == str(item.number)]
    gate = [measure.gate.item] if measure.gate and link == "gate" else []
    found = by_link or by_code or by_number or gate
    if not found:
        sentence = (
            f"found the question {link[:60]!r}, which {measure.short_name} does not ask; take the measure that this response belongs to"
        )
        raise refused(given.path, sentence)
    return found[0]


def _number(given: _Given) -> float:
    held = given.value.get("valueQuantity")
    value = held.get("value") if isinstance(held, dict) else given.value.get("valueInteger", given.value.get("valueDecimal"))
    found = number(value)
    if found is None:
        raise refused(given.path, "found a score that is no number; give it as valueInteger, valueDecimal or valueQuantity")
    return found


def _answer(given: _Given, item: Item, remarks: list[Place]) -> int:
    held = given.value.get("valueCoding")
    coding: Json = held if isinstance(held, dict) else {}
    by_code = next((option.value for option in item.options if option.code and option.code == coding.get("code")), None)
    carried = _carried(given, coding)
    if carried is not None:
        counts = next((option.value for option in item.options if points(item, option.value) == carried), None)
        if counts is None:
            raise _not_offered(given, item, f"the value {carried:g}")
        if by_code is not None and by_code != counts:
            remarks.append(Place(given.path, f"its code means {by_code}, the value beside it is {carried:g}; the value was taken."))
        return counts
    if by_code is not None:
        return by_code
    return _plain(given, item, coding)


def _plain(given: _Given, item: Item, coding: Json) -> int:
    """An answer without a LOINC code and without a value: its printed number, or its words."""
    boolean = given.value.get("valueBoolean")
    whole = given.value.get("valueInteger")
    named = {True: "Yes", False: "No"}[boolean] if isinstance(boolean, bool) else whole
    written = str(coding.get("code", "")), str(coding.get("display", given.value.get("valueString", named)))
    for option in item.options:
        if str(option.value) == written[0] or written[1] in (option.label, str(option.value)):
            return option.value
    raise _not_offered(given, item, "an answer")


def _carried(given: _Given, coding: Json) -> float | None:
    value = number(extension(coding, *ORDINALS))
    return number(extension(given.value, *ORDINALS)) if value is None else value


def _not_offered(given: _Given, item: Item, what: str) -> Exception:
    offered = ", ".join(str(option.value) for option in item.options)
    return refused(given.path, f"found {what} that item {item.number} does not offer; its answers are {offered}")
