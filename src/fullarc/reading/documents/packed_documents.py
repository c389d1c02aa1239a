"""The text of Word (docx) and OpenDocument (odt) files: what the body says, a line for each paragraph; no headers, nothing deleted."""

from dataclasses import dataclass, field
from zipfile import ZipFile

from fullarc.reading.documents.document_limits import Budget
from fullarc.reading.documents.lines_of_markup import Lines
from fullarc.reading.documents.packed_markup import Locked, chunks_of, opened, walk

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_SIGNS = {"cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_NOT_OF_THE_BODY = {"txbxContent", "del", "moveFrom"}
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE = f"{_ODF}text:1.0", f"{_ODF}table:1.0"
_OF_NO_TEXT = {"tracked-changes", "note-citation", "sequence-decls"}
MOST_BLANKS = 100  # that one sign for blanks may stand for


def word_text(data: bytes, budget: Budget) -> str:
    """The text of a Word document. Refused: TooMuch, Locked, ValueError or KeyError for one that is broken or none."""
    with opened(data) as archive:
        body = _WordBody(Lines(budget, "\n"))
        walk(chunks_of(archive, _main_part(archive, budget), budget), body.begin, body.end, body.say, budget)
    return body.lines.text()


def open_document_text(data: bytes, budget: Budget) -> str:
    """The text of an OpenDocument text. Refused as above."""
    with opened(data) as archive:
        manifest = b"".join(chunks_of(archive, "META-INF/manifest.xml", budget))
        if b"encryption-data" in manifest:
            raise Locked
        body = _OpenBody(Lines(budget, " "))
        walk(chunks_of(archive, "content.xml", budget), body.begin, body.end, body.say, budget)
    return body.lines.text()


def _main_part(archive: ZipFile, budget: Budget) -> str:
    """The part that holds the text: the package says which, whatever it is called."""
    found = list[str]()

    def begin(_space: str, name: str, given: dict[str, str]) -> None:
        if name == "Relationship" and given.get("Type", "").endswith("/officeDocument"):
            found.append(given.get("Target", "").lstrip("/"))

    walk(chunks_of(archive, "_rels/.rels", budget), begin, lambda _space, _name: None, lambda _text: None, budget)
    return found[0]


@dataclass(slots=True)
class _WordBody:
    lines: Lines
    _open: list[str] = field(default_factory=list)
    _outside: int = 0  # how many of the open elements hold no text of the body

    def begin(self, space: str, name: str, given: dict[str, str]) -> None:
        word = name if space in _WORD else ""
        if not self._open and word != "document":
            raise ValueError("no Word document")
        above = self._open[-1] if self._open else ""
        self._open.append(word)
        if word in _NOT_OF_THE_BODY or (not word and name == "Fallback"):
            self._outside += 1
            self._open[-1] = "outside"
        if self._outside:
            return
        if word == "p":
            self.lines.begin_paragraph()
        elif word == "tr":
            self.lines.begin_row()
        elif word == "tc":
            self.lines.begin_cell()
        elif above == "r" and word == "br" and given.get("type", "textWrapping") == "textWrapping":
            self.lines.say("\n")
        elif above == "r":
            self.lines.say(_SIGNS.get(word, ""))

    def end(self, _space: str, _name: str) -> None:
        word = self._open.pop()
        if word == "outside":
            self._outside -= 1
        if self._outside:
            return
        if word == "p":
            self.lines.end_paragraph()
        elif word == "tc":
            self.lines.end_cell()
        elif word == "tr":
            self.lines.end_row()

    def say(self, text: str) -> None:
        if not self._outside and self._open[-2:] == ["r", "t"]:
            self.lines.say(text)


@dataclass(slots=True)
class _OpenBody:
    lines: Lines
    _paragraphs: int = 0  # open ones: a remark within a paragraph is part of its line
    _outside: int = 0

    def begin(self, space: str, name: str, given: dict[str, str]) -> None:
        if self._outside or (space == _TEXT and name in _OF_NO_TEXT):
            self._outside += 1
        elif space == _TEXT and name in ("p", "h"):
            if not self._paragraphs:
                self.lines.begin_paragraph()
            self._paragraphs += 1
        elif self._paragraphs:
            if space == _TEXT:
                self.lines.say(_sign(name, given))
        elif space == _TABLE and name == "table-row":
            self.lines.begin_row()
        elif space == _TABLE and name in ("table-cell", "covered-table-cell"):
            self.lines.begin_cell()

    def end(self, space: str, name: str) -> None:
        if self._outside:
            self._outside -= 1
        elif space == _TEXT and name in ("p", "h"):
            self._paragraphs -= 1
            if not self._paragraphs:
                self.lines.end_paragraph()
        elif self._paragraphs:
            return
        elif space == _TABLE and name in ("table-cell", "covered-table-cell"):
            self.lines.end_cell()
        elif space == _TABLE and name == "table-row":
            self.lines.end_row()

    def say(self, text: str) -> None:
        if not self._outside:
            self.lines.say(text)


def _sign(name: str, given: dict[str, str]) -> str:
    if name == "s":
        return " " * max(0, min(int(given.get("c", "1")), MOST_BLANKS))
    return {"tab": "\t", "line-break": "\n"}.get(name, "")
