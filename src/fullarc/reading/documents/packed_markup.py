"""The markup in a packed document (Word, OpenDocument), read as a stream: it is never whole in memory, and every step is counted."""

import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from xml.parsers import expat

from fullarc.reading.documents.document_limits import Budget, TooMuch

PARTS_LIMIT = 10_000
CHUNK = 1024 * 1024  # bytes; a tag or a stretch of text must begin in each
_ENTRY_MARK = b"PK\x01\x02"
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

Begin = Callable[[str, str, dict[str, str]], None]
End = Callable[[str, str], None]
Words = Callable[[str], None]


class Locked(Exception):
    """A password stands before the text."""


def opened(data: bytes) -> zipfile.ZipFile:
    """The archive that a document is. Refused: one with more than 10,000 parts (TooMuch), one with a password (Locked), a broken one."""
    if data.count(_ENTRY_MARK) > PARTS_LIMIT:
        raise TooMuch(f"more than {PARTS_LIMIT:,} parts in the document", "open it and save it again, or save it as text")
    archive = zipfile.ZipFile(BytesIO(data))
    if any(entry.flag_bits & 0x1 for entry in archive.infolist()):
        raise Locked
    return archive


def chunks_of(archive: zipfile.ZipFile, name: str, budget: Budget) -> Iterator[bytes]:
    """One part, unpacked piece by piece and counted by what comes out, whatever the archive says of its size. Only the parts that are
    asked for are unpacked: pictures are never."""
    entry = archive.getinfo(name)
    if entry.compress_type not in _READABLE:
        raise ValueError("packed in a way that is not read here")
    with archive.open(entry) as part:
        try:
            while chunk := part.read(CHUNK):
                budget.take_markup(len(chunk))
                yield chunk
        except zlib.error:
            raise ValueError("damaged") from None


def walk(chunks: Iterator[bytes], begin: Begin, end: End, words: Words, budget: Budget) -> None:
    """Calls `begin` with the namespace, name and attributes of each element, `words` with text, `end` when an element ends.

    The names of attributes come as they are written, without their prefix. Refused: a document type (no note has one, and entities are
    declared in it), and a stretch of more than a megabyte in which nothing begins.
    """
    parser = expat.ParserCreate()
    parser.buffer_text, parser.ordered_attributes = True, True
    spaces = dict[str, str]()
    names = dict[str, tuple[str, str]]()

    def named(written: str) -> tuple[str, str]:
        if written not in names:
            prefix, _, local = written.rpartition(":")
            names[written] = spaces.get(prefix, ""), local
        return names[written]

    def begun(written: str, given: Sequence[str]) -> None:
        budget.take_steps(1 + len(given) // 2)
        attributes = dict[str, str]()
        for name, value in zip(given[::2], given[1::2], strict=True):
            if name == "xmlns" or name.startswith("xmlns:"):
                spaces[name[6:]] = value
                names.clear()
            else:
                attributes[name.rpartition(":")[2]] = value
        begin(*named(written), attributes)

    def ended(written: str) -> None:
        end(*named(written))

    def said(text: str) -> None:
        budget.take_steps(1)
        words(text)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begun, ended, said
    parser.StartDoctypeDeclHandler = _refuse
    for chunk in chunks:
        if len(chunk) == CHUNK and b"<" not in chunk:
            raise TooMuch("a megabyte of markup in one piece")
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse(*_declared: object) -> None:
    raise ValueError("a document type is declared")
