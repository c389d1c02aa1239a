"""The answers to what goes wrong: one calm page with the request's number; nothing of the request in it or in the log."""

import logging
import traceback

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fullarc.web.audit.request import current

PAGES = {
    400: ("This request could not be read", "Go back and try again from the page you came from."),
    403: ("This is not open to you", "Your role does not include this page. The owner of the practice decides who may do what."),
    404: ("There is nothing here", "The page does not exist, or it is not yours to open."),
    500: (
        "Something went wrong",
        "Nothing was half-saved. Try again; if it happens again, tell the person who looks after Fullarc the number below.",
    ),
}


def answer(request: HttpRequest, status: int) -> HttpResponse:
    heading, advice = PAGES[status]
    context = {"heading": heading, "advice": advice, "number": current().request_id}
    return render(request, "error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    return answer(request, 500)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form token was missing or from another sign-in."""
    context = {
        "heading": "This form was opened too long ago",
        "advice": "Go back, reload the page and send it again. Copy longer text before you reload.",
        "number": current().request_id,
    }
    return render(request, "error.html", context, status=403)


def unusable(request: HttpRequest, advice: str) -> HttpResponse:
    """What was sent does not fit; `advice` is the sentence of the refusal (found, expected, what to do)."""
    context = {"heading": "This could not be done", "advice": advice, "number": current().request_id}
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
