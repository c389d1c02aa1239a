"""A Bundle, or a single resource, as entries by type: the first look at a file from another system."""

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from fullarc.exchange.fhir.elements import Json
from fullarc.exchange.fhir.here import Here, id_in
from fullarc.exchange.fhir.json_reading import Place, no_constant, refused, without_doubles

MOST_BYTES, MOST_ENTRIES, DEEPEST = 40_000_000, 50_000, 32


@dataclass(frozen=True, slots=True)
class Entries:
    """The resources of a file. `unreadable` are entries that are no resources; `subjects` who they are about, with how many each."""

    resources: tuple[Here, ...]
    unreadable: tuple[Place, ...]
    subjects: tuple[tuple[str, int], ...]

    def of(self, kind: str, subject: str = "") -> list[Here]:
        """The resources of a type, about a subject where one is given (a resource that names none is about everybody)."""
        return [one for one in self.resources if one.data.get("resourceType") == kind and (not subject or subject_of(one) in ("", subject))]

    def count(self) -> Counter[str]:
        return Counter(str(one.data.get("resourceType")) for one in self.resources)


def read_entries(raw: bytes) -> Entries:
    """The resources of FHIR JSON: a Bundle of any kind, or one resource. Refused (FhirRefused): what is not JSON, too large or too deep."""
    data = _json(raw)
    if data.get("resourceType") != "Bundle":
        found: list[tuple[str, Any]] = [("", data)]
    else:
        listed = data.get("entry", [])
        if not isinstance(listed, list):
            raise refused("entry", "found a single value, expected a list of entries")
        if len(listed) > MOST_ENTRIES:
            raise refused("entry", f"found {len(listed)} entries, expected at most {MOST_ENTRIES}; split the Bundle")
        found = [
            (f"entry[{number}].resource", each.get("resource") if isinstance(each, dict) else each) for number, each in enumerate(listed)
        ]
    resources, unreadable = [], []
    for path, each in found:
        if isinstance(each, dict) and isinstance(each.get("resourceType"), str):
            resources.append(Here(each, path))
        else:
            unreadable.append(Place(path or "resourceType", "found no resource with a resourceType, expected one; leave the entry out"))
    counted = Counter(filter(None, (subject_of(one) for one in resources)))
    return Entries(tuple(resources), tuple(unreadable), tuple(sorted(counted.items())))


def _json(raw: bytes) -> Json:
    if len(raw) > MOST_BYTES:
        raise refused("(whole file)", f"found {len(raw)} bytes, expected at most {MOST_BYTES}; take a smaller file")
    try:
        data = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=without_doubles, parse_constant=no_constant)
    except UnicodeDecodeError as error:
        raise refused("(whole file)", f"found a byte at place {error.start} that is not UTF-8; save the file as UTF-8") from None
    except json.JSONDecodeError as error:
        raise refused(
            f"line {error.lineno}, column {error.colno}", f"found text that is not JSON ({error.msg}); correct it there"
        ) from None
    except (ValueError, RecursionError) as error:
        raise refused("(whole file)", f"found text that cannot be read ({str(error)[:80]}), expected FHIR R4 as JSON") from None
    if not isinstance(data, dict):
        raise refused("(whole file)", "found a list or a single value, expected a Bundle or one resource")
    if _depth(data) > DEEPEST:
        raise refused("(whole file)", f"found objects nested deeper than {DEEPEST}; FHIR needs no such depth")
    return data


def _depth(data: object) -> int:
    """How deep it is nested, counted without recursion; stops once it is too deep."""
    level, deep = [data], 0
    while level and deep <= DEEPEST:
        deep += 1
        level = [
            each
            for one in level
            if isinstance(one, dict | list)
            for each in (one.values() if isinstance(one, dict) else one)
            if isinstance(each, dict | list)
        ]
    return deep


def subject_of(one: Here) -> str:
    """Whom a resource is about, as the id of the reference; empty for what is about nobody."""
    for key in ("subject", "patient"):
        held = one.data.get(key)
        if isinstance(held, dict) and isinstance(held.get("reference"), str):
            return id_in(held["reference"])
    return ""
