"""Filled forms from FHIR: QuestionnaireResponses, scores that stand alone as Observations, rows of logs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from fullarc.exchange.fhir.elements import ABSENT, INFORMANT, LOINC, OWN, Json
from fullarc.exchange.fhir.here import Here, id_in
from fullarc.exchange.fhir.json_reading import FhirRefused, Place
from fullarc.exchange.fhir.questionnaire_response import read_response, score_response
from fullarc.exchange.fhir.record import EntryRecord, FormRecord, ScoreValue
from fullarc.instruments.definition import Instrument, Verdict
from fullarc.instruments.informants import CLIENT, WORDS
from fullarc.instruments.log import LogDefinition, LogKind, LogValue

QUESTIONNAIRE = f"{OWN}questionnaire:"


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures and logs at hand."""

    instruments: Mapping[str, Instrument]
    logs: Mapping[str, LogDefinition]


def canonical_of(one: Here) -> tuple[str, str]:
    """The id and version in our canonical address of a questionnaire; empty where it is another's."""
    held = one.data.get("questionnaire")
    if not isinstance(held, str) or not held.startswith(QUESTIONNAIRE):
        return "", ""
    name, _, version = held.removeprefix(QUESTIONNAIRE).partition("|")
    return name, version


def read_form(one: Here, measures: Measures, remarks: list[Place]) -> FormRecord:
    """A filled form. Refused (FhirRefused): not completed, a measure that is not at hand, no day, an answer that it does not offer."""
    day = one.day("authored")
    if day is None:
        raise one.refuse("authored", "found no day on which it was filled in; give one")
    response, measure = _fitted(one, measures)
    _, version = canonical_of(one)
    made = FormRecord(
        one.text("id", 64), measure.id, version or measure.version, day, one.refers_to("encounter"), informant=_informant(one)
    )
    if measure.verdict is Verdict.TOTAL_ONLY:
        return _totals_only(one, made, measure)
    try:
        read = read_response(response, measure)
        totals, answered = dict(read.carried), {number: answer for number, answer in read.answers.items() if answer is not None}
        if answered:
            totals = {}
            scored = score_response(response, measure)
            remarks += [Place(each_path(one, place.path), place.sentence) for place in read.remarks]
            remarks += [Place(one.path, sentence) for sentence in scored.disagreements]
    except FhirRefused as error:
        raise FhirRefused([Place(each_path(one, place.path), place.sentence) for place in error.places]) from None
    if not answered and not totals:
        raise one.refuse("item", "found no answer and no score; an empty form says nothing")
    return replace(made, answers=answered, totals=totals, declined=_declined(one))


def _informant(one: Here) -> str:
    """Who answered, as our own records say it; a form of another program, of which we cannot know, is taken for the client's."""
    source = one.part("source")
    named = source.part("identifier") if source else None
    said = named.text("value", 20) if named and named.text("system") == INFORMANT else ""
    return said if said in WORDS else CLIENT


def each_path(one: Here, path: str) -> str:
    return one.at(path) if path else one.path


def _declined(one: Here) -> tuple[int, ...]:
    """Our mark on an item that the client preferred not to answer."""
    found = []
    for item in one.parts("item"):
        link = item.text("linkId", 200)
        declined = any(
            each.data.get("url") == ABSENT and each.data.get("valueCode") == "asked-declined" for each in item.parts("extension")
        )
        if declined and (link.isdecimal() or link == "gate"):
            found.append(int(link) if link.isdecimal() else 0)
    return tuple(found)


def _totals_only(one: Here, made: FormRecord, measure: Instrument) -> FormRecord:
    """A licensed form of which only scores are known: score-SCALE and risk-NUMBER."""
    totals, answers = {}, {}
    known = {f"score-{scale.id}": scale.id for scale in measure.scales}
    for item in one.parts("item"):
        link, given = item.text("linkId", 200), next(iter(item.parts("answer")), None)
        value = None if given is None else given.number("valueDecimal") if "valueDecimal" in given.data else given.number("valueInteger")
        if value is None:
            continue
        if link in known:
            totals[known[link]] = value
        elif link.startswith("risk-") and link[5:].isdecimal() and value == int(value):
            answers[int(link[5:])] = int(value)
    if not totals:
        raise one.refuse("item", f"found no score of {measure.short_name}, of which only scores are taken; give score-total")
    return replace(made, totals=totals, answers=answers)


