"""The OpenAPI document as an address of the API, and as a file for who is signed in."""

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.urls import path
from django.views.decorators.http import require_GET

from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.idle import background
from fullarc.web.accounts.signed_in import Request
from fullarc.web.api.document import document
from fullarc.web.problems import problem


@background
@capability(Permission.USE_API)
def openapi(request: Request) -> HttpResponseBase:
    """The document, for a program with a token."""
    if request.method != "GET":
        refusal = problem(405)
        refusal["Allow"] = "GET"
        return refusal
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


@capability(Permission.USE_API)
@require_GET
def openapi_file(request: Request) -> HttpResponse:
    """The same document, to keep."""
    answer = JsonResponse(document(), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="fullarc-openapi.json"'
    return answer


openapi.csrf_exempt = True  # type: ignore[attr-defined] # no cookie signs in here
described = path("openapi.json", openapi, name="openapi")
