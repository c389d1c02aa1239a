"""Goals with their levels, targets and ratings, and treatment plans from FHIR."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from fullarc.exchange.fhir.aims import COMPARATORS, LINE_FIELDS
from fullarc.exchange.fhir.elements import GAS_CODES, GAS_LEVELS, LOINC, OWN, PCO_GAS
from fullarc.exchange.fhir.here import Here, id_in
from fullarc.exchange.fhir.json_reading import FhirRefused, Place
from fullarc.exchange.fhir.record import GoalRecord, PlanRecord, RatingRecord, Signature, TargetRecord
from fullarc.plans.plan import Kind, Line, Plan, PlanRefused, Source

LEVEL_OF = {code: level for level, (code, _) in GAS_LEVELS.items()}
DIRECTIONS = {"<=": "at_most", "<": "at_most", ">=": "at_least", ">": "at_least"}
OPEN, CLOSED = ("proposed", "planned", "accepted", "active", "on-hold"), ("completed", "cancelled")


def read_goal(one: Here, remarks: list[Place]) -> GoalRecord:
    """A goal without its ratings. Refused (FhirRefused): without words, rejected or entered in error."""
    status = one.text("lifecycleStatus")
    if status not in (*OPEN, *CLOSED):
        raise one.refuse("lifecycleStatus", f"found a goal that is not pursued or was, expected one of: {', '.join((*OPEN, *CLOSED))}")
    words = one.part("description")
    text = words.text("text", 4_000) or next((each.text("display") for each in words.parts("coding")), "") if words else ""
    if not text.strip():
        raise one.refuse("description", "found a goal without words; give description.text")
    targets = list(one.parts("target"))
    whole, weight = [t for t in targets if t.part("measure") is None], one.own("goal-weight")
    due = [day for each in (whole or targets) if (day := each.day("dueDate"))]
    start = one.day("startDate")
    baseline, confidence = one.own("goal-baseline-level"), one.own("goal-confidence")
    return GoalRecord(
        id=one.text("id", 64),
        text=text,
        agreed_on=start,
        closed_on=(one.day("statusDate") or start) if status in CLOSED else None,
        closed_because=one.text("statusReason", 4_000) if status in CLOSED else "",
        levels=_levels(one, remarks),
        weight=(weight.number("valueDecimal") or 1.0) if weight else 1.0,
        serves=one.own_text("goal-serves"),
        aim_by=due[0] if due else None,
        confidence=confidence.whole("valueInteger", 0, 10) if confidence else None,
        baseline_level=baseline.whole("valueInteger", -2, 2) if baseline else None,
        targets=tuple(made for each in targets if (made := _target(each, start)) is not None),
    )


def _levels(one: Here, remarks: list[Place]) -> tuple[str, ...]:
    """The five levels, all or none: a scale that is not whole cannot be rated."""
    found: dict[int, str] = {}
    for each in one.parts("extension"):
        if each.data.get("url") == PCO_GAS:
            level, words = each.named("level"), each.named("text")
            coded = level.part("valueCoding") if level else None
            number = LEVEL_OF.get(coded.text("code")) if coded else None
            if number is not None and words:
                found[number] = words.text("valueString", 1_000)
    if found and len(found) < len(GAS_LEVELS):
        remarks.append(Place(one.path, f"found {len(found)} levels of a goal attainment scale, of five; the goal is taken without them."))
        return ()
    return tuple(found[level] for level in sorted(found))


def _target(one: Here, start: date | None) -> TargetRecord | None:
    """A target as we write them; what another system aims at by its own measures stays in the words of the goal."""
    measure, detail = one.part("measure"), one.part("detailQuantity")
    coded = next((each for each in measure.parts("coding") if each.text("system").startswith(f"{OWN}target:")), None) if measure else None
    if measure is None or detail is None or coded is None:
        return None
    value, since = detail.number("value"), one.own("target-since")
    day = (since.day("valueDate") if since else None) or start
    direction = DIRECTIONS.get(detail.text("comparator"), "")
    if value is None or day is None or not direction:
        raise one.refuse(
            "detailQuantity", f"found a target without value, beginning or one of {', '.join(COMPARATORS.values())}; give them"
        )
    of = coded.text("system").removeprefix(f"{OWN}target:")
    return TargetRecord(
        one.text("id", 64), of, coded.text("code", 200), measure.own_text("target-part"), direction, value, day, one.day("dueDate")
    )


def is_rating(one: Here) -> bool:
    concept = one.part("code")
    codes = {(each.text("system"), each.text("code")) for each in concept.parts("coding")} if concept else set()
    return bool(codes & {*((LOINC, code) for code in GAS_CODES), (f"{OWN}observation", "goal-rating-0-10")})


def with_ratings(goals: Iterable[GoalRecord], outcomes: dict[str, str], ratings: Iterable[Here], refusals: list[Place]) -> list[GoalRecord]:
    """The goals with the Observations that rate them: by `focus`, or named in the goal's outcomeReference (`outcomes`, id to goal)."""
    held: dict[str, list[RatingRecord]] = {goal.id: [] for goal in goals}
    for one in ratings:
        try:
            about = next((id_in(each.text("reference")) for each in one.parts("focus")), "") or outcomes.get(one.text("id"), "")
            if about not in held:
                raise one.refuse("focus", "found the rating of a goal that is not in the file, or was refused; send the goal with it")
            rating = _rating(one)
            if rating not in held[about]:  # the same one sent twice
                held[about].append(rating)
        except FhirRefused as error:
            refusals.extend(error.places)
    return [replace(goal, ratings=tuple(sorted(held[goal.id], key=lambda each: (each.date, each.id)))) for goal in goals]


def _rating(one: Here) -> RatingRecord:
    day = one.day("effectiveDateTime")
    if day is None:
        raise one.refuse("effectiveDateTime", "found no day of the rating; give one")
    gas = bool(one.code("code", LOINC))
    low, high = (-2, 2) if gas else (0, 10)
    amount, answer = one.part("valueQuantity"), one.code("valueCodeableConcept", LOINC)
    value = amount.number("value") if amount else one.number("valueInteger") if not answer else float(LEVEL_OF.get(answer, 99))
    if value is None or not low <= value <= high:
        raise one.refuse("value", f"found no rating from {low} to {high}; give one of the answers of the scale")
    return RatingRecord(one.text("id", 64), day, float(value), "gas" if gas else "0-10")


def read_plan(one: Here, signature: Signature | None) -> PlanRecord | None:
    """A signed plan as we write them; None for the plan of another system, whose lines have no place here."""
    number = one.own("plan-number")
    if number is None or signature is None:
        return None
    review, superseded = one.own("plan-review-on"), one.own("plan-superseded")
    try:
        lines = tuple(_line(each) for each in one.owns("plan-line"))
        plan = Plan(lines, review.day("valueDate") if review else None)
    except (PlanRefused, ValueError) as error:
        if isinstance(error, FhirRefused):
            raise
        raise one.refuse("extension", f"found lines that make no plan ({error}); send it as it was exported") from None
    made = number.whole("valueInteger", 1, 100_000) or 1
    return PlanRecord(one.text("id", 64), made, plan, signature, superseded.moment("valueInstant") if superseded else None)


def _line(one: Here) -> Line:
    given = {name: held.text("valueString") for name in LINE_FIELDS if (held := one.named(name))}
    kind, words, drafted = one.named("kind"), one.named("source-words"), one.named("source-drafted")
    source = Source(words.text("valueString"), drafted.text("valueString") if drafted else "") if words else None
    return Line(**{"id": "", "text": "", **given}, kind=Kind(kind.text("valueCode") if kind else ""), source=source)
