"""Whether resources are valid: shapes by the models of fhir.resources (R4B), required codes and references by ourselves.

The models accept any text where a code is required, so each required binding that we write is checked here (source: HL7 FHIR R4, the
value sets named in the definitions of the resources).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from fullarc.exchange.fhir.elements import TERMINOLOGY, Json
from fullarc.exchange.fhir.json_reading import Place

R4_STATUS_OF_REQUEST = "draft active on-hold revoked completed entered-in-error unknown"
PUBLICATION = "draft active retired unknown"
CODES: dict[str, str] = {
    "Bundle.type": "document message transaction transaction-response batch batch-response history searchset collection",
    "Patient.name.use": "usual official temp nickname anonymous old maiden",
    "Patient.identifier.use": "usual official temp secondary old",
    "EpisodeOfCare.status": "planned waitlist active onhold finished cancelled entered-in-error",
    "Encounter.status": "planned arrived triaged in-progress onleave finished cancelled entered-in-error unknown",
    "Questionnaire.status": PUBLICATION,
    "Questionnaire.item.type": "group display boolean decimal integer date dateTime time string text url choice open-choice attachment "
    "reference quantity",
    "Questionnaire.item.enableBehavior": "all any",
    "Questionnaire.item.enableWhen.operator": "exists = != > < >= <=",
    "QuestionnaireResponse.status": "in-progress completed amended entered-in-error stopped",
    "Observation.status": "registered preliminary final amended corrected cancelled entered-in-error unknown",
    "Goal.lifecycleStatus": "proposed planned accepted active on-hold completed cancelled entered-in-error rejected",
    "Goal.target.detailQuantity.comparator": "< <= >= >",
    "CarePlan.status": R4_STATUS_OF_REQUEST,
    "CarePlan.intent": "proposal plan order option",
    "CarePlan.activity.detail.status": "not-started scheduled in-progress on-hold completed cancelled stopped unknown entered-in-error",
    "ClinicalImpression.status": "in-progress completed entered-in-error",
    "DocumentReference.status": "current superseded entered-in-error",
    "DocumentReference.docStatus": "preliminary final amended entered-in-error",
    "DocumentReference.relatesTo.code": "replaces transforms signs appends",
}
CONCEPTS: dict[str, tuple[str, str]] = {
    "Condition.clinicalStatus": (f"{TERMINOLOGY}condition-clinical", "active recurrence relapse inactive remission resolved"),
    "Condition.verificationStatus": (
        f"{TERMINOLOGY}condition-ver-status",
        "unconfirmed provisional differential confirmed refuted entered-in-error",
    ),
    "Goal.achievementStatus": (
        f"{TERMINOLOGY}goal-achievement",
        "in-progress improving worsening no-change achieved sustaining not-achieved no-progress not-attainable",
    ),
    "Observation.dataAbsentReason": (
        f"{TERMINOLOGY}data-absent-reason",
        "unknown asked-unknown temp-unknown not-asked asked-declined masked not-applicable unsupported as-text error not-a-number "
        "negative-infinity positive-infinity not-performed not-permitted",
    ),
}
REQUIRED = ("Encounter.class", "Encounter.status", "EpisodeOfCare.status", "Goal.lifecycleStatus", "CarePlan.status", "CarePlan.intent")


def faults(bundle: Json) -> list[Place]:
    """All that is wrong with a Bundle and its resources; none when it is valid. Values are never repeated."""
    resources = [(f"entry[{number}].resource", entry.get("resource", {})) for number, entry in enumerate(bundle.get("entry", []))]
    held = {f"{one.get('resourceType')}/{one.get('id')}" for _, one in resources}
    found = [*_shape(bundle), *_codes("", bundle)]
    if len(held) < len(resources):
        found.append(Place("entry", "found two resources of one type with the same id; give each its own"))
    for path, resource in resources:
        found += [*_codes(path, resource), *_references(path, resource, held)]
    return found


def faults_of(resource: Json) -> list[Place]:
    """All that is wrong with one resource; its references are not followed."""
    return [*_shape(resource), *_codes("", resource)]


def _shape(resource: Json) -> list[Place]:
    from fhir.resources.R4B import get_fhir_model_class  # half a second to load
    from pydantic import ValidationError

    kind = resource.get("resourceType")
    try:
        get_fhir_model_class(str(kind)).model_validate(resource)
    except ValidationError as error:
        return [Place(_path(each["loc"]), f"{each['msg'][:200]}; see FHIR R4, {kind}") for each in error.errors(include_input=False)]
    except (KeyError, LookupError, ValueError):
        return [Place("resourceType", "found a resource that FHIR R4 does not have")]
    return []


def _path(place: Iterable[str | int]) -> str:
    out = ""
    for step in place:
        out += f"[{step}]" if isinstance(step, int) else f".{step}" if out else str(step)
    return out


def _codes(path: str, resource: Json) -> Iterator[Place]:
    kind = str(resource.get("resourceType"))
    for name, allowed in CODES.items():
        if name.startswith(f"{kind}."):
            for where, value in _at(resource, name.split(".")[1:], path):
                if value not in allowed.split():
                    yield Place(where, f"found a code that FHIR R4 does not allow there, expected one of: {', '.join(allowed.split())}")
    for name, (system, allowed) in CONCEPTS.items():
        if name.startswith(f"{kind}."):
            for where, value in _at(resource, name.split(".")[1:], path):
                if not _coded(value, system) & set(allowed.split()):
                    expected = f"expected one of: {', '.join(allowed.split())}"
                    yield Place(where, f"found no code of {system} that FHIR R4 allows there, {expected}")
    for name in REQUIRED:
        if name.startswith(f"{kind}.") and not resource.get(name.split(".")[1]):
            yield Place(f"{path}.{name.split('.')[1]}".lstrip("."), "found nothing; FHIR R4 requires it")


def _coded(value: Any, system: str) -> set[str]:
    listed = value.get("coding", []) if isinstance(value, dict) else []
    return {str(each.get("code")) for each in listed if isinstance(each, dict) and each.get("system") == system}


def _at(value: Any, steps: list[str], path: str) -> Iterator[tuple[str, Any]]:
    """Every value at a path, lists entered, with its place. Items of questionnaires are entered as deep as they go."""
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from _at(each, steps, f"{path}[{number}]")
    elif not steps:
        yield path, value
    elif isinstance(value, dict):
        if steps[0] in value:
            yield from _at(value[steps[0]], steps[1:], f"{path}.{steps[0]}".lstrip("."))
        if "item" in value and "linkId" in value and steps[0] != "item":
            yield from _at(value["item"], steps, f"{path}.item")


def _references(path: str, value: Any, held: set[str]) -> Iterator[Place]:
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from _references(f"{path}[{number}]", each, held)
    elif isinstance(value, dict):
        named = value.get("reference")
        if isinstance(named, str) and named not in held:
            yield Place(f"{path}.reference", "found a reference to a resource that is not in the Bundle; add it or name it in words")
        for key, each in value.items():
            yield from _references(f"{path}.{key}", each, held)
