"""Thousands of calls made from the API's own document: no fault whatever comes in, and every answer is as the document says.

The default suite makes some hundred; `./test --long` makes 20,000.
"""

from collections import Counter
from datetime import timedelta
from itertools import cycle
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.cast import Cast
from tests.web import objects
from tests.web.api.callers import switched_on

from fullarc.web.api.actions import make_token
from fullarc.web.api.document import document
from fullarc.web.wsgi import application

objects.load_all()
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
PARTS = 4


def strategy_for(operation: Any, known: dict[str, Any]) -> st.SearchStrategy[Case]:
    """Cases that fit and cases that do not; mostly below rows that are there, and with ids in the body that are."""
    here = {name: str(known[name]) for name in known if f"{{{name}}}" in operation.path}
    fits, anywhere = operation.as_strategy(GenerationMode.POSITIVE, path_parameters=here), operation.as_strategy(GenerationMode.POSITIVE)
    strategies = [fits, st.builds(with_known, fits, st.just(known), st.integers(0, 27)), anywhere]
    if operation.definition.raw.get("parameters") or operation.body:
        strategies.append(operation.as_strategy(GenerationMode.NEGATIVE, path_parameters=here))
        strategies.append(operation.as_strategy(GenerationMode.NEGATIVE))
    return st.one_of(strategies)


def with_known(case: Case, known: dict[str, Any], day: int) -> Case:
    """The same case with things that exist in its body, on a day of the course."""
    if isinstance(case.body, dict):
        if "date" in case.body:
            case.body["date"] = (known["began"] + timedelta(days=day)).isoformat()
        if "value" in case.body:
            case.body["value"] = day // 3
        if "text" in case.body:
            case.body |= {"text": "Low mood. Denies SI.", "format": None, "parts": None}
        if "course" in case.body:
            case.body["course"] = str(known["course_id"])
        if "measure" in case.body:
            case.body |= {"measure": "phq-9", "totals": None, "risk_answers": None, "answers": {"1": 1, "2": 0, "9": 1}}
        if "log" in case.body:
            case.body |= {"log": "mood-journal", "values": {"mood": 3}}
    return case


def calls(cast: Cast, total: int, *, each: int, part: int = 0) -> tuple[Counter[int], int]:
    """Make so many calls over all addresses, `each` before the next one has its turn, round after round.

    How often each status came, and how many addresses and methods there are. Another `part` makes other calls.
    """
    switched_on(cast)
    _, token = make_token(cast.mira, name="calls by the thousand", scope="write", days=7, notes=True)
    schema = schemathesis.openapi.from_dict(document())
    schema.app = application
    operations = [result.ok() for result in schema.get_all_operations()]
    known = {name: objects.value(name, cast, cast.client) for name in ("client_id", "course_id", "administration_id", "goal_id", "note_id")}
    known |= {"signal_id": objects.value("signal_id", cast, cast.client), "measure": "phq-9", "began": cast.course.began}
    told: Counter[int] = Counter()
    for number, operation in enumerate(cycle(operations)):
        left = min(each, total - told.total())
        if left <= 0:
            break
        call_some(strategy_for(operation, known), part * 1_000_000 + number, left, f"Bearer {token}", told)
    return told, len(operations)


def call_some(cases: st.SearchStrategy[Case], number: int, count: int, token: str, told: Counter[int]) -> None:
    @seed(number)
    @settings(
        max_examples=count, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), print_blob=False
    )
    @given(case=cases)
    def call(case: Case) -> None:
        if told.total() % 20:  # now and then without a token
            case.headers = {**(case.headers or {}), "Authorization": token}
        answer = case.call(headers={"Host": "localhost"})
        told[answer.status_code] += 1
        case.validate_response(answer, checks=CHECKS)

    call()


def test_some_hundred_calls_meet_no_fault_and_what_the_document_says(cast: Cast, settings: Any) -> None:
    settings.API_CALLS_A_MINUTE = 100_000
    told, addresses = calls(cast, 240, each=9)
    assert told.total() == 240
    assert addresses * 9 <= 240 + 9, "give each address its turn: make some more calls"
    assert {200, 201, 401, 404, 422} <= set(told)
    assert max(told) < 500


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
def test_twenty_thousand_calls_meet_no_fault_and_what_the_document_says(part: int, cast: Cast, settings: Any) -> None:
    """In parts, each from the cast alone: what the calls write would make the pages of the next ones longer and longer."""
    settings.API_CALLS_A_MINUTE = 100_000
    told, _ = calls(cast, 20_000 // PARTS, each=60, part=part)
    print(f"\n{told.total()} calls: " + ", ".join(f"{status} {count} times" for status, count in sorted(told.items())))
    assert told.total() == 20_000 // PARTS
    assert max(told) < 500
