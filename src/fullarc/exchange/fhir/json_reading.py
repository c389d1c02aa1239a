"""FHIR JSON, read with care: the path of every value is known, and what is not of the expected shape is refused with it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
MOST_BYTES = 2_000_000
DEEPEST = 12  # groups within groups


@dataclass(frozen=True, slots=True)
class Place:
    """What was found at a path of the file (FHIRPath, counted from 0: item[3].answerOption[2]) and what to do."""

    path: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}"


class FhirRefused(ValueError):
    """A resource cannot be used; `places` are all the reasons, each with its path."""

    def __init__(self, places: list[Place]) -> None:
        super().__init__("; ".join(map(str, places)))
        self.places = tuple(places)


def read_resource(raw: bytes, kind: str) -> Json:
    """A FHIR resource of this kind from its JSON. Refused (FhirRefused): too large, not UTF-8 JSON, a key twice, another resource."""
    if len(raw) > MOST_BYTES:
        raise refused("(whole file)", f"found {len(raw)} bytes, expected at most {MOST_BYTES}; take a smaller file")
    try:
        data = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=without_doubles, parse_constant=no_constant)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise refused("(whole file)", f"found text that cannot be read ({error}), expected FHIR R4 as JSON in UTF-8") from error
    if not isinstance(data, dict) or data.get("resourceType") != kind:
        found = data.get("resourceType", "no resource type") if isinstance(data, dict) else "a list or a single value"
        raise refused("resourceType", f"found {str(found)[:60]!r}, expected {kind}; give the resource itself, one a file")
    return data


def refused(path: str, sentence: str) -> FhirRefused:
    return FhirRefused([Place(path, sentence)])


def rows(data: Json, key: str, path: str) -> Iterator[tuple[str, Json]]:
    """Each object of the list under `key`, with its path. Refused: no list, or an entry that is no object."""
    found = data.get(key, [])
    here = f"{path}.{key}" if path else key
    if not isinstance(found, list):
        raise refused(here, "found a single value, expected a list")
    for number, row in enumerate(found):
        if not isinstance(row, dict):
            raise refused(f"{here}[{number}]", "found a plain value, expected an object")
        yield f"{here}[{number}]", row


def text(data: Json, key: str, path: str, longest: int = 4_000) -> str:
    """The text under `key`, stripped; empty when there is none. Refused: no text, or a longer one."""
    value = data.get(key, "")
    here = f"{path}.{key}" if path else key
    if not isinstance(value, str):
        raise refused(here, "found something that is not a text; write it as one")
    if len(value) > longest:
        raise refused(here, f"found {len(value)} characters, expected at most {longest}; shorten it")
    return value.strip()


def extension(data: Json, *urls: str) -> Any:
    """The value of the first extension with one of these addresses; None when there is none."""
    found = data.get("extension")
    for each in found if isinstance(found, list) else []:
        if isinstance(each, dict) and each.get("url") in urls:
            return next((value for key, value in each.items() if key.startswith("value")), None)
    return None


def number(value: object) -> float | None:
    """A finite number, or None."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9 else None


def without_doubles(pairs: list[tuple[str, Any]]) -> Json:
    """For `json.loads`. Refused (ValueError): a key that stands twice."""
    out = dict(pairs)
    if len(out) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return out


def no_constant(name: str) -> float:
    """For `json.loads`. Refused (ValueError): NaN and infinities."""
    raise ValueError(f"{name} is no JSON")
