"""A table from a file of comma-separated values: limits first, then columns and rows with the line they begin on."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from fullarc.exchange.incoming.encodings import decode
from fullarc.exchange.incoming.header_lines import names_of_columns
from fullarc.exchange.incoming.refusal import CannotImport, Refusal
from fullarc.exchange.incoming.uploads import FILE_LIMIT

ROW_LIMIT = 50_000
COLUMN_LIMIT = 200
CELL_LIMIT = 32 * 1024

_SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
_LINES_LOOKED_AT = 50
_SEPARATOR_LINE = re.compile(r"sep=([,;\t|])\n", re.I)
_QUOTES = "Look for a quotation mark that is opened and not closed, or save the table again as CSV."


@dataclass(frozen=True, slots=True)
class Row:
    line: int  # on which it begins, from 1
    cells: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A file's columns and rows. Rows of another width are in `refused`; `remarks` says which separator and encoding were taken."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    refused: tuple[Refusal, ...]
    remarks: tuple[str, ...]

    def column_name(self, index: int) -> str:
        """The name in the first line, or "column 3" where that is empty."""
        return self.columns[index] or f"number {index + 1}"

    def values(self, index: int) -> Iterator[str]:
        """The cells of one column that are not empty."""
        return (row.cells[index] for row in self.rows if row.cells[index])


def read_table(file: str, data: bytes) -> Table:
    """The table in the bytes of a file. The first line names the columns, or the first two do, below a title or two.

    Refused: more than 10 MB, 50,000 rows, 200 columns or 32 kB in a cell, what is no text, broken quotation marks, a table
    without rows or with one column only.
    """
    if len(data) > FILE_LIMIT:
        raise CannotImport("The file is larger than 10 MB.", "Split it.")
    decoded = decode(data)
    text, skipped, separator = _separator_of(decoded.text)
    rows = [Row(row.line + skipped, row.cells) for row in _parse(text, separator, strict=True)]
    rows = [row for row in rows if any(row.cells)]
    if not rows:
        raise CannotImport("The table is empty.", "The first line must name the columns, each further line is one score.")
    header, lines = names_of_columns([row.cells for row in rows[:6]])
    body = rows[lines:]
    if len(header) < 2:
        raise CannotImport(
            "Found one column only.", "Expected at least a date and a score, separated by commas, semicolons or tabs.", line=rows[0].line
        )
    if not body:
        raise CannotImport("Found the names of columns and no rows.", "Each line below the first is one score.")
    kept, refused = _of_one_width(file, body, len(header))
    remarks = [f"Columns separated by {_SEPARATORS[separator]}, text in {decoded.encoding}."]
    if decoded.worked_out:
        remarks.append(f"{decoded.encoding} was worked out from the letters: look at accents in names of columns.")
    if lines > 1:
        remarks.append(f"The first {lines} lines were taken as the names of the columns.")
    return Table(file, header, tuple(kept), tuple(refused), tuple(remarks))


def _separator_of(text: str) -> tuple[str, int, str]:
    told = _SEPARATOR_LINE.match(text)
    if told:
        return text[told.end() :], 1, told[1]
    start = text[:64_000]
    return text, 0, max(_SEPARATORS, key=lambda separator: _fit(start, separator))


def _fit(start: str, separator: str) -> tuple[float, int]:
    """How well a separator explains the first lines: share of lines as wide as most are, then the width."""
    widths = []
    try:
        for row in _parse(start, separator, strict=False):
            widths.append(len(row.cells))
            if len(widths) == _LINES_LOOKED_AT:
                break
    except CannotImport:
        return (0.0, 0)
    usual, lines = Counter(widths).most_common(1)[0] if widths else (0, 0)
    return (lines / len(widths), usual) if usual > 1 else (0.0, 0)


def _parse(text: str, separator: str, *, strict: bool) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    line, count = 1, 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            if "field limit" in str(fault):
                raise CannotImport("A cell holds more than 32 kB.", "A table of scores has short cells.", line=line) from None
            raise CannotImport("The quotation marks of this row do not fit together.", _QUOTES, line=line) from None
        if len(cells) > COLUMN_LIMIT:
            raise CannotImport(f"Found more than {COLUMN_LIMIT} columns.", "Keep the columns with date and scores.", line=line)
        if any(len(cell) > CELL_LIMIT for cell in cells):
            raise CannotImport("A cell holds more than 32 kB.", "A table of scores has short cells.", line=line)
        count += 1
        if count > ROW_LIMIT + 1:
            raise CannotImport(f"Found more than {ROW_LIMIT:,} rows.", "Split the table.", line=line)
        yield Row(line, tuple(cell.strip() for cell in cells))
        line = reader.line_num + 1


def _of_one_width(file: str, body: list[Row], width: int) -> tuple[list[Row], list[Refusal]]:
    kept, refused = list[Row](), list[Refusal]()
    for row in body:
        if len(row.cells) == width:
            kept.append(row)
        else:
            reason = f"Found {len(row.cells)} cells; expected {width}, as in the first line."
            refused.append(Refusal(file, reason, "Put quotation marks around a cell that holds a separator.", line=row.line))
    return kept, refused
