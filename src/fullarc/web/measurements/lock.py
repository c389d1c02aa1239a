"""While the device is in the client's hands nothing but the questionnaire answers in this session, whatever address is typed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve

PAGES = frozenset(f"measurements:{name}" for name in ("hand_over", "question", "hand_over_help", "hand_over_done", "take_back"))
KEY = "hand_over"  # in the session: the ids of the client and of the hand-over
ADVICE = {
    403: "Please go back one page and try again.",
    429: "The password was wrong too often. It can be tried again in 15 minutes.",
}


class DeviceInOtherHands:
    """Leads every other address to the questions, and keeps pages of errors free of names, links and signals."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        held = request.session.get(KEY) if request.user.is_authenticated else None
        if held is None:
            return self.get_response(request)
        if not belongs(request.path_info, held):
            return redirect("measurements:hand_over", held["client"], held["id"])
        response = self.get_response(request)
        if response.status_code >= 400 and response.status_code != 422:
            advice = ADVICE.get(response.status_code, "Please give the device back to your therapist.")
            return render(request, "measurements/hand_over_error.html", {"held": held, "advice": advice}, status=response.status_code)
        return response


def belongs(path: str, held: dict[str, str]) -> bool:
    """Whether an address is a page of this very hand-over."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    ids = (str(match.kwargs.get("client_id")), str(match.kwargs.get("hand_over_id")))
    return match.view_name in PAGES and ids == (held["client"], held["id"])
