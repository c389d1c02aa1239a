"""Why a file or a row of an import is not taken: in which file, which line, which column, the reason, and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """One fault of an import. It never holds a word of a note nor the value of a cell."""

    file: str
    reason: str
    hint: str
    line: int | None = None  # counts from 1, as an editor shows it
    column: str = ""
    key: str = ""  # which of the uploaded files, when two have the same name

    @property
    def place(self) -> str:
        """Where the fault is: "scores.csv, line 4, column score"."""
        parts = [self.file]
        if self.line is not None:
            parts.append(f"line {self.line}")
        if self.column:
            parts.append(f"column {self.column}")
        return ", ".join(part for part in parts if part)

    @property
    def sentence(self) -> str:
        """Place, reason and hint in one line."""
        return f"{self.place}: {self.reason} {self.hint}".strip()


class CannotImport(Exception):
    """A whole file that cannot be taken: what was found, and what to do about it."""

    def __init__(self, reason: str, hint: str, line: int | None = None) -> None:
        super().__init__(f"{reason} {hint}")
        self.reason = reason
        self.hint = hint
        self.line = line

    def refusal(self, file: str, key: str = "") -> Refusal:
        """The same fault with the name of the file it is about."""
        return Refusal(file, self.reason, self.hint, line=self.line, key=key)
