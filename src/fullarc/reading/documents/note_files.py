"""The text of a note file: plain text or Markdown in any usual encoding, or a document of a word processor, or a PDF."""

from pathlib import Path

from fullarc.reading.documents.document_limits import FILE_LIMIT, Together
from fullarc.reading.documents.formatted_documents import NotReadable, TooLarge, formatted_text

__all__ = ["IN_WORDS", "KINDS", "NotReadable", "Together", "TooLarge", "text_of", "text_of_bytes"]

KINDS = (".txt", ".md", ".text", ".markdown", ".docx", ".rtf", ".odt", ".pdf")
IN_WORDS = "txt, md, docx, rtf, odt or pdf"


def text_of(path: Path) -> str:
    """The text of a note. Refused: a missing, empty or binary file, a damaged or locked document."""
    try:
        with path.open("rb") as file:
            data = file.read(FILE_LIMIT + 1)
    except FileNotFoundError:
        raise NotReadable(f"{path.name}: there is no such file; give the path of a note ({IN_WORDS})") from None
    except IsADirectoryError:
        raise NotReadable(f"{path.name}: found a folder, expected a file; name the notes in it") from None
    except OSError as problem:
        raise NotReadable(f"{path.name}: cannot be opened ({problem.strerror}); check its permissions") from None
    if len(data) > FILE_LIMIT:
        raise TooLarge(path.name, f"a file of more than {FILE_LIMIT // 1024**2} MB", "give one file a note")
    return text_of_bytes(data, path.name)


def text_of_bytes(data: bytes, name: str, together: Together | None = None) -> str:
    """The same for a file that is already in memory, for example one that was sent to the web application. Documents that come in one piece
    are read with one `together`, so that their work is bounded as a whole."""
    if not data.strip():
        raise NotReadable(f"{name}: the file is empty; expected the text of a note")
    text = formatted_text(data, name, together)
    text = _decoded(data, name) if text is None else text
    if not text.strip():
        raise NotReadable(f"{name}: the file has no text; a scanned document must be turned into text first")
    return text


def _decoded(data: bytes, name: str) -> str:
    for encoding, mark in (("utf-8-sig", b"\xef\xbb\xbf"), ("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff")):
        if data.startswith(mark):
            return _strict(data, encoding, name)
    if b"\x00" in data[:4096]:
        raise NotReadable(f"{name}: found a binary file, expected a note as {IN_WORDS}; save it as one of these")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data, name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise NotReadable(f"{name}: begins like {encoding} text and goes on otherwise; save it as UTF-8 text") from None


def _guessed(data: bytes, name: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000], cp_isolation=["cp1252", "latin_1", "mac_roman", "cp1250", "utf_16_le", "utf_16_be"]).best()
    text = data.decode(best.encoding, errors="replace") if best is not None else ""
    strange = sum(sign < " " and sign not in "\t\n\r\f" for sign in text[:4096])
    if not text or strange > len(text[:4096]) // 50:
        raise NotReadable(f"{name}: the signs of this file cannot be made out; expected text in UTF-8; save it as UTF-8 text")
    return text
