"""Reading what a program sends: JSON within limits, and the types that bodies and filters are made of."""

import json
import re
from datetime import date, time
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Schema
from ninja.parser import Parser
from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

from fullarc.web.api.refusals import Refused

LARGEST = 2 * 1024 * 1024
DEEPEST = 20
DAY, CLOCK = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"\d{2}:\d{2}(:\d{2})?")
UUID_FORM = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
NOT_JSON = "Found a body that is not JSON within the limits. Send one JSON object in UTF-8, of at most 2 MB and 20 levels."
TWICE = "Found a name twice in one object. Send each name once: nobody can say which of two values is meant."
NO_TEXT = "Found a text with a sign that no text has (NUL, or half of a pair). Send plain UTF-8."


class StrictParser(Parser):
    """JSON as RFC 8259 has it: no NaN, no endless numbers, no name twice, no nesting without end, no text that cannot be kept."""

    def parse_body(self, request: HttpRequest) -> Any:
        return read_json(request.body)


def read_json(raw: bytes) -> Any:
    """The value of a body. Refused (400): what is no JSON, too large, too deep, names a thing twice, or holds text that is no Unicode."""
    if len(raw) > LARGEST:
        raise Refused(413, NOT_JSON)
    try:
        value = json.loads(raw.decode("utf-8"), parse_constant=_no_constant, object_pairs_hook=_each_name_once)
    except (ValueError, RecursionError):
        raise Refused(400, NOT_JSON) from None
    _look_through(value, 0)
    return value


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An answer that is followed by another one of the same item is not passed over: it may be the one that tells of a risk."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Refused(400, TWICE)
    return found


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _look_through(value: Any, depth: int) -> None:
    if depth > DEEPEST:
        raise Refused(400, NOT_JSON)
    if isinstance(value, dict):
        for key, each in value.items():
            _look_through(key, depth)
            _look_through(each, depth + 1)
    elif isinstance(value, list):
        for each in value:
            _look_through(each, depth + 1)
    elif isinstance(value, str) and not _is_text(value):
        raise Refused(400, NO_TEXT)
    elif isinstance(value, float) and value in (float("inf"), float("-inf")):
        raise Refused(400, NOT_JSON)


def _is_text(words: str) -> bool:
    return "\x00" not in words and not any("\ud800" <= sign <= "\udfff" for sign in words)


def _day(value: object) -> object:
    """A day as YYYY-MM-DD; numbers are no days."""
    if isinstance(value, str) and DAY.fullmatch(value) and value.isascii():
        return date.fromisoformat(value)
    if type(value) is date:
        return value
    raise ValueError("a day as YYYY-MM-DD")


def _clock(value: object) -> object:
    if isinstance(value, str) and CLOCK.fullmatch(value) and value.isascii():
        return time.fromisoformat(value)
    if isinstance(value, time):
        return value
    raise ValueError("a time of day as HH:MM")


def _id(value: object) -> object:
    if isinstance(value, str) and UUID_FORM.fullmatch(value):
        return UUID(value)
    if isinstance(value, UUID):
        return value
    raise ValueError("an id (UUID)")


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Clock = Annotated[
    time, BeforeValidator(_clock), WithJsonSchema({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"})
]
Id = Annotated[UUID, BeforeValidator(_id), WithJsonSchema({"type": "string", "format": "uuid"})]
KEY_FORM = r"^[a-z0-9][a-z0-9.:_-]{0,59}$"  # of measures, logs, indicators
Key = Annotated[str, Field(pattern=KEY_FORM)]


class Body(Schema):
    """What a program sends: nothing is guessed, and nothing that is not described is passed over in silence."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class Paging(Schema):
    page: int = Field(1, ge=1, le=100_000, description="Which page, from 1.")
    size: int = Field(50, ge=1, le=200, description="How many rows a page, at most 200.")


class Between(Paging):
    """Rows of a stretch of time."""

    since: Day | None = Field(None, description="From this day on.")
    until: Day | None = Field(None, description="Up to this day, this day included.")

    def holds(self, day: date) -> bool:
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)
