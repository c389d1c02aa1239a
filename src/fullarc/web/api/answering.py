"""How an address of the API answers: the gate is asked and every row that the address names is found before anything sent is looked at.

    @reads(router, "/clients/{uuid:client_id}/courses/{uuid:course_id}/goals", Permission.READ_RECORD, Goals)
    def goals(request: Call, client_id: UUID, course_id: UUID) -> …

An endpoint says its capability here or does not answer: DenyByDefault refuses an address without one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from ninja import NinjaAPI, Router, Schema
from ninja.operation import PathView
from ninja.utils import replace_path_param_notation

from fullarc.web.access.gate import open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.idle import background
from fullarc.web.accounts.models import User
from fullarc.web.api.models import AccessToken
from fullarc.web.api.parsing import Paging
from fullarc.web.api.refusals import Refused
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.goals.models import Goal
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.models import Note
from fullarc.web.problems import problem

Operation = TypeVar("Operation", bound=Callable[..., Any])
Row = TypeVar("Row")


class Call(HttpRequest):
    """A call behind the gate: who makes it, and the rows that its address names."""

    user: User
    token: AccessToken
    client: Client
    course: CourseOfCare
    rows: dict[str, Any]


NO_NOTES = "This token does not take out the words of notes. Make one that does on the account page; it holds 30 days at most."
NOT_JSON = "Found a body of another kind. Send JSON, with the header 'Content-Type: application/json'."
GIVEN_TWICE = "Found a filter twice in the query. Give each once."
# Parameter of an address -> the rows of this client among which it is looked for.
BELOW: dict[str, Callable[[Client], QuerySet[Any]]] = {
    "course_id": lambda client: client.courses.select_related("client").prefetch_related("diagnosed"),
    "administration_id": lambda client: Administration.objects.filter(course__client=client).select_related("session"),
    "goal_id": lambda client: Goal.objects.filter(course__client=client).select_related("course__client"),
    "note_id": lambda client: closed(client).select_related("session__course__client", "author").prefetch_related("addenda__author"),
    "signal_id": lambda client: client.signals.select_related("client"),
}


def closed(client: Client) -> QuerySet[Note]:
    """Drafts are their writers' alone: no program reads them."""
    return Note.objects.filter(session__course__client=client).exclude(state=Note.State.DRAFT)


def reads(
    router: Router, address: str, permission: Permission, answer: Any, *, of_notes: bool = False, **more: Any
) -> Callable[[Operation], Operation]:
    """A reading. `of_notes`: its answer holds words of notes, and only a token that may take them out has it."""

    def register(operation: Operation) -> Operation:
        operation.of_notes = of_notes  # type: ignore[attr-defined]
        router.get(address, response=answer, operation_id=operation.__name__, **described(operation, more))(
            capability(permission)(operation)
        )
        return operation

    return register


def writes(router: Router, address: str, permission: Permission, answer: Any, **more: Any) -> Callable[[Operation], Operation]:
    """A write; its answer comes with 201, also when the same was sent before."""

    def register(operation: Operation) -> Operation:
        marked = capability(permission)(operation)
        router.post(address, response={201: answer}, operation_id=operation.__name__, **described(operation, more))(marked)
        return operation

    return register


def described(operation: Callable[..., Any], more: dict[str, Any]) -> dict[str, Any]:
    """The first line of the docstring is the summary, the rest the description."""
    first, _, rest = (operation.__doc__ or "").strip().partition("\n")
    return {"summary": first.rstrip("."), "description": " ".join(rest.split()) or first, **more}


def addresses(api: NinjaAPI, known: Callable[[str, str], frozenset[str]]) -> Iterator[URLPattern]:
    """The URL patterns: one an address, with the capability that each of its methods asks for.

    known  (address as in its endpoint, method) -> the names of the filters that may stand in the query; asked when the first call comes
    """
    for router in api._get_bound_routers():
        for address, view in router.path_operations.items():
            by_method = {method: capability_of(each.view_func) for each in view.operations for method in each.methods}
            of_notes = {method for each in view.operations if getattr(each.view_func, "of_notes", False) for method in each.methods}
            answers = background(answering(view, by_method, of_notes, partial(known, address)))
            answers.by_method, answers.capability = by_method, next(iter(by_method.values()))  # type: ignore[attr-defined]
            answers.csrf_exempt = True  # type: ignore[attr-defined] # no cookie signs in here
            yield path(replace_path_param_notation(address).lstrip("/"), answers, name=view.operations[0].view_func.__name__)


def capability_of(operation: Callable[..., Any]) -> Permission | None:
    found: Permission | None = getattr(operation, "capability", None)
    return found


def answering(
    view: PathView, by_method: dict[str, Permission | None], of_notes: set[str], filters: Callable[[str], frozenset[str]]
) -> Callable[..., HttpResponseBase]:
    shown = view.get_view()

    def answer(request: Call, **parameters: Any) -> HttpResponseBase:
        permission = by_method.get(request.method or "")
        if permission is None:
            refusal = problem(405)
            refusal["Allow"] = ", ".join(sorted(by_method))
            return refusal
        request.rows = {}
        if "client_id" in parameters:
            open_rows(request, parameters, permission)
        if request.method in of_notes and not request.token.notes:
            raise Refused(403, NO_NOTES)
        names = filters(request.method or "")
        if strangers := set(request.GET) - names:
            raise Refused(422, f"Found {len(strangers)} filters that this address does not have. {those(names)}")
        if any(len(values) > 1 for _, values in request.GET.lists()):
            raise Refused(422, GIVEN_TWICE)
        if request.method == "POST" and request.content_type != "application/json":
            raise Refused(415, NOT_JSON)
        response: HttpResponseBase = shown(request, **parameters)
        return response

    return answer


def those(names: Iterable[str]) -> str:
    told = ", ".join(sorted(names))
    return f"Use {told}." if told else "Leave the query out."


def open_rows(request: Call, parameters: dict[str, UUID], permission: Permission) -> None:
    """Through the gate to the client, and from there to each row that the address names. What hangs elsewhere is not found."""
    request.client = open_client(request.user, parameters["client_id"], to=permission)
    for name in parameters.keys() & BELOW.keys():
        request.rows[name] = get_object_or_404(BELOW[name](request.client), pk=parameters[name])
    if "course_id" in request.rows:
        request.course = request.rows["course_id"]


class Page(Schema):
    """Rows of a list, page by page. `total` counts all of them."""

    total: int
    page: int
    size: int


def paged(rows: Sequence[Row] | QuerySet[Any], paging: Paging) -> dict[str, Any]:
    """The asked page of a list; beyond the end it is empty."""
    begin = (paging.page - 1) * paging.size
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    return {"total": total, "page": paging.page, "size": paging.size, "items": list(rows[begin : begin + paging.size])}