def _fitted(one: Here, measures: Measures) -> tuple[Json, Instrument]:
    """The measure that a response belongs to, and the response with its questions numbered where only their words tell."""
    name, _ = canonical_of(one)
    if name:
        if name not in measures.instruments:
            raise one.refuse("questionnaire", "found a measure that is not at hand here; publish it under your own measures first")
        return one.data, measures.instruments[name]
    asked = list(_questions(one, 0))
    codes = {code for item in asked for code in _codes(item)}
    by_code = {each.id: len(codes & {item.code for item in each.items if item.code}) for each in measures.instruments.values()}
    best = max(by_code, key=lambda each: (by_code[each], -len(measures.instruments[each].items)), default="")
    if best and by_code[best] and by_code[best] * 2 >= len(measures.instruments[best].items):
        return one.data, measures.instruments[best]
    words = {_letters(item.data.get("text")): item for item in asked if item.data.get("answer")}
    told = [(measure, _by_words(measure, words)) for measure in measures.instruments.values()]
    measure, numbered = max(told, key=lambda each: len(each[1]), default=(None, {}))
    if measure is not None and numbered and len(numbered) >= 0.8 * len(measure.items):
        unknown = next((item for item in words.values() if item.path not in numbered), None)
        if unknown is not None:
            raise unknown.refuse("text", f"found an answered question that {measure.short_name} does not ask in these words; number it")
        return _numbered(one.data, one.path, numbered), measure
    raise one.refuse(
        "questionnaire", "found a form of a measure that is not at hand here; import its Questionnaire as your own measure first"
    )


def _by_words(measure: Instrument, asked: Mapping[str, Here]) -> dict[str, int]:
    """The numbers of the items whose words were asked, by the place of the question."""
    found = {}
    for item in measure.items:
        ours = _letters(item.text)
        theirs = next((words for words in asked if _same_words(ours, words)), "")
        if theirs:
            found[asked[theirs].path] = item.number
    return found


def _same_words(ours: str, theirs: str) -> bool:
    """The same letters, or one the beginning of the other where it is long enough to be no chance."""
    shorter = min(len(ours), len(theirs))
    return bool(ours) and (ours == theirs or (shorter >= 30 and ours[:shorter] == theirs[:shorter]))


def _questions(one: Here, depth: int) -> Iterable[Here]:
    if depth <= 12:
        for item in one.parts("item"):
            yield item
            yield from _questions(item, depth + 1)


def _codes(item: Here) -> set[str]:
    named = item.data.get("definition")
    listed = item.data.get("code")
    codes = {str(each.get("code")) for each in listed if isinstance(each, dict)} if isinstance(listed, list) else set()
    return codes | ({named.rstrip("/").rpartition("/")[2]} if isinstance(named, str) else set())


def _letters(text: Any) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum()) if isinstance(text, str) else ""


def _numbered(data: Json, path: str, numbers: Mapping[str, int]) -> Json:
    """The same response with the number of the item as linkId of each question that was known by its words; others are left out."""
    items = []
    for place, item in enumerate(data.get("item", [])):
        here = f"{path}.item[{place}]" if path else f"item[{place}]"
        below = _numbered(item, here, numbers)
        if here in numbers:
            items.append({**below, "linkId": str(numbers[here])})
        elif below.get("item"):
            items.append({key: value for key, value in below.items() if key != "answer"})
    return {**{key: value for key, value in data.items() if key != "item"}, **({"item": items} if items else {})}


def read_scores(observations: Iterable[Here], measures: Measures, refusals: list[Place]) -> list[tuple[Here, str, ScoreValue, str]]:
    """Observations that are scores of a measure at hand: (observation, measure, score, id of the form that it derives from)."""
    by_loinc = {scale.code: (each.id, scale.id) for each in measures.instruments.values() for scale in each.scales if scale.code}
    found = []
    for one in observations:
        try:
            named = _scale(one, by_loinc)
            if named is not None:
                derived = next((id_in(each.text("reference")) for each in one.parts("derivedFrom")), "")
                found.append((one, named[0], _score(one, named[1]), derived))
        except FhirRefused as error:
            refusals.extend(error.places)
    return found


