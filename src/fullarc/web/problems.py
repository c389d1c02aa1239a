"""What goes wrong below /api/, told to a program: RFC 9457 problem details, with the request's number and nothing of a record."""

from collections.abc import Sequence
from http import HTTPStatus

from django.http import HttpRequest, JsonResponse

from fullarc.web.audit.request import current

API = "/api/"
TYPE = "application/problem+json"
DETAIL = {
    400: "Found something that cannot be read as a request. Send UTF-8, and JSON as the document of the API describes it.",
    401: "Found no access token that holds. Send the header 'Authorization: Bearer TOKEN'; a person makes a token on their account page.",
    403: "The role of the token's owner does not include this. The owner of the practice decides who may do what.",
    404: "There is nothing here: the address does not exist, or it is not open to the token's owner.",
    405: "This address does not answer to this method. The header Allow names those it answers to.",
    500: "Something went wrong and nothing was half-saved. Try again; if it happens again, tell who looks after Fullarc the number.",
}


def is_call(request: HttpRequest) -> bool:
    """Whether a program asks: its answers are never pages."""
    return request.path_info.startswith(API)


def problem(status: int, detail: str = "", errors: Sequence[dict[str, str]] = ()) -> JsonResponse:
    """The answer of a refused call. `errors` name single places: where, found, expected."""
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    told |= {"detail": detail or DETAIL[status], "number": current().request_id}
    return JsonResponse(told | ({"errors": list(errors)} if errors else {}), status=status, content_type=TYPE)
