"""Goals with their levels, targets and ratings, and treatment plans as resources."""

from datetime import date

from fullarc.exchange.fhir.elements import (
    GAS_CODE,
    GAS_LEVELS,
    LOINC,
    OWN,
    PCO_GAS,
    TERMINOLOGY,
    Json,
    category,
    coding,
    concept,
    day,
    identifier,
    instant,
    own,
    own_parts,
    part,
    reference,
    without_empty,
)
from fullarc.exchange.fhir.record import ClientRecord, CourseRecord, GoalRecord, PlanRecord, RatingRecord, TargetRecord
from fullarc.plans.plan import Kind, Line

COMPARATORS = {"at_most": "<=", "at_least": ">="}


def goal(client: ClientRecord, each: GoalRecord, as_of: date) -> Json:
    """A goal in the client's words. A closed one is completed in the sense of FHIR: no longer being sought."""
    return without_empty(
        {
            "resourceType": "Goal",
            "id": each.id,
            "identifier": identifier(each.id),
            "extension": [
                *(_level(number, text) for number, text in zip(GAS_LEVELS, each.levels, strict=False)),
                *own("goal-weight", valueDecimal=each.weight),
                *own("goal-serves", valueString=each.serves),
                *own("goal-confidence", valueInteger=each.confidence),
                *own("goal-baseline-level", valueInteger=each.baseline_level),
            ],
            "lifecycleStatus": "completed" if each.closed_on else "active",
            "achievementStatus": concept(f"{TERMINOLOGY}goal-achievement", achievement(each, as_of)),
            "description": {"text": each.text},
            "subject": reference("Patient", client.id),
            "startDate": day(each.agreed_on),
            "target": [*([{"dueDate": day(each.aim_by)}] if each.aim_by else []), *map(_target, each.targets)],
            "statusDate": day(each.closed_on),
            "statusReason": each.closed_because,
            "outcomeReference": [reference("Observation", rating.id) for rating in each.ratings],
        }
    )


def achievement(each: GoalRecord, as_of: date) -> str:
    """One of the nine codes of FHIR, from the ratings up to a day.

    GAS: 0 or above is achieved (sustaining when the rating before was so too), else improving, no-change or worsening against the level
    of the start; still there after its day is not-achieved. On 0 to 10, 10 is achieved. Without two ratings to compare: in-progress.
    Source of the mapping: docs/exchange/fhir.md.
    """
    values = [rating.value for rating in each.ratings if rating.date <= as_of]
    if not values:
        return "in-progress"
    reached = 0 if each.levels or each.ratings[0].scale == "gas" else 10
    if values[-1] >= reached:
        return "sustaining" if len(values) > 1 and values[-2] >= reached else "achieved"
    start = values[0] if each.baseline_level is None else float(each.baseline_level)
    if len(values) < 2 and each.baseline_level is None:
        return "in-progress"
    if values[-1] == start:
        return "not-achieved" if each.aim_by and as_of > each.aim_by else "no-change"
    return "improving" if values[-1] > start else "worsening"


def _level(number: int, text: str) -> Json:
    code, display = GAS_LEVELS[number]
    return {
        "url": PCO_GAS,
        "extension": [{"url": "level", "valueCoding": coding(LOINC, code, display)}, {"url": "text", "valueString": text}],
    }


def _target(each: TargetRecord) -> Json:
    return without_empty(
        {
            "id": each.id,
            "extension": own("target-since", valueDate=each.since.isoformat()),
            "measure": {
                "coding": [coding(f"{OWN}target:{each.of}", each.what)],
                "extension": own("target-part", valueString=each.part),
                "text": each.what,
            }
            if each.part
            else {"coding": [coding(f"{OWN}target:{each.of}", each.what)], "text": each.what},
            "detailQuantity": {"value": each.value, "comparator": COMPARATORS[each.direction]},
            "dueDate": day(each.by),
        }
    )


def rating(client: ClientRecord, about: GoalRecord, each: RatingRecord) -> Json:
    """A rating of a goal. GAS has its LOINC code and answers; where a half step was given there is no answer, only the number."""
    gas = each.scale == "gas"
    level = GAS_LEVELS.get(int(each.value)) if gas and each.value == int(each.value) else None
    code = concept(LOINC, GAS_CODE, "Goal attainment scale") if gas else concept(f"{OWN}observation", "goal-rating-0-10", "Goal, 0 to 10")
    value: Json = {"valueCodeableConcept": concept(LOINC, *level)} if level else {"valueQuantity": {"value": each.value}}
    return without_empty(
        {
            "resourceType": "Observation",
            "id": each.id,
            "identifier": identifier(each.id),
            "status": "final",
            "category": category("observation-category", "survey"),
            "code": code,
            "subject": reference("Patient", client.id),
            "focus": [reference("Goal", about.id)],
            "effectiveDateTime": day(each.date),
            **value,
        }
    )


def care_plan(client: ClientRecord, course: CourseRecord, each: PlanRecord) -> Json:
    """A signed version of the plan. Interventions are its activities; every line stands in an extension with the line that it serves."""
    plan, goals, by_code = each.plan, {one.id for one in course.goals}, {one.value.code: one.id for one in course.diagnoses}
    before = next((one for one in course.plans if one.number == each.number - 1), None)
    named = dict.fromkeys(by_code[line.diagnosis] for line in plan.lines if line.diagnosis in by_code)
    return without_empty(
        {
            "resourceType": "CarePlan",
            "id": each.id,
            "identifier": identifier(each.id),
            "extension": [
                *own("plan-number", valueInteger=each.number),
                *own("plan-review-on", valueDate=day(plan.review_on)),
                *own("plan-superseded", valueInstant=instant(each.superseded_at) if each.superseded_at else None),
                *(_line(line) for line in plan.lines),
            ],
            "replaces": [reference("CarePlan", before.id)] if before else [],
            "status": "revoked" if each.superseded_at else "active",
            "intent": "plan",
            "title": f"Treatment plan, version {each.number}",
            "description": "\n".join(line.text for line in plan.of(Kind.PROBLEM)),
            "subject": reference("Patient", client.id),
            "period": {"start": day(each.signature.at.date())},
            "created": instant(each.signature.at),
            "author": reference("Practitioner", each.signature.by.id),
            "addresses": [reference("Condition", condition) for condition in named],
            "goal": [reference("Goal", goal_id) for goal_id in dict.fromkeys(line.goal for line in plan.lines if line.goal in goals)],
            "activity": [_activity(line) for line in plan.of(Kind.INTERVENTION)],
        }
    )


def _activity(line: Line) -> Json:
    amounts = ", ".join(words for words in (line.frequency, line.duration) if words)
    detail: Json = {"status": "in-progress", "description": line.text, "scheduledString": amounts}
    return {"detail": without_empty(detail)}


LINE_FIELDS = ("id", "text", "under", "diagnosis", "goal", "by", "modality", "frequency", "duration", "responsible", "outcome")


def _line(line: Line) -> Json:
    source = (
        [*part("source-words", valueString=line.source.words), *part("source-drafted", valueString=line.source.drafted)]
        if line.source
        else []
    )
    fields = [piece for name in LINE_FIELDS for piece in part(name, valueString=getattr(line, name))]
    return own_parts("plan-line", [*part("kind", valueCode=line.kind.value), *fields, *source])
