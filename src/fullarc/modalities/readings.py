"""Several readings of one scale in one session, written in a row: "8 6 4 2 0"."""

import re

from fullarc.instruments.log import EntryRefused

MOST = 60


def readings(text: str, low: float, high: float, place: str = "Readings") -> tuple[float, ...]:
    """Whole numbers in order, between blanks, commas, semicolons or arrows.

    Refused (EntryRefused): a word, a number outside `low` to `high` or not whole, more than 60 of them.
    """
    parts = [part for part in re.split(r"[\s,;→>]+", text.strip()) if part]
    if len(parts) > MOST:
        raise EntryRefused(
            "{line}: found {found} numbers; give at most {most}, the last of each set", line=place, found=len(parts), most=MOST
        )
    out = []
    for number, part in enumerate(parts, 1):
        if not re.fullmatch(r"[0-9]{1,3}", part):
            raise EntryRefused(
                "{line}: number {number} is not a whole number; write them in order, for example 8 6 4", line=place, number=number
            )
        if not low <= int(part) <= high:
            ends = {"low": f"{low:g}", "high": f"{high:g}"}
            raise EntryRefused(
                "{line}: number {number} was {found}; they run from {low} to {high}", line=place, number=number, found=int(part), **ends
            )
        out.append(float(part))
    return tuple(out)
