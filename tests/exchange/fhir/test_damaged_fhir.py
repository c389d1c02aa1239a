"""Damaged FHIR: never a crash; what cannot be taken is refused with its place, the rest is read all the same."""

import json
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.exchange.fhir.whole_record import MEASURES, the_bundle

from fullarc.exchange.fhir.json_reading import FhirRefused
from fullarc.exchange.fhir.record_reading import RecordRead, read_record

ODD = [
    None,
    "",
    0,
    -1,
    1e300,
    True,
    [],
    {},
    [[]],
    [None],
    {"a": {}},
    "\x00",
    "x" * 300_000,
    "2024-13-45",
    "2024",
    "-5",
    [1, "a"],
    {"url": 3},
]


def read(raw: bytes) -> RecordRead | None:
    """What came of it; None when the file was refused as a whole. Every refusal names a place and says what to do."""
    try:
        found = read_record(raw, MEASURES)
    except FhirRefused as refused:
        places, found = refused.places, None
    else:
        places = found.refused
    assert all(place.path and place.sentence for place in places)
    return found


def spots(value, path=()):
    """The path of every value in the JSON."""
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*path, key)
            yield from spots(each, (*path, key))


WHOLE = json.dumps(the_bundle())
SPOTS = list(spots(json.loads(WHOLE)))


def changed(spot, odd, *, gone=False):
    data = json.loads(WHOLE)
    holder = data
    for step in spot[:-1]:
        holder = holder[step]
    if gone and isinstance(holder, dict):
        del holder[spot[-1]]
    else:
        holder[spot[-1]] = odd
    return json.dumps(data).encode()


def flipped(dice: random.Random) -> bytes:
    """The same bytes with some replaced, cut, doubled or swapped."""
    raw = bytearray(WHOLE.encode())
    for _ in range(dice.randint(1, 4)):
        place = dice.randrange(len(raw))
        match dice.randrange(4):
            case 0:
                raw[place] = dice.randrange(256)
            case 1:
                del raw[place : place + dice.randint(1, 60)]
            case 2:
                raw[place:place] = raw[place : place + dice.randint(1, 60)]
            case _:
                raw = raw[: max(1, place)]
    return bytes(raw)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.sampled_from(SPOTS), st.sampled_from(ODD), st.booleans())
def test_any_value_may_be_something_else(spot, odd, gone):
    read(changed(spot, odd, gone=gone))


def test_damaged_bytes_are_refused_or_read():
    dice = random.Random(7)
    for _ in range(80):
        read(flipped(dice))


@pytest.mark.long
def test_two_thousand_damaged_files():
    dice = random.Random(20261122)
    for _ in range(1_000):
        read(flipped(dice))
        read(changed(dice.choice(SPOTS), dice.choice(ODD), gone=dice.random() < 0.3))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe{}",
        b"[]",
        b'"x"',
        b"{",
        b"{}",
        b'{"resourceType": "Bundle", "entry": 3}',
        b'{"resourceType":"Bundle","a":1,"a":2}',
        b"NaN",
    ],
    ids=range(9),
)
def test_what_is_no_fhir_json_is_refused_with_its_place(raw):
    found = read(raw)
    assert found is None or (found.client.courses == () and (found.refused or raw == b"{}"))


def test_json_nested_without_end_is_refused():
    with pytest.raises(FhirRefused, match="nested"):
        read_record(b'{"resourceType":"Bundle","x":' + b"[" * 200 + b"]" * 200 + b"}", MEASURES)
    with pytest.raises(FhirRefused):
        read_record(b"[" * 200_000, MEASURES)


def test_one_bad_resource_costs_only_itself():
    data = json.loads(WHOLE)
    goal = next(entry["resource"] for entry in data["entry"] if entry["resource"]["resourceType"] == "Goal")
    goal["lifecycleStatus"] = "bogus"
    found = read(json.dumps(data).encode())
    assert found is not None
    assert any(place.path.endswith("lifecycleStatus") for place in found.refused)
    assert len(found.client.courses[0].goals) == 1
    assert len(found.client.courses[0].forms) == 3


def test_a_note_that_is_not_the_one_that_was_signed_is_refused():
    data = json.loads(WHOLE)
    note = next(entry["resource"] for entry in data["entry"] if entry["resource"]["resourceType"] == "DocumentReference")
    note["content"][0]["attachment"] = {"contentType": "text/plain", "data": "U2xlcHQgd2VsbC4="}
    found = read(json.dumps(data).encode())
    assert found is not None
    assert any("SHA-256" in place.sentence for place in found.refused)
    assert all("Slept well" not in note.text for note in found.client.courses[0].notes)
