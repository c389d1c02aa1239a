"""From the bytes of a text file to its text, saying aloud which encoding was taken."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from fullarc.exchange.incoming.refusal import CannotImport

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_OLDER = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp1250": "Windows-1250", "cp1251": "Windows-1251"}
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 1 / 200
_SAVE_AGAIN = "Save it again as plain text in UTF-8."
_SIGNATURES = (
    (b"%PDF-", "a PDF", "Give it the ending pdf."),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office document (doc)", "Open it and save it as docx or as plain text."),
    (b"{\\rtf", "a rich text document (rtf)", "Give it the ending rtf."),
    (b"PK\x03\x04", "a zip archive or an Office document", "Unpack it, or give it its right ending (zip, docx)."),
    (b"\x89PNG", "a picture", "Only written notes can be read."),
    (b"\xff\xd8\xff", "a picture", "Only written notes can be read."),
    (b"GIF8", "a picture", "Only written notes can be read."),
)


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The text with one kind of line end, the encoding by name, and whether that name was worked out from the bytes."""

    text: str
    encoding: str
    worked_out: bool


def decode(data: bytes) -> DecodedText:
    """The text of a file: by its byte order mark, else as UTF-8, else by what its bytes look like.

    Line ends become one line feed; nothing else is changed. Refuses what is no text: bytes that begin like another kind
    of file, NUL bytes, many control characters, bytes that are broken in the encoding they declare.
    """
    for signature, kind, hint in _SIGNATURES:
        if data.startswith(signature):
            raise CannotImport(f"This is {kind}, not a text file.", hint)
    text, encoding, worked_out = _decoded(data)
    controls = sum(1 for _ in _CONTROL.finditer(text))
    if "\x00" in text or controls > max(1, len(text) * _CONTROL_SHARE):
        raise CannotImport(
            "This is no text: it holds bytes that no text has.", "If it is a note, open it and save it as plain text in UTF-8."
        )
    return DecodedText(text.replace("\r\n", "\n").replace("\r", "\n"), encoding, worked_out)


def _decoded(data: bytes) -> tuple[str, str, bool]:
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(codec), name, False
            except UnicodeDecodeError:
                raise CannotImport(f"It says that it is {name}, but its bytes are not.", _SAVE_AGAIN) from None
    try:
        return data.decode("utf-8"), "UTF-8", False
    except UnicodeDecodeError:
        return _older(data)


def _older(data: bytes) -> tuple[str, str, bool]:
    best = None if b"\x00" in data else from_bytes(data, cp_isolation=list(_OLDER)).best()
    if best is None or best.encoding not in _OLDER:
        raise CannotImport("Its characters could not be made out.", _SAVE_AGAIN)
    return data.decode(best.encoding), _OLDER[best.encoding], True
