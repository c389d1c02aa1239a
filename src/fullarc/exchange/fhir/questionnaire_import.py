"""A FHIR R4 Questionnaire as the content of a definition. What cannot be carried over is refused, all of it at once, with its path."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from fullarc.exchange.fhir.json_reading import DEEPEST, FhirRefused, Json, Place, extension, read_resource, refused, rows, text
from fullarc.exchange.fhir.questionnaire_answers import LOINC, Answer, answers_of, options_of
from fullarc.exchange.fhir.questionnaire_conditions import skips_of
from fullarc.instruments.catalogue import Catalogue, catalogue
from fullarc.instruments.definition import Instrument, Item
from fullarc.instruments.own_definition import MOST_ITEMS
from fullarc.instruments.own_scoring import ScoringRule, with_rule

HIDDEN = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden"
ASKED = ("choice", "boolean", "integer", "coding")
SCORE = re.compile(r"\b(total|sub)?\s*-?score\b|\btotal\b|\bsum\b", re.IGNORECASE)
CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
BETTER = re.compile(r"\b(lower|higher) is better\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ImportedQuestionnaire:
    """The content of a definition, still without what FHIR does not tell (which end is better), and what its maker should check."""

    content: Json
    remarks: tuple[Place, ...]


@dataclass
class _Form:
    """What is gathered on the way through the file."""

    file: Json
    known: dict[str, tuple[Instrument, Item]]
    asked: list[tuple[Json, str, list[Answer], Json]] = field(default_factory=list)  # question, path, answers, row of the definition
    remarks: list[Place] = field(default_factory=list)
    faults: list[Place] = field(default_factory=list)
    totals: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)  # words that stand above the next question
    instruction: str = ""
    risks: list[Json] = field(default_factory=list)


def read_questionnaire(raw: bytes, measures: Catalogue | None = None) -> ImportedQuestionnaire:
    """Read a Questionnaire (JSON).

    Values of answers come from their ordinal values; failing these from a shipped measure with the same LOINC codes; failing that from
    their order, counted from 0, with a remark. Refused (FhirRefused, with every path and reason): another resource, a question whose
    answers cannot be scored (text, date, attachment), several answers to one question, a condition that no definition can hold.
    """
    file = read_resource(raw, "Questionnaire")
    form = _Form(file, _known_items(measures or catalogue()))
    _walk(form, file, "", 0)
    if not form.faults and not form.asked:
        form.faults.append(
            Place("item", "found no question with answers to choose from, expected at least one; only such forms can be scored")
        )
    if len(form.asked) > MOST_ITEMS:
        form.faults.append(Place("item", f"found {len(form.asked)} questions, expected at most {MOST_ITEMS}"))
    content = None if form.faults else _content(form)
    if form.faults or content is None:
        raise FhirRefused(form.faults)
    return ImportedQuestionnaire(content, tuple(form.remarks))


def _known_items(measures: Catalogue) -> dict[str, tuple[Instrument, Item]]:
    return {item.code: (measure, item) for measure in measures for item in measure.items if item.code}


def _walk(form: _Form, parent: Json, path: str, depth: int) -> None:
    if depth > DEEPEST:
        raise refused(path, f"found groups {depth} deep, expected at most {DEEPEST}; flatten the form")
    for here, item in rows(parent, "item", path):
        try:
            _take(form, item, here, depth)
        except FhirRefused as error:
            form.faults.extend(error.places)


def _take(form: _Form, item: Json, path: str, depth: int) -> None:
    kind, words = item.get("type"), text(item, "text", path)
    if extension(item, HIDDEN) is True:
        form.remarks.append(Place(path, "is hidden from the client and was left out."))
    elif kind == "display":
        form.waiting += [words] if words else []
    elif kind == "group":
        _take_group(form, item, words, path, depth)
    elif _is_score(form, item, words):
        form.totals.append(_loinc(item))
        form.remarks.append(Place(path, "is a score; it is worked out here and not asked."))
    elif kind in ASKED:
        _take_question(form, item, words, path)
    else:
        shown = f"a question of type {str(kind)[:40]}" if kind else "a question without a type"
        raise refused(path, f"found {shown}, expected choice, boolean or an integer with limits; keep text and other values in a log")


def _take_group(form: _Form, item: Json, words: str, path: str, depth: int) -> None:
    if item.get("enableWhen"):
        raise refused(f"{path}.enableWhen", "found a condition on a whole group; put it on each question of the group")
    if item.get("repeats") is True:
        raise refused(f"{path}.repeats", "found a group that may be filled in several times; give it once")
    form.waiting += [words] if words else []
    _walk(form, item, path, depth + 1)


def _is_score(form: _Form, item: Json, words: str) -> bool:
    if item.get("type") not in ("decimal", "integer", "quantity"):
        return False
    codes = {measure.total.code for measure, _ in form.known.values()} - {""}
    return bool(item.get("readOnly") is True or extension(item, CALCULATED) or _loinc(item) in codes or SCORE.search(words))


def _take_question(form: _Form, item: Json, words: str, path: str) -> None:
    if not words:
        raise refused(f"{path}.text", "found a question without words; write what is asked")
    if item.get("repeats") is True:
        raise refused(f"{path}.repeats", "found a question with several answers, expected one; ask each answer as yes or no")
    link = text(item, "linkId", path, 200)
    if not link or any(asked.get("linkId") == link for asked, *_ in form.asked):
        raise refused(f"{path}.linkId", "found no linkId, or one that another question has; give each its own")
    answers = answers_of(item, path, form.file)
    row: Json = {"number": len(form.asked) + 1, "text": words, "link": link}
    if _loinc(item):
        row["code"] = _loinc(item)
    _heading(form, row)
    row["help"] = "\n".join(_help(item, path))
    form.asked.append((item, path, answers, {key: value for key, value in row.items() if value != ""}))


def _heading(form: _Form, row: Json) -> None:
    """Words before the first question are the instruction, later ones stand above the question that follows."""
    words, form.waiting = "\n".join(form.waiting), []
    if not form.asked:
        form.instruction = words
    elif words:
        row["heading"] = words


def _help(item: Json, path: str) -> Iterator[str]:
    for here, child in rows(item, "item", path):
        if child.get("type") != "display":
            raise refused(here, "found a question within a question; put it beside, with a condition")
        if extension(child, HIDDEN) is not True:
            yield text(child, "text", here)


def _content(form: _Form) -> Json | None:
    file, some_valued = form.file, any(answer.value is not None for _, _, answers, _ in form.asked for answer in answers)
    unscored: list[int] = []
    for _, path, answers, row in form.asked:
        try:
            _value(form, path, answers, row, unscored, some_valued)
        except FhirRefused as error:
            form.faults.extend(error.places)
    if form.faults:
        return None
    skips = skips_of(form.asked, form.faults)
    title = text(file, "title", "", 400) or text(file, "name", "", 400)
    short, _, long = title.partition(": ") if len(title.partition(": ")[0]) <= 40 else (title[:40], "", title)
    content: Json = {
        "version": "1",
        "name": long or title or "Questionnaire",
        "short_name": short or "Questionnaire",
        "about": text(file, "description", "").split("\n")[0].lstrip("- ")[:300] or title,
        "tracker": True,
        "rights": {"verdict": "wording"},
        "use": {"problems": ["own_problems"], "answered_by": ["client"], "from_age": 0},
        "items": [row for *_, row in form.asked],
    }
    content["use"]["ages_from"] = {"source": "not stated", "verified": False}
    content |= {
        key: value for key, value in (("source", _source(file)), ("instruction", form.instruction), ("code", _loinc(file))) if value
    }
    if licence := text(file, "copyright", "", 8_000):
        content["rights"] |= {"licence": licence, "source": "the copyright element of the file", "attribution": licence}
    if said := BETTER.search(text(file, "purpose", "")):
        content["better"] = said[1].lower()
    if form.risks:
        content["risk_items"] = form.risks
    if skips:
        content["skips"] = skips
    content = with_rule(content, ScoringRule(unscored=tuple(unscored)))
    if code := next((code for code in form.totals if code), ""):
        content["total"]["code"] = code
    return content


def _value(form: _Form, path: str, answers: list[Answer], row: Json, unscored: list[int], some_valued: bool) -> None:
    known = form.known.get(row.get("code", ""))
    row["options"], come_from = options_of(answers, known[1] if known else None)
    if (known and not known[1].scored) or (not known and come_from == "order" and some_valued):
        unscored.append(row["number"])
        form.remarks.append(Place(path, "is asked and not scored; check that on the page of the scoring rule."))
    if come_from == "known" and known:
        form.remarks.append(Place(path, f"has no values in the file; they were taken from {known[0].short_name} by their LOINC codes."))
    elif come_from == "order":
        form.remarks.append(Place(path, "has no values in the file; its answers were numbered from 0 in their order. Check them."))
    if known:
        form.risks += [_risk(known[0], row, risk.at_least, risk.about) for risk in known[0].risk_items if risk.number == known[1].number]


def _risk(measure: Instrument, row: Json, at_least: int, about: str) -> Json:
    highest = max(option["value"] for option in row["options"])
    source = f"as in {measure.short_name}, by its LOINC code"
    return {"number": row["number"], "at_least": at_least, "high": highest, "about": about, "source": source, "verified": False}


def _source(file: Json) -> str:
    parts = [text(file, "publisher", "", 400), text(file, "url", "", 400), text(file, "version", "", 100)]
    return ", ".join(part for part in parts if part)


def _loinc(item: Json) -> str:
    codes = item.get("code")
    if isinstance(codes, list):
        return next((str(c["code"])[:40] for c in codes if isinstance(c, dict) and c.get("system") == LOINC and c.get("code")), "")
    return ""
