"""The text of a PDF, page by page, with the steps of the library that reads it counted: a page of a few bytes may ask for hours of work."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from fullarc.reading.documents.document_limits import Budget, TooMuch
from fullarc.reading.documents.packed_markup import Locked

MOST_PAGES = 500
BYTES_A_CALL = 8  # so many bytes that are handed on count as one call
_ONE_STREAM = 16 * 1024 * 1024
_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": _ONE_STREAM,
    "lzw_maximum_output_length": _ONE_STREAM,
    "run_length_maximum_output_length": _ONE_STREAM,
    "array_based_stream_maximum_output_length": _ONE_STREAM,
    "stream_decoding_work_maximum_length": 4 * _ONE_STREAM,
    "stream_parsing_work_maximum_count": 500_000,
    "jbig2dec_binary": None,  # no program of the machine is started for a picture
}


class _Spent(BaseException):
    """Nothing is left of the budget. Not an Exception: the library goes on after most of these."""


@contextmanager
def counted(budget: Budget) -> Iterator[Callable[[], None]]:
    """Within, whatever functions this thread begins and ends is taken from `budget.calls`, and the bytes that they hand back. Gives a check
    that the counting goes on. Beyond the budget: TooMuch."""
    before, left = sys.getprofile(), budget.calls

    def count(_frame: object, event: str, given: object) -> None:
        nonlocal left
        left -= 1
        if event == "return" and isinstance(given, bytes):
            left -= len(given) // BYTES_A_CALL
        if left < 0:
            raise _Spent

    def check() -> None:
        if left < 0:  # counting ends where it raises, and an error that is raised while an object is cleared away goes no further
            raise _Spent

    sys.setprofile(count)
    try:
        yield check
        check()
    except _Spent:
        raise TooMuch("more drawing than the pages of a long note have") from None
    finally:
        sys.setprofile(before)
        budget.calls = left


def pdf_text(data: bytes, budget: Budget) -> str:
    """The text of all pages. Refused: more than 500 pages, more work or text than notes take (TooMuch), a password (Locked); the library
    raises its own errors for one that is broken."""
    from pypdf import apply_configuration

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings may quote the file
    with apply_configuration(**_LIMITS), counted(budget) as check:
        return "\n".join(_pages(data, budget, check))


def _pages(data: bytes, budget: Budget, check: Callable[[], None]) -> Iterator[str]:
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError

    try:
        document = PdfReader(BytesIO(data))
        if document.is_encrypted and not _opens_without_password(document):
            raise Locked
        if len(document.pages) > MOST_PAGES:
            raise TooMuch(f"more than {MOST_PAGES} pages", "give one file a note")
        for page in document.pages:
            yield budget.take_text(page.extract_text())
            check()
    except LimitReachedError:
        raise TooMuch("more drawing than the pages of a long note have") from None


def _opens_without_password(document: Any) -> bool:
    """Some PDFs are locked against changes only. One whose lock needs a library that is not installed counts as locked."""
    try:
        return bool(document.decrypt(""))
    except Exception:
        return False
