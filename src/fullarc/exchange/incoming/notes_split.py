"""One long file with the notes of many sessions, cut where a line says that it is a date. Nobody cuts without being told to."""

import re
from dataclasses import dataclass, field

from fullarc.exchange.incoming.dates import WrittenDate
from fullarc.exchange.incoming.note_dates import date_of_line

LEAST = 2
MOST = 1_000
# A line of these speaks of another day than that of the note it stands in.
_OTHER_DAY = re.compile(
    r"\W*(?:next|follow|return|planned?|reviewed?|due|until|since|last|previous|prior|birth|born|discharged?|intake|referr|onset|signed|began)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text from one date to the next. `line` is where it begins, from 1; `written` is None before the first date."""

    line: int
    text: str = field(repr=False)
    written: WrittenDate | None

    @property
    def words(self) -> int:
        return len(self.text.split())


def pieces_of(text: str) -> tuple[Piece, ...]:
    """The text cut at each line that is a date or says that it holds one ("Date: 14 March 2024", "Session note, 14.03.2024").

    A line with the date of the piece that it stands in cuts nothing. Every word is in exactly one piece. Fewer than two
    dates: one piece.
    """
    lines = text.splitlines(keepends=True)
    cuts: list[tuple[int, WrittenDate]] = []
    for number, line in enumerate(lines):
        written = None if _OTHER_DAY.match(line) or "signed" in line.casefold() else date_of_line(line.strip())
        if written is not None and (not cuts or written != cuts[-1][1]):
            cuts.append((number, written))
    if len({written for _, written in cuts}) < LEAST or len(cuts) > MOST:
        return (Piece(1, text, cuts[0][1] if cuts else None),)
    ends = [*(number for number, _ in cuts[1:]), len(lines)]
    before = "".join(lines[: cuts[0][0]])
    first = (Piece(1, before, None),) if before.strip() else ()
    return (*first, *(Piece(begin + 1, "".join(lines[begin:end]), written) for (begin, written), end in zip(cuts, ends, strict=True)))


def may_be_cut(text: str) -> int:
    """How many notes the text seems to hold; 0 when it seems to be one."""
    pieces = pieces_of(text)
    return len(pieces) if len(pieces) >= LEAST else 0
