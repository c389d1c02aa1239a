"""The text of a note file: plain text or Markdown in any usual encoding, or a Word document."""

from pathlib import Path

KINDS = (".txt", ".md", ".text", ".markdown", ".docx")


class NotReadable(ValueError):
    """A file that holds no note that can be read. The message says found, expected, what to do, and no word of the file."""


def text_of(path: Path) -> str:
    """The text of a note. Refused: a missing, empty or binary file, an unreadable Word document."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise NotReadable(f"{path.name}: there is no such file; give the path of a note (txt, md or docx)") from None
    except IsADirectoryError:
        raise NotReadable(f"{path.name}: found a folder, expected a file; name the notes in it") from None
    except OSError as problem:
        raise NotReadable(f"{path.name}: cannot be opened ({problem.strerror}); check its permissions") from None
    return text_of_bytes(data, path.name)


def text_of_bytes(data: bytes, name: str) -> str:
    """The same for a file that is already in memory, for example one that was sent to the web application."""
    if not data.strip():
        raise NotReadable(f"{name}: the file is empty; expected the text of a note")
    text = _word_document(data, name) if data[:4] == b"PK\x03\x04" else _decoded(data, name)
    if not text.strip():
        raise NotReadable(f"{name}: the file has no text; a scanned document must be turned into text first")
    return text


def _decoded(data: bytes, name: str) -> str:
    for encoding, mark in (("utf-8-sig", b"\xef\xbb\xbf"), ("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff")):
        if data.startswith(mark):
            return _strict(data, encoding, name)
    if b"\x00" in data[:4096] or data[:5] in (b"%PDF-", b"{\\rtf"):
        raise NotReadable(
            f"{name}: found a binary or formatted file, expected plain text, Markdown or a Word document (docx); save it as one of these"
        )
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


def _word_document(data: bytes, name: str) -> str:
    from io import BytesIO

    from docx import Document

    try:
        document = Document(BytesIO(data))
        blocks = [block.text if hasattr(block, "text") else _table(block) for block in document.iter_inner_content()]
    except Exception as problem:  # the library raises errors of zip, XML and its own, none of them documented
        raise NotReadable(
            f"{name}: not a readable Word document ({type(problem).__name__}); open it and save it again as docx or text"
        ) from None
    return "\n".join(blocks)


def _table(table: object) -> str:
    return "\n".join(": ".join(dict.fromkeys(cell.text for cell in row.cells)) for row in table.rows)  # type: ignore[attr-defined]
