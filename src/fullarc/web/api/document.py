"""The OpenAPI document: made from the endpoints' types, completed with what every address answers."""

import json
from functools import cache
from typing import Any

from ninja import NinjaAPI
from ninja.errors import ValidationError

from fullarc.web.api.endpoints import aims, definitions, judged, measured, people, watched, written
from fullarc.web.api.once import HEADER
from fullarc.web.api.parsing import StrictParser
from fullarc.web.api.refusals import kind_of
from fullarc.web.problems import TYPE
from fullarc.web.version import VERSION

ROOT = "/api/v1"
ABOUT = """Read and write what the owner of the token may read and write on the pages, through the same gate and into the same audit trail.
A token is made on the account page, once the owner of the practice has switched the API on. See docs/api.md."""
PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "What went wrong (RFC 9457): what was found, what was expected, what to do. No name and no word of a record.",
    "required": ["type", "title", "status", "detail", "number"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "number": {"type": "string", "description": "Of the request, as the audit trail has it."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["where", "found", "expected"],
                "properties": {each: {"type": "string"} for each in ("where", "found", "expected")},
            },
        },
    },
}
SAYS = {
    400: "It cannot be read as a request, or a write has no Idempotency-Key",
    401: "No token that holds",
    403: "The role of the token's owner, or the token's scope, does not include it",
    404: "There is nothing here, or it is not open to the token's owner",
    409: "Somebody was faster, or it is there already",
    413: "The body is too large",
    415: "The body is not JSON",
    422: "What was sent does not fit; nothing was written",
    429: "Too many calls; Retry-After says how long to wait",
}
OF_WRITES = (409, 413, 415)
KEY = {
    "in": "header",
    "name": HEADER,
    "required": True,
    "description": "A new UUID for each write. The same write sent again under the same key is done once.",
    "schema": {"type": "string", "format": "uuid"},
}


class Api(NinjaAPI):
    """What is raised in an endpoint goes on to the house, which records refusals and takes back what was written."""

    def on_exception(self, request: Any, exc: Any) -> Any:
        raise exc

    def validation_error_from_error_contexts(self, error_contexts: list[Any]) -> ValidationError:
        """The values themselves are left out; of which kind each was stays."""
        found = [kind_of(each["input"]) for one in error_contexts for each in one.pydantic_validation_error.errors(include_url=False)]
        told = super().validation_error_from_error_contexts(error_contexts)
        return ValidationError([{**each, "found": kind} for each, kind in zip(told.errors, found, strict=True)])


@cache
def api() -> NinjaAPI:
    made = Api(title="Fullarc", version=VERSION, description=ABOUT, docs_url=None, openapi_url=None, parser=StrictParser())
    for part in (people, judged, measured, aims, written, watched, definitions):
        made.add_router("", part.router)
    return made


@cache
def document() -> dict[str, Any]:
    """The whole document, plain values for json.dumps."""
    told: dict[str, Any] = json.loads(json.dumps(api().get_openapi_schema(path_prefix=f"{ROOT}/")))
    told["components"].setdefault("schemas", {})["Problem"] = PROBLEM
    told["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    told["security"] = [{"token": []}]
    for operations in told["paths"].values():
        for method, operation in operations.items():
            complete(operation, writes=method == "post")
    told["paths"][f"{ROOT}/clients/{{client_id}}/courses/{{course_id}}/fhir"]["get"]["responses"]["200"] = {
        "description": "The Bundle",
        "content": {"application/fhir+json": {"schema": {"$ref": "#/components/schemas/Bundle"}}},
    }
    return told


def complete(operation: dict[str, Any], *, writes: bool) -> None:
    """What every address answers besides its own: problems; a write asks for its key and says when it was done before."""
    for status, says in SAYS.items():
        if writes or status not in OF_WRITES:
            content = {TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
            operation["responses"][str(status)] = {"description": says, "content": content}
    if writes:
        operation.setdefault("parameters", []).append(KEY)
        done = operation["responses"]["201"]
        done["description"] = "Done, now or when it was sent before"
        done["headers"] = {"Idempotency-Replayed": {"description": "true: it was done before", "schema": {"type": "string"}}}
        operation["requestBody"]["required"] = True


@cache
def filters(address: str, method: str) -> frozenset[str]:
    """The names that may stand in the query of an address, written as in its endpoint."""
    plain = "/".join(f"{{{part.strip('{}').rpartition(':')[2]}}}" if part.startswith("{") else part for part in address.split("/"))
    parameters = document()["paths"][f"{ROOT}{plain}"][method.lower()]["parameters"]
    return frozenset(each["name"] for each in parameters if each["in"] == "query")
