"""The texts of the documents of an import: each is read once, all of them within one budget, and what came of it is kept.

What is kept is a text, or why there is none, under the SHA-256 of the file; it can be stored as JSON.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fullarc.exchange.incoming.refusal import CannotImport
from fullarc.exchange.incoming.uploads import UploadedFile, check_archive
from fullarc.reading.documents.note_files import Together, TooLarge, text_of_bytes

DOCUMENT_ENDINGS = {".docx": "Word document", ".odt": "OpenDocument text", ".rtf": "rich text", ".pdf": "PDF"}
_FIRST_SIGNS = {".docx": b"PK", ".odt": b"PK", ".rtf": b"{\\rtf", ".pdf": b"%PDF-"}

Outcome = tuple[str, ...]
"""A text alone, or a reason and what to do."""


@dataclass(slots=True)
class DocumentReader:
    """Reads the documents of one import. `kept` is what earlier pages of the same import found, and grows."""

    kept: dict[str, Outcome] = field(default_factory=dict)
    together: Together = field(default_factory=Together)

    def text_of(self, file: UploadedFile) -> str:
        """The text of a Word document, OpenDocument, rich text or PDF. Refused (CannotImport): one that is locked, broken, without text, or
        more than notes are."""
        text, *why_not = self._outcome(file)
        if why_not:
            raise CannotImport(text, why_not[0])
        return text

    def read_all(self, files: Iterable[UploadedFile]) -> dict[str, Outcome]:
        """Reads every document among the files; gives what is to be kept."""
        return {_mark(file): self._outcome(file) for file in files if file.data and file.ending in DOCUMENT_ENDINGS}

    def _outcome(self, file: UploadedFile) -> Outcome:
        mark = _mark(file)
        if mark not in self.kept:
            try:
                self.kept[mark] = (_read(file, self.together),)
            except CannotImport as fault:
                self.kept[mark] = fault.reason, fault.hint
        return self.kept[mark]


def from_json(stored: Mapping[str, Iterable[str]]) -> dict[str, Outcome]:
    """What was kept, as it comes back from JSON."""
    return {mark: tuple(outcome) for mark, outcome in stored.items()}


def _mark(file: UploadedFile) -> str:
    return f"{file.ending} {hashlib.sha256(file.data).hexdigest()}"


def _read(file: UploadedFile, together: Together) -> str:
    kind, ending = DOCUMENT_ENDINGS[file.ending], file.ending.lstrip(".")
    if not file.data.startswith(_FIRST_SIGNS[file.ending]):
        raise CannotImport(f"It is named {ending} but is no {kind}.", f"Open it and save it as {ending}, or give it its right ending.")
    if file.data.startswith(b"PK"):
        check_archive(file.data).close()
    try:
        return text_of_bytes(file.data, "document", together)
    except TooLarge as problem:
        raise CannotImport(f"Found {problem.found}.", f"{problem.what_to_do[:1].upper()}{problem.what_to_do[1:]}.") from None
    except ValueError as problem:
        if "password" in str(problem):
            raise CannotImport(f"The {kind} is locked with a password.", "Save a copy without a password.") from None
        if "scanned" in str(problem):
            raise CannotImport(f"The {kind} is empty, or it is a scan without text.", "Turn a scan into text first.") from None
        raise CannotImport(f"The {kind} is empty or broken.", "Open it and save it again, or save it as plain text.") from None
