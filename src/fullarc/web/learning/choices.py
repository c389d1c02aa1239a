"""What the courses are narrowed to: a measure, a problem, a modality, a stretch of time. Only what holds five courses is offered."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fullarc.change.learning_cells import LEAST_COURSES
from fullarc.change.learning_row import CaseRow
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.learning.queries import OWN, PRACTICE, Case

PERIODS = {"12": "last 12 months", "24": "last 2 years", "60": "last 5 years"}
DAYS_OF_MONTH = 30.44
NAMES = ("measure", "problem", "modality", "period")


@dataclass(frozen=True, slots=True)
class Choice:
    """Empty: everything. Without a measure each course counts by the one that it was given most often."""

    scope: str = OWN
    measure: str = ""
    problem: str = ""
    modality: str = ""
    period: str = ""

    @property
    def narrowed(self) -> list[str]:
        return [name for name in NAMES if getattr(self, name)]

    def without(self, name: str) -> "Choice":
        return replace(self, **{name: ""})


def choice_from(asked: Mapping[str, str], *, own: bool) -> Choice:
    """What was asked for, as far as it exists; who has no cases of their own sees the practice."""
    scope = OWN if own and asked.get("scope") != PRACTICE else PRACTICE
    period = asked.get("period", "")
    measure, problem, modality = (asked.get(name, "")[:80] for name in NAMES[:3])
    return Choice(scope, measure, problem, modality, period if period in PERIODS else "")


def rows_for(cases: Sequence[Case], choice: Choice, today: date) -> list[CaseRow]:
    """One row a course, of those that the choice includes."""
    kept = (case for case in cases if includes(choice, case, today))
    return [row for case in kept if (row := case.row(choice.measure)) is not None]


def includes(choice: Choice, case: Case, today: date) -> bool:
    facts = case.facts
    if (choice.problem and facts["problem"] != choice.problem) or (choice.modality and facts["modality"] != choice.modality):
        return False
    return not choice.period or case.last_on >= today - timedelta(days=round(int(choice.period) * DAYS_OF_MONTH))


def offered(cases: Sequence[Case]) -> dict[str, list[tuple[str, str]]]:
    """The values of each choice that hold five courses or more, with their words."""
    measures = Counter(name for case in cases for name in case.rows)
    problems = Counter(case.facts["problem"] for case in cases)
    modalities = Counter(case.facts["modality"] for case in cases if case.facts["modality"])
    named = {name: catalogue().instruments[name].short_name for name in measures}
    return {
        "measure": sorted(((name, named[name]) for name in enough(measures)), key=lambda pair: pair[1].casefold()),
        "problem": [(name, name) for name in sorted(enough(problems))],
        "modality": [(name, name) for name in sorted(enough(modalities), key=str.casefold)],
        "period": list(PERIODS.items()),
    }


def enough(counts: Mapping[str, int]) -> list[str]:
    return [name for name, count in counts.items() if count >= LEAST_COURSES]
