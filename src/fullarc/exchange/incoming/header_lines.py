"""Names of columns that stand in two lines, and titles above them, as spreadsheets are laid out for the eye.

A line of groups ("PHQ-9" over "Date, Total, Band") or of a title stands above the names. It is told by its empty cells and by what follows:
a line of names without any number or date, and only then the first row with one.
"""

from collections import Counter
from collections.abc import Sequence

from fullarc.exchange.incoming.dates import whole_date
from fullarc.exchange.incoming.score_values import is_missing, number_in

WORTHLESS_ALONE = {"total", "score", "sum", "value", "result", "points", "raw"}
MOST_TITLES = 3
Cells = tuple[str, ...]


def names_of_columns(rows: Sequence[Cells]) -> tuple[Cells, int]:
    """The names of the columns, and how many rows from the top they take up. Without a sign of more, the first row names the columns."""
    titles = 0
    while titles < MOST_TITLES and titles + 2 < len(rows) and is_title(rows[titles]) and len(filled(rows[titles + 1])) > 1:
        titles += 1
    upper = rows[titles]
    if titles + 2 < len(rows) and is_groups_over(upper, rows[titles + 1], rows[titles + 2]):
        return in_one_line(upper, rows[titles + 1]), titles + 2
    return upper, titles + 1


def filled(row: Cells) -> list[str]:
    return [cell for cell in row if cell]


def is_title(row: Cells) -> bool:
    """One cell alone in a row, with words in it."""
    return len(filled(row)) == 1 and not holds_value(row)


def is_groups_over(upper: Cells, names: Cells, first: Cells) -> bool:
    gaps = len(filled(upper)) < len(filled(names)) or len(set(filled(upper))) < len(filled(upper))
    plain_names = len(filled(names)) > 1 and not holds_value(names) and not holds_value(upper)
    return gaps and plain_names and holds_value(first)


def holds_value(row: Cells) -> bool:
    return any(not is_missing(cell) and (number_in(cell) is not None or whole_date(cell) is not None) for cell in row)


def in_one_line(upper: Cells, names: Cells) -> Cells:
    """Each name, with its group in front where the name alone says too little: it stands twice, or is a word such as "Total"."""
    width = max(len(upper), len(names))
    groups, group = list[str](), ""
    for place in range(width):
        group = (upper[place] if place < len(upper) else "") or group
        groups.append(group)
    own = [names[place] if place < len(names) else "" for place in range(width)]
    often = Counter(name.casefold() for name in own if name)
    joined = []
    for group, name in zip(groups, own, strict=True):
        alone = name and often[name.casefold()] == 1 and name.casefold() not in WORTHLESS_ALONE
        joined.append(name if alone else " ".join(filter(None, (group, name))))
    return tuple(joined)
