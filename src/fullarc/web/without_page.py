"""A form that a script sends from a page which stays where it is (static/js/writing.js): its answer is 204 and no page.

A redirect would be followed by the browser: the page behind it would be made for nobody, and whatever opening that page does would happen.
"""

from django.http import HttpRequest, HttpResponse

HEADER = "X-Fullarc-Stays"


def stays(request: HttpRequest) -> bool:
    """Whether the page that sent this form stays, so that it needs no other one."""
    return request.headers.get(HEADER) == "1"


def kept() -> HttpResponse:
    """What was sent is stored."""
    return HttpResponse(status=204)
