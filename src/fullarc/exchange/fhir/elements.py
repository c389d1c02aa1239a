"""The small parts that resources are made of: codings, references, extensions, dates. Code systems and addresses by name."""

from datetime import UTC, date, datetime
from typing import Any

Json = dict[str, Any]

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm"
TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/"
OWN = "urn:fullarc:"  # our own extensions and code systems
INFORMANT = f"{OWN}informant"  # an identifier of nobody: only the kind of person
BASE = "https://fullarc.invalid/fhir/"  # of fullUrl: an address that cannot be
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
PCO_GAS = "http://hl7.org/fhir/us/pco/StructureDefinition/pco-goal-attainment-scaling"

GAS_CODE = "107332-9"  # LOINC, Goal attainment scale
GAS_CODES = (GAS_CODE, "107333-7", "107334-5")  # at the start; at follow-up by the practitioner; by the client
GAS_LEVELS = {  # LOINC answers, read in the pilot data of the patient-centred-outcomes guide
    -2: ("LA34484-8", "Much less than expected"),
    -1: ("LA34483-0", "Less than expected"),
    0: ("LA34481-4", "Expected outcome"),
    1: ("LA34480-6", "Better than expected"),
    2: ("LA34479-8", "Much better than expected"),
}
PROGRESS_NOTE = ("34904-3", "Mental health Progress note")


def without_empty(resource: Json) -> Json:
    """The same without what is None, an empty text or an empty list: FHIR has no empty elements."""
    return {key: value for key, value in resource.items() if value is not None and value != "" and value != [] and value != {}}


def coding(system: str, code: str, display: str = "") -> Json:
    return without_empty({"system": system, "code": code, "display": display})


def concept(system: str, code: str, display: str = "", text: str = "") -> Json:
    return without_empty({"coding": [coding(system, code, display)], "text": text})


def reference(kind: str, resource_id: str, display: str = "") -> Json:
    return without_empty({"reference": f"{kind}/{resource_id}", "display": display})


def own(name: str, **value: Any) -> list[Json]:
    """An extension of ours as a list of one, empty where the value is: own("weight", valueDecimal=2.0)."""
    [(key, content)] = value.items()
    return [] if content is None or content == "" else [{"url": f"{OWN}{name}", key: content}]


def own_parts(name: str, parts: list[Json]) -> Json:
    """An extension of ours made of parts."""
    return {"url": f"{OWN}{name}", "extension": parts}


def part(name: str, **value: Any) -> list[Json]:
    [(key, content)] = value.items()
    return [] if content is None or content == "" else [{"url": name, key: content}]


def day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def instant(value: datetime) -> str:
    """In UTC, to the microsecond: read back, it is the same moment."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def period(begin: date | None, end: date | None) -> Json:
    return without_empty({"start": day(begin), "end": day(end)})


def identifier(resource_id: str) -> list[Json]:
    """By which a receiving system knows the resource again."""
    return [{"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{resource_id}"}]


def quantity(value: float) -> Json:
    return {"value": value, "unit": "score", "system": UCUM, "code": "{score}"}


def category(system: str, code: str) -> list[Json]:
    return [concept(f"{TERMINOLOGY}{system}", code)]
