"""What was measured: filled forms as QuestionnaireResponses, scores as Observations, rows of logs as QuestionnaireResponses."""

from collections.abc import Iterator
from uuid import UUID, uuid5

from fullarc.exchange.fhir.elements import (
    ABSENT,
    INFORMANT,
    LOINC,
    OWN,
    TERMINOLOGY,
    Json,
    category,
    coding,
    concept,
    identifier,
    quantity,
    reference,
    without_empty,
)
from fullarc.exchange.fhir.questionnaire import ORDINAL, answer_system
from fullarc.exchange.fhir.record import EntryRecord, FormRecord, ScoreValue
from fullarc.instruments.definition import Instrument, Item
from fullarc.instruments.informants import CLIENT, CLINICIAN, WORDS
from fullarc.instruments.log import LogDefinition, LogKind
from fullarc.instruments.scale_scores import points


def canonical(measure: str, version: str) -> str:
    return f"{OWN}questionnaire:{measure}|{version}"


def response(patient_id: str, form: FormRecord, measure: Instrument | None) -> Json:
    """A filled form. Without its definition (`measure` None) the answers stand as plain numbers under the number of their item.

    An item that the client preferred not to answer says so (data-absent-reason asked-declined); one left empty is not in it.
    """
    items = {item.number: item for item in _items(measure)}
    asked = [_answered(number, value, items.get(number), measure) for number, value in sorted(form.answers.items())]
    declined = [_declined(number, items.get(number)) for number in form.declined]
    totals = [{"linkId": f"score-{scale}", "answer": [{"valueDecimal": value}]} for scale, value in sorted(form.totals.items())]
    return without_empty(
        {
            "resourceType": "QuestionnaireResponse",
            "id": form.id,
            "questionnaire": canonical(form.measure, form.version),
            "status": "completed",
            "subject": reference("Patient", patient_id),
            "encounter": reference("Encounter", form.session) if form.session else None,
            "authored": form.date.isoformat(),
            "source": informant(patient_id, form),
            "item": [*asked, *declined, *totals],
        }
    )


def informant(patient_id: str, form: FormRecord) -> Json:
    """Who answered: the patient, or an observer, of whom only the kind is told (their record is not ours to hand out)."""
    if form.informant == CLIENT:
        return reference("Patient", patient_id)
    kind = "Practitioner" if form.informant == CLINICIAN else "RelatedPerson"
    return {"type": kind, "identifier": {"system": INFORMANT, "value": form.informant}, "display": WORDS[form.informant]}


def _items(measure: Instrument | None) -> tuple[Item, ...]:
    if measure is None:
        return ()
    return (measure.gate.item, *measure.items) if measure.gate else measure.items


def _answered(number: int, value: int, item: Item | None, measure: Instrument | None) -> Json:
    option = next((option for option in item.options if option.value == value), None) if item else None
    if option is None or item is None or measure is None:
        link = f"risk-{number}" if measure is not None and item is None else _link(number)
        return {"linkId": link, "answer": [{"valueInteger": value}]}
    system, code = (LOINC, option.code) if option.code else (answer_system(measure), str(option.value))
    chosen: Json = coding(system, code, option.label)
    if item.scored:
        chosen = {"extension": [{"url": ORDINAL, "valueDecimal": points(item, option.value)}], **chosen}
    return {"linkId": _link(number), "text": item.text, "answer": [{"valueCoding": chosen}]}


def _declined(number: int, item: Item | None) -> Json:
    words = {"text": item.text} if item else {}
    return {"extension": [{"url": ABSENT, "valueCode": "asked-declined"}], "linkId": _link(number), **words}


def _link(number: int) -> str:
    return str(number) if number else "gate"


def scores(patient_id: str, form: FormRecord, measure: Instrument | None, *, alone: bool = False) -> Iterator[Json]:
    """An Observation for each scale, with its band; one that could not be scored says why.

    `alone` leaves out what it was derived from and the session: for a receiver that has neither.
    """
    for score in form.scores:
        yield _score(patient_id, form, score, measure, alone)


def score_id(form_id: str, scale: str) -> str:
    """The same for the same scale of the same form."""
    return str(uuid5(UUID(form_id), f"score:{scale}"))


def _score(patient_id: str, form: FormRecord, score: ScoreValue, measure: Instrument | None, alone: bool) -> Json:
    made = score_id(form.id, score.scale)
    beside: Json = {}
    if not alone:
        beside = {"derivedFrom": [reference("QuestionnaireResponse", form.id)]}
        beside |= {"encounter": reference("Encounter", form.session)} if form.session else {}
    if score.value is None:
        absent = concept(f"{TERMINOLOGY}data-absent-reason", "not-performed", text=score.not_scored or "not scored")
        beside["dataAbsentReason"] = absent
    else:
        beside["valueQuantity"] = quantity(score.value)
    return without_empty(
        {
            "resourceType": "Observation",
            "id": made,
            "identifier": identifier(made),
            "status": "final",
            "category": category("observation-category", "survey"),
            "code": score_code(form.measure, score.scale, measure),
            "subject": reference("Patient", patient_id),
            "effectiveDateTime": form.date.isoformat(),
            "performer": [] if form.informant == CLIENT else [informant(patient_id, form)],
            "interpretation": [{"text": score.band}] if score.band else [],
            **beside,
        }
    )


def score_code(measure_id: str, scale_id: str, measure: Instrument | None) -> Json:
    """The LOINC code of the scale where one was confirmed, and always our own beside it."""
    own_code = coding(f"{OWN}scale:{measure_id}", scale_id)
    if measure is None or all(scale.id != scale_id for scale in measure.scales):
        return {"coding": [own_code], "text": f"{measure_id}, {scale_id}"}
    scale = measure.scale(scale_id)
    named = f"{measure.short_name}, {scale.name.lower()}"
    return {"coding": [*([coding(LOINC, scale.code)] if scale.code else []), own_code], "text": named}


def entry(patient_id: str, row: EntryRecord, log: LogDefinition | None) -> Json:
    """One filled row of a log; lines left empty are not in it."""
    fields = {field.id: field for field in log.fields} if log else {}
    items = [
        {"linkId": line, **({"text": fields[line].label} if line in fields else {}), "answer": [_value(line, value, log)]}
        for line, value in sorted(row.values.items())
    ]
    return without_empty(
        {
            "resourceType": "QuestionnaireResponse",
            "id": row.id,
            "questionnaire": canonical(row.log, log.version if log else "unknown"),
            "status": "completed",
            "subject": reference("Patient", patient_id),
            "authored": row.date.isoformat(),
            "source": reference("Patient", patient_id),
            "item": items,
        }
    )


def _value(line: str, value: float | bool | str, log: LogDefinition | None) -> Json:
    if isinstance(value, bool):
        return {"valueBoolean": value}
    if isinstance(value, str):
        return {"valueString": value}
    field = next((field for field in log.fields if field.id == line), None) if log else None
    if field is not None and field.kind is LogKind.YES_NO:
        return {"valueBoolean": bool(value)}
    if log is not None and field is not None and field.kind is LogKind.ORDINAL:
        label = next((option.label for option in field.options if option.value == value), "")
        return {"valueCoding": coding(f"{OWN}answers:{log.id}", f"{value:g}", label)}
    return {"valueDecimal": value}