def _scale(one: Here, by_loinc: Mapping[str, tuple[str, str]]) -> tuple[str, str] | None:
    concept = one.part("code")
    for each in concept.parts("coding") if concept else ():
        system, code = each.text("system").rstrip("/"), each.text("code")
        if system.startswith(f"{OWN}scale:"):
            return system.removeprefix(f"{OWN}scale:"), code
        if system == LOINC and code in by_loinc:
            return by_loinc[code]
    return None


def _score(one: Here, scale: str) -> ScoreValue:
    value = one.part("valueQuantity")
    found = value.number("value") if value else one.number("valueInteger")
    reason = one.part("dataAbsentReason")
    band = next((each.text("text") for each in one.parts("interpretation")), "")
    if found is None and reason is None:
        raise one.refuse("valueQuantity", "found a score without a value; give valueQuantity or valueInteger")
    return ScoreValue(scale, found, reason.text("text") if found is None and reason else "", band)


def forms_with_scores(
    forms: Iterable[FormRecord], scores: Iterable[tuple[Here, str, ScoreValue, str]], refusals: list[Place]
) -> list[FormRecord]:
    """The forms, each with the scores that derive from it; scores that derive from none stand as totals by measure and day."""
    held = {form.id: form for form in forms}
    derived: dict[str, list[ScoreValue]] = defaultdict(list)
    alone: dict[tuple[str, Any], FormRecord] = {}
    for one, measure, score, source in scores:
        if source in held:
            derived[source].append(score)
            continue
        try:
            _alone(alone, one, measure, score)
        except FhirRefused as error:
            refusals.extend(error.places)
    answered = {(form.measure, form.date) for form in held.values()}
    single = [form for key, form in alone.items() if key not in answered]
    return [*(replace(form, scores=tuple(derived[form.id])) for form in held.values()), *single]


def _alone(alone: dict[tuple[str, Any], FormRecord], one: Here, measure: str, score: ScoreValue) -> None:
    if one.text("status") not in ("final", "amended", "corrected"):
        raise one.refuse("status", "found a score that is not final; only final, amended or corrected ones are taken")
    day = one.day("effectiveDateTime") or one.day("effectiveInstant")
    if day is None:
        raise one.refuse("effectiveDateTime", "found no day of the score; give one")
    if score.value is None:
        raise one.refuse("dataAbsentReason", "found a score without a value and without its answers; there is nothing to keep")
    form = alone.get((measure, day)) or FormRecord(one.text("id", 64), measure, "", day)
    if score.scale in form.totals and form.totals[score.scale] != score.value:
        raise one.refuse("valueQuantity", "found a second value of the same scale on the same day; say which one holds")
    alone[measure, day] = replace(form, totals={**form.totals, score.scale: score.value})


def read_entry(one: Here, log: LogDefinition) -> EntryRecord:
    """A filled row of a log."""
    day = one.day("authored")
    if day is None:
        raise one.refuse("authored", "found no day of the entry; give one")
    fields = {field.id: field for field in log.fields}
    values: dict[str, LogValue] = {}
    for item in one.parts("item"):
        link, given = item.text("linkId", 200), next(iter(item.parts("answer")), None)
        if link in fields and given is not None:
            values[link] = _logged(given, fields[link].kind)
    return EntryRecord(one.text("id", 64), log.id, day, values)


def _logged(given: Here, kind: LogKind) -> LogValue:
    if kind is LogKind.YES_NO:
        value = given.data.get("valueBoolean")
        if not isinstance(value, bool):
            raise given.refuse("valueBoolean", "found no yes or no; give true or false")
        return value
    if kind is LogKind.TEXT:
        return given.text("valueString", 4_000)
    coded = given.part("valueCoding")
    try:
        found = float(coded.text("code", 40)) if coded else given.number("valueDecimal") or given.number("valueInteger") or 0.0
    except ValueError:
        raise given.refuse("valueCoding", "found a code that is not a level of this line; give its number") from None
    return found
