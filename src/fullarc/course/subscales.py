"""Subscales belong to the total of the same form and the same informant: told beneath it, not beside it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from fullarc.course.assessment import ScoreCourse
from fullarc.course.change_words import CHANGE_IN_WORDS
from fullarc.course.days import number_in_words
from fullarc.course.said import Said
from fullarc.course.score_series import JudgedSeries
from fullarc.course.statement import Change
from fullarc.instruments.informants import told_by

T = TypeVar("T")
TOTAL = "total"


def without_subscales(series: Sequence[T], course_of: Callable[[T], ScoreCourse]) -> list[T]:
    """The series, without subscales whose form has a total by the same informant."""
    totals = {form_of(course_of(one)) for one in series if course_of(one).scale == TOTAL}
    return [one for one in series if course_of(one).scale == TOTAL or form_of(course_of(one)) not in totals]


def form_of(course: ScoreCourse) -> tuple[str, str]:
    """What a total and its subscales share: the measure and who answered."""
    return course.measure, course.informant


def name_of_subscale(course: ScoreCourse, total: ScoreCourse) -> str:
    """The name of a subscale without that of its measure and of who answered: "Emotional problems"."""
    measure = total.name.removesuffix(told_by("", total.informant))
    return course.name.removesuffix(told_by("", course.informant)).removeprefix(f"{measure} ")


def subscales_in_words(scales: Sequence[ScoreCourse], total: ScoreCourse) -> str:
    """Says "Its 3 subscales: Fear 30 → 21, improved; Avoidance 20 → 19; 1 not scored"; empty without subscales."""
    told = []
    for one in scales:
        values = [number_in_words(value) for value in (one.baseline, one.current) if value is not None]
        moved = f", {CHANGE_IN_WORDS[one.change]}" if one.change in (Change.IMPROVED, Change.WORSENED) else ""
        told += [f"{name_of_subscale(one, total)} {' → '.join(values)}{moved}"] if values else []
    told += [f"{len(scales) - len(told)} not scored"] if len(told) < len(scales) else []
    return f"Its {'subscale' if len(scales) == 1 else f'{len(scales)} subscales'}: {'; '.join(told)}" if scales else ""


def under_their_totals(drafts: Sequence[tuple[JudgedSeries, Said]]) -> list[Said]:
    """The statements about scores, each total followed by its subscales, which carry its name and its weight."""
    whole = without_subscales(drafts, lambda pair: pair[0].course)
    out: list[Said] = []
    for series, draft in whole:
        out.append(draft)
        if series.course.scale != TOTAL:
            continue
        for other, part in drafts:
            if form_of(other.course) == form_of(series.course) and other.course.scale != TOTAL:
                out.append(replace(part, weight=draft.weight, statement=replace(part.statement, part_of=series.course.name)))
    return out
