"""What could be worked out from several choices together: a year taken from two years, or every large problem taken from the whole.

A choice is refused, and a comparison hidden, where what remains after such a subtraction would speak of a few, or of one colleague.
Complementary suppression, as statistics offices do it (Hundepool et al. 2012, Statistical Disclosure Control, chapter 4).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from fullarc.change.learning_cells import is_safe, narrows_to_few, speaks_of_one_colleague
from fullarc.change.learning_row import CaseRow, Factor
from fullarc.web.learning.choices import PERIODS, Choice, rows_for
from fullarc.web.learning.queries import Case

Rows = list[CaseRow]


@dataclass(frozen=True, slots=True)
class Wider:
    """A wider choice, and what each value of the filter that narrows it would leave of it; without values nothing is put together."""

    rows: Rows
    by_value: tuple[Rows, ...] = ()


def wider_than(cases: Sequence[Case], choice: Choice, today: date) -> list[Wider]:
    """Every wider choice that somebody can hold against this one: without one of its filters, or with a longer period."""
    found = []
    for name in choice.narrowed:
        whole = rows_for(cases, choice.without(name), today)
        others = [replace(choice, **{name: value}) for value in values_of(cases, name)]
        parts = tuple(rows_for(cases, each, today) for each in others)
        if name != "period":
            found.append(Wider(whole, parts))
            continue
        longer = [part for each, part in zip(others, parts, strict=True) if int(each.period) > int(choice.period)]
        found += [Wider(whole), *(Wider(part) for part in longer)]
    return found


def values_of(cases: Sequence[Case], name: str) -> list[str]:
    if name == "period":
        return list(PERIODS)
    if name == "measure":
        return sorted({measure for case in cases for measure in case.rows})
    found = (case.facts["problem"] if name == "problem" else case.facts["modality"] for case in cases)
    return sorted({value for value in found if value})


def could_be_worked_out(wider: Sequence[Wider], rows: Sequence[CaseRow], factor: Factor | None = None) -> bool:
    """Whether what is left of a wider choice without these rows, or without all parts of it that are shown, tells of a few.

    Asked of all courses, or, with a factor, of each side of a comparison.
    """
    return any(
        narrows_to_few(each.rows, rows, factor) or (bool(each.by_value) and narrows_to_few(each.rows, shown_of(each, factor), factor))
        for each in wider
    )


def shown_of(wider: Wider, factor: Factor | None) -> Rows:
    """The courses of all parts that would be shown one by one."""
    return [row for part in wider.by_value if part and is_shown(wider.rows, part, factor) for row in part]


def is_shown(whole: Rows, part: Rows, factor: Factor | None) -> bool:
    if speaks_of_one_colleague(part) or narrows_to_few(whole, part):
        return False
    return factor is None or (is_safe(part, factor) and not narrows_to_few(whole, part, factor))
