"""The text inside a formatted document: Word (docx), OpenDocument (odt), rich text (rtf), PDF; known by its first signs."""

import re
from collections.abc import Callable

from fullarc.reading.documents.document_limits import IN_PARTS, Budget, Together, TooMuch
from fullarc.reading.documents.packed_documents import open_document_text, word_text
from fullarc.reading.documents.packed_markup import Locked
from fullarc.reading.documents.pdf_text import pdf_text
from fullarc.reading.documents.rich_text import rich_text

_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
_OLD_WORD = b"\xd0\xcf\x11\xe0"

Reader = Callable[[bytes, Budget], str]


class NotReadable(ValueError):
    """A file that holds no note that can be read. The message says found, expected, what to do, and no word of the file."""


class TooLarge(NotReadable):
    """A file that holds more than is read: `found`, and what to do."""

    def __init__(self, name: str, found: str, what_to_do: str) -> None:
        super().__init__(f"{name}: found {found}, beyond what is read; {what_to_do}")
        self.found = found
        self.what_to_do = what_to_do


def formatted_text(data: bytes, name: str, together: Together | None = None) -> str | None:
    """The text of a formatted document, None when the file is none; what it takes is taken from `together`.

    Refused: a damaged or locked one, a scan without text; TooLarge, one that would take more memory or work than notes do.
    """
    kind, reader = _kind_of(data)
    if reader is None:
        if kind:
            raise NotReadable(f"{name}: found {kind}; open it and save it as docx or as text")
        return None
    try:
        text = _read(reader, data, together or Together())
    except Locked:
        raise NotReadable(f"{name}: the {kind} is locked with a password; save a copy without one") from None
    except TooMuch as problem:
        raise TooLarge(name, f"a {kind} with {problem.found}", problem.what_to_do) from None
    except Exception as problem:  # the libraries raise errors of zip, XML and their own, few of them documented
        raise NotReadable(
            f"{name}: not a readable {kind} ({type(problem).__name__}); open it and save it again, or save it as text"
        ) from None
    if not re.search(r"\w", text):
        raise NotReadable(f"{name}: the {kind} has no text; a scanned document must be turned into text first")
    return text


def _read(reader: Reader, data: bytes, together: Together) -> str:
    budget, short = together.share(), together.is_short
    try:
        return reader(data, budget)
    except TooMuch as problem:
        if short:
            raise TooMuch(problem.found, IN_PARTS) from None
        raise
    finally:
        together.spend(budget)


def _kind_of(data: bytes) -> tuple[str, Reader | None]:
    if data[:4] == b"PK\x03\x04":
        if _OPEN_DOCUMENT in data[:200]:
            return "OpenDocument text", open_document_text
        return "Word document", word_text
    if data[:5] == b"%PDF-":
        return "PDF", pdf_text
    if data[:5] == b"{\\rtf":
        return "rich text document", rich_text
    return ("an old Word document (doc) or one locked with a password", None) if data[:4] == _OLD_WORD else ("", None)
