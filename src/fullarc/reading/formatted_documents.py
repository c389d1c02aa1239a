"""The text inside a formatted document: Word (docx), OpenDocument (odt), rich text (rtf), PDF; known by its first signs."""

import logging
import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

MOST_MARKUP = 40 * 1024 * 1024  # of XML in one document; a note has a hundredth of it
MEDIA = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".bmp",
    ".tif",
    ".tiff",
    ".emf",
    ".wmf",
    ".svg",
    ".webp",
    ".mp3",
    ".wav",
    ".mp4",
    ".m4a",
    ".ttf",
    ".odttf",
)
MOST_PAGES = 500
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OF_NO_TEXT = {f"{_TEXT}{name}" for name in ("tracked-changes", "note-citation", "sequence-decls")}
_BLOCKS = {f"{_TEXT}p", f"{_TEXT}h"}


class NotReadable(ValueError):
    """A file that holds no note that can be read. The message says found, expected, what to do, and no word of the file."""


class _Locked(Exception):
    """A password stands before the text."""


def formatted_text(data: bytes, name: str) -> str | None:
    """The text of a formatted document, None when the file is none. Refused: a damaged or locked one, a scan without text."""
    kind, reader = _kind_of(data)
    if reader is None:
        if kind:
            raise NotReadable(f"{name}: found {kind}; open it and save it as docx or as text")
        return None
    try:
        text = reader(data)
    except _Locked:
        raise NotReadable(f"{name}: the {kind} is locked with a password; save a copy without one") from None
    except NotReadable:
        raise
    except Exception as problem:  # the libraries raise errors of zip, XML and their own, few of them documented
        raise NotReadable(
            f"{name}: not a readable {kind} ({type(problem).__name__}); open it and save it again, or save it as text"
        ) from None
    if not re.search(r"\w", text):
        raise NotReadable(f"{name}: the {kind} has no text; a scanned document must be turned into text first")
    return text


def _kind_of(data: bytes) -> tuple[str, Callable[[bytes], str] | None]:
    if data[:4] == b"PK\x03\x04":
        if _OPEN_DOCUMENT in data[:200]:
            return "OpenDocument text", _open_document
        return "Word document", _word_document
    if data[:5] == b"%PDF-":
        return "PDF", _pdf
    if data[:5] == b"{\\rtf":
        return "rich text document", _rich_text
    return ("an old Word document (doc) or one locked with a password", None) if data[:4] == _OLD_WORD else ("", None)


def _word_document(data: bytes) -> str:
    from docx import Document

    with zipfile.ZipFile(BytesIO(data)) as archive:
        _check_size(archive)
    document = Document(BytesIO(data))
    return "\n".join(block.text if hasattr(block, "text") else _table(block) for block in document.iter_inner_content())


def _table(table: Any) -> str:
    """Each cell once, however many columns it claims to span: the number is the file's own and may be anything."""
    from docx.table import _Cell

    return "\n".join(": ".join(dict.fromkeys(_Cell(cell, table).text for cell in row._tr.tc_lst)) for row in table.rows)


def _open_document(data: bytes) -> str:
    from lxml import etree

    with zipfile.ZipFile(BytesIO(data)) as archive:
        _check_size(archive)
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise _Locked
        content = archive.read("content.xml")
    tree = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False))
    return "\n".join(_blocks_of(tree))


def _blocks_of(element: Any) -> Iterator[str]:
    """A line for each paragraph and heading, and for each row of a table its cells with a colon between them."""
    for child in element:
        if child.tag in _BLOCKS:
            yield _words_of(child)
        elif child.tag == f"{_TABLE}table-row":
            yield ": ".join(dict.fromkeys(" ".join(_blocks_of(cell)) for cell in child))
        elif child.tag not in _OF_NO_TEXT and isinstance(child.tag, str):
            yield from _blocks_of(child)


def _words_of(element: Any) -> str:
    words = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            words.append(" " * min(int(child.get(f"{_TEXT}c", "1")), 100))
        elif child.tag == f"{_TEXT}tab":
            words.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            words.append("\n")
        elif child.tag not in _OF_NO_TEXT and isinstance(child.tag, str):
            words.append(_words_of(child))
        words.append(child.tail or "")
    return "".join(words)


def _rich_text(data: bytes) -> str:
    from striprtf import striprtf

    if not data.rstrip(b"\x00 \r\n\t").endswith(b"}"):
        raise ValueError("cut short")
    to_text: Callable[..., str] = striprtf.rtf_to_text
    return to_text(data.decode("cp1252", errors="replace"), errors="replace")


def _pdf(data: bytes) -> str:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings may quote the file
    document = PdfReader(BytesIO(data))
    if document.is_encrypted and not _opens_without_password(document):
        raise _Locked
    if len(document.pages) > MOST_PAGES:
        raise NotReadable(f"the PDF has more than {MOST_PAGES} pages; give one file a note")
    return "\n".join(page.extract_text() for page in document.pages)


def _opens_without_password(document: Any) -> bool:
    """Some PDFs are locked against changes only. One whose lock needs a library that is not installed counts as locked."""
    try:
        return bool(document.decrypt(""))
    except Exception:
        return False


def markup_in(archive: zipfile.ZipFile) -> int:
    """Bytes of everything but pictures and sound: a part may be markup whatever it is called."""
    return sum(entry.file_size for entry in archive.infolist() if not entry.filename.casefold().endswith(MEDIA))


def _check_size(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise _Locked
    if markup_in(archive) > MOST_MARKUP:
        raise ValueError("too much markup")
