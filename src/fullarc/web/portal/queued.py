"""What the offline queue of a phone is answered: a form that it sends again says so in a header, and gets JSON instead of a page.

The queue (static/js/offline.js) takes a form off the phone only after an answer with `kept`; a page of the sign-in, an error or silence
leave it there for the next try.
"""

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest, JsonResponse

HEADER = "X-Fullarc-Queue"


def from_queue(request: HttpRequest) -> bool:
    """Whether the offline queue sent this form, and not a person who looks at the page."""
    return request.headers.get(HEADER) == "1"


def kept(uuid: UUID, href: str) -> JsonResponse:
    """It is stored, now or by an earlier try; `href` is the page to look at next."""
    return JsonResponse({"kept": str(uuid), "href": href})


def refused(reasons: Iterable[object], *, status: int) -> JsonResponse:
    """It cannot be stored, now or later: 422 for a form that is not right, 409 for other content under a known uuid."""
    return JsonResponse({"refused": [str(reason) for reason in reasons]}, status=status)
