"""What a plan still lacks, in words. These are warnings: a plan can be signed with them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from fullarc.goals.wording import amount_in
from fullarc.plans.plan import Kind, Line, Plan
from fullarc.plans.review import REVIEW_AFTER

_FIGURE = re.compile(r"\d")
TOLERANCE = 3  # days
LONGEST_NAME = 60  # signs of a line by which it is told


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing; `line` is the id of the line it is about."""

    sentence: str
    line: str = ""


def gaps(plan: Plan, today: date) -> tuple[Gap, ...]:
    """Every gap, in the order of the plan. Lines left empty are told of first."""
    return (*_empty(plan), *_thread(plan), *_around(plan, today))


def is_measurable(objective: Line) -> bool:
    """Whether a number, or a count with its unit, stands in an objective."""
    return bool(_FIGURE.search(objective.text) or amount_in(objective.text))


def _empty(plan: Plan) -> Iterator[Gap]:
    for line in plan.lines:
        if not line.text.strip():
            yield Gap(f"A line for {_a(line.kind)} is empty. Write it or take it out.", line.id)


def _a(kind: Kind) -> str:
    names = {Kind.OBJECTIVE: "an objective", Kind.INTERVENTION: "an intervention", Kind.DISCHARGE: "a discharge criterion"}
    return names.get(kind, f"a {kind}")


def _named(line: Line, *, begins: bool = True) -> str:
    """Which line it is, by its first words: "The objective “Sit in the canteen…”"; "This objective" while nothing is written."""
    words = " ".join(line.text.split()).rstrip(".")
    said = f"the {line.kind} “{shorten(words, LONGEST_NAME, placeholder='…')}”" if words else f"this {line.kind}"
    return said[0].upper() + said[1:] if begins else said


def _thread(plan: Plan) -> Iterator[Gap]:
    if not plan.of(Kind.PROBLEM):
        yield Gap("The plan names no problem.")
    for line in plan.lines:
        if line.kind is Kind.PROBLEM:
            if not line.diagnosis:
                yield Gap(f"{_named(line)} is tied to no diagnosis.", line.id)
            if not plan.below(line.id):
                yield Gap(f"{_named(line)} has no goal.", line.id)
        elif line.kind is Kind.GOAL and not plan.below(line.id):
            yield Gap(f"{_named(line)} has no objective.", line.id)
        elif line.kind is Kind.OBJECTIVE:
            yield from _objective(plan, line)
        elif line.kind is Kind.INTERVENTION and not (line.frequency and line.modality):
            missing = " and ".join(
                word for word, value in (("how often", line.frequency), ("of which modality", line.modality)) if not value
            )
            yield Gap(f"{_named(line)} does not say {missing}.", line.id)


def _objective(plan: Plan, line: Line) -> Iterator[Gap]:
    if line.text.strip() and not is_measurable(line):
        yield Gap(f"{_named(line)} holds nothing that can be counted.", line.id)
    if not plan.below(line.id):
        yield Gap(f"No intervention serves {_named(line, begins=False)}.", line.id)


def _around(plan: Plan, today: date) -> Iterator[Gap]:
    if not plan.of(Kind.DISCHARGE):
        yield Gap("It does not say by what the end of treatment will be recognised.")
    if not plan.of(Kind.STRENGTH):
        yield Gap("No strength of the client is named.")
    if plan.review_on is None:
        yield Gap("No day is set for the review.")
    elif plan.review_on <= today:
        yield Gap("The day of the review does not lie ahead.")
    elif (plan.review_on - today - REVIEW_AFTER).days > TOLERANCE:
        yield Gap(f"The review lies more than {REVIEW_AFTER.days} days ahead, the commonest interval.")
