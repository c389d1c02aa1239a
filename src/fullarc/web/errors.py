"""The answers to what goes wrong: one calm page with the request's number; nothing of the request in it or in the log."""

import logging
import traceback

from django.core.exceptions import DisallowedHost
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from fullarc.web.audit.request import current
from fullarc.web.problems import is_call, problem

PAGES = {
    400: (_("This request could not be read"), _("Go back and try again from the page you came from.")),
    403: (_("This is not open to you"), _("Your role does not include this page. The owner of the practice decides who may do what.")),
    404: (_("There is nothing here"), _("The page does not exist, or it is not yours to open.")),
    500: (
        _("Something went wrong"),
        _("Nothing was half-saved. Try again; if it happens again, tell the person who looks after Fullarc the number below."),
    ),
}
UNKNOWN_ADDRESS = (
    _("Fullarc does not open under this address"),
    _(
        "It was opened under an address that it has not been told to answer to. On the computer that it runs on, use the address that it"
        " shows when it starts. To open it from elsewhere, ask the person who looks after Fullarc to add this address."
    ),
)
OLD_LINK = {
    "/in/": (
        _("This link does not open any more"),
        _("A link works once, and for three days. If you have been here before, sign in. If not, ask your therapist for a new one."),
    ),
    "/form/": (
        _("This link does not open any more"),
        _("It was used, its time is over, or part of it is missing. Ask your therapist for a new one."),
    ),
}
OWN_SIDE = ("/me/", "/ward/", *OLD_LINK)


def answer(request: HttpRequest, status: int, words: tuple[object, object] | None = None) -> HttpResponse:
    if is_call(request):
        return problem(status)
    heading, advice = words or PAGES[status]
    context = {"heading": heading, "advice": advice, "number": current().request_id, "way": way_on(request, status), **help_now(request)}
    try:
        return render(request, "error.html", context, status=status)
    except DatabaseError:  # what stands around every page asks it for the person and the practice
        return HttpResponse(render_to_string("error.html", {**context, "shell": ""}), status=status)


def way_on(request: HttpRequest, status: int) -> object:
    """What the link to the first page is called where that is another than usual; "" where the page is of no use to anybody."""
    if status == 404 and request.path_info.startswith("/in/") and not request.user.is_authenticated:
        return _("Sign in")
    return "" if status == 404 and request.path_info.startswith("/form/") else None


def help_now(request: HttpRequest) -> dict[str, object]:
    """On the client's side whom to call stands on every page of errors too, also when the database does not answer."""
    if not request.path_info.startswith(OWN_SIDE):
        return {}
    from fullarc.web.portal.queries import who_to_call

    try:
        inside = getattr(request.user, "uses_portal", False) or request.path_info.startswith(tuple(OLD_LINK))
        return {"own_side": True, "who": who_to_call(), "shell": "portal/base.html" if inside else ""}
    except DatabaseError:
        return {"own_side": True, "who": None}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, 400, UNKNOWN_ADDRESS if isinstance(exception, DisallowedHost) else None)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Of a link that was sent to somebody the page says what to do; the same for one that was used, has ended or never was."""
    return answer(request, 404, next((words for path, words in OLD_LINK.items() if request.path_info.startswith(path)), None))


def failed(request: HttpRequest) -> HttpResponse:
    return answer(request, 500)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form token was missing or from another sign-in."""
    context = {
        "heading": _("This form was opened too long ago"),
        "advice": _("Go back, reload the page and send it again. Copy longer text before you reload."),
        "number": current().request_id,
    }
    return render(request, "error.html", context, status=403)


def unusable(request: HttpRequest, advice: str) -> HttpResponse:
    """What was sent does not fit; `advice` is the sentence of the refusal (found, expected, what to do)."""
    context = {"heading": _("This could not be done"), "advice": advice, "number": current().request_id}
    return render(request, "error.html", context, status=422)


class WithoutContent(logging.Formatter):
    """Log lines with the place of a fault but no values: no paths of requests, no local variables, no text of a record."""

    def format(self, record: logging.LogRecord) -> str:
        line = f"{self.formatTime(record)} {record.levelname} {record.name} request={current().request_id}"
        if record.exc_info and record.exc_info[0]:
            frames = traceback.extract_tb(record.exc_info[2])[-6:]
            where = " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in reversed(frames))
            return f"{line} {record.exc_info[0].__name__} at {where}"
        return f"{line} {record.module}.{record.funcName}"
