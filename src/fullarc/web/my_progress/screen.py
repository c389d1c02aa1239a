"""A shared screen: while it is on, this session shows the client's side of one client and nothing else, whatever address is typed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve

KEY = "shared_screen"  # in the session: the id of the client
PAGES = frozenset(f"my_progress:{name}" for name in ("screen_progress", "screen_month", "end_screen"))


class SharedScreen:
    """Leads every other address to the shared pages, and keeps pages of errors free of names, links and signals."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        held = request.session.get(KEY) if request.user.is_authenticated else None
        if held is None:
            return self.get_response(request)
        if not belongs(request.path_info, held):
            return redirect("my_progress:screen_progress", held)
        response = self.get_response(request)
        if response.status_code >= 400 and response.status_code != 422:
            return render(request, "my_progress/screen_error.html", {"client_id": held}, status=response.status_code)
        return response


def belongs(path: str, held: str) -> bool:
    """Whether an address is a shared page of this very client."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    return match.view_name in PAGES and str(match.kwargs.get("client_id")) == held
