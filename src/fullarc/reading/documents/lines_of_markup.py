"""The lines of a document from its markup, as it streams by: one for each paragraph, one for each row of a table, cells with a colon."""

from dataclasses import dataclass, field

from fullarc.reading.documents.document_limits import Budget


@dataclass(slots=True)
class Lines:
    """Takes what begins and ends, in order. A cell that says what another of its row says counts once; words outside of paragraphs and
    cells are no text of the note. `between` stands between the paragraphs of a cell."""

    budget: Budget
    between: str
    _pages: list[list[str]] = field(default_factory=lambda: [[]])  # the document's lines, then those of each open cell
    _rows: list[list[str]] = field(default_factory=list)
    _words: list[str] | None = None

    def begin_paragraph(self) -> None:
        self._words = []

    def end_paragraph(self) -> None:
        self.budget.take_text("\n")
        self._pages[-1].append("".join(self._words or []))
        self._words = None

    def say(self, words: str) -> None:
        if self._words is not None:
            self._words.append(self.budget.take_text(words))

    def begin_row(self) -> None:
        self._rows.append([])

    def begin_cell(self) -> None:
        self._pages.append([])

    def end_cell(self) -> None:
        if len(self._pages) > 1:
            cell = self.between.join(self._pages.pop())
            (self._rows[-1] if self._rows else self._pages[-1]).append(cell)

    def end_row(self) -> None:
        if self._rows:
            self._pages[-1].append(": ".join(dict.fromkeys(self._rows.pop())))

    def text(self) -> str:
        return "\n".join(self._pages[0])
