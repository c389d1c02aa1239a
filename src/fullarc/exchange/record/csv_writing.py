"""Tables as CSV files that a spreadsheet opens without running anything."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

_RUNS = set("=+-@\t\r\x00")


def harmless(text: str) -> str:
    """The text with a single quote in front when a spreadsheet could take it for a formula, else unchanged.

    That is text which begins, also behind blanks, with = + - @ in any width, a tab, a carriage return or a NUL.
    """
    start = text.lstrip(" \u00a0\u3000\ufeff\n")[:1]
    risky = text[:1] in _RUNS or (start and (start in _RUNS or unicodedata.normalize("NFKC", start)[:1] in _RUNS))
    return f"'{text}" if risky else text


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str | int | float | None]]) -> str:
    """A table by RFC 4180, lines ended by CR LF. Texts are made harmless; numbers stay numbers; None is an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow([harmless(name) for name in columns])
    for row in rows:
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue()
