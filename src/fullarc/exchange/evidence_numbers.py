"""Numbers the evidence of an assessment once, for the page and for paper alike: which mark stands where in which sentence."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fullarc.course.assessment import CourseAssessment
from fullarc.course.days import day_in_words
from fullarc.course.statement import Kind, Proof
from fullarc.exchange.course_words import is_silent

MOST_SINGLE = 6  # a sentence with more pieces of evidence than this groups those that say the same
Group = tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece of evidence is used: `kind` is "statement", "signal" or "goal", `number` counts from 1 within it."""

    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One numbered piece of evidence: proofs of one kind that are shown together."""

    number: int
    proofs: Group
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Numbering:
    """All pieces in order of number, and for each place its marks as (offset in the sentence, number)."""

    pieces: tuple[Piece, ...]
    marks: dict[Place, tuple[tuple[int, int], ...]]


def numbered_evidence(seen: CourseAssessment) -> Numbering:
    """Numbers evidence in the order in which it is read: statements, then signals, then goals.

    The same proofs used twice keep one number. Every proof of a statement, a signal and a goal is in a piece.
    """
    numbers: dict[Group, int] = {}
    places: dict[Group, list[Place]] = defaultdict(list)
    marks: dict[Place, tuple[tuple[int, int], ...]] = {}
    for place, text, proofs in _used(seen):
        here = []
        for at, group in _grouped(place, text, proofs, seen.as_of):
            number = numbers.setdefault(group, len(numbers) + 1)
            places[group].append(place)
            here.append((at, number))
        marks[place] = tuple(here)
    pieces = tuple(Piece(number, group, tuple(places[group])) for group, number in numbers.items())
    return Numbering(pieces, marks)


def _used(seen: CourseAssessment) -> list[tuple[Place, str, Sequence[Proof]]]:
    used: list[tuple[Place, str, Sequence[Proof]]] = [
        (Place("statement", i), statement.text, statement.evidence) for i, statement in enumerate(seen.statements, 1)
    ]
    used += [(Place("signal", i), signal.reason, signal.proofs) for i, signal in enumerate(seen.signals, 1)]
    used += [(Place("goal", i), "", goal.addressed_in) for i, goal in enumerate(seen.goals, 1)]
    return used


def _grouped(place: Place, text: str, proofs: Sequence[Proof], as_of: date) -> list[tuple[int, Group]]:
    groups: dict[tuple[object, ...], list[Proof]] = {}
    unique = list(dict.fromkeys(proofs))
    single = len({_same_thing(proof) if proof.kind is not Kind.NOTE else proof for proof in unique}) <= MOST_SINGLE
    for proof in unique:
        if place.kind == "goal":
            key: tuple[object, ...] = (proof.kind,)
        else:
            alone = proof.quote and (single or _anchor(text, proof, as_of) is not None)
            key = (proof,) if alone else _same_thing(proof)
        groups.setdefault(key, []).append(proof)
    placed = []
    for members in groups.values():
        group = tuple(sorted(members, key=lambda p: (p.date, p.source, p.start or 0)))
        anchor = _anchor(text, group[0], as_of) if len(group) == 1 else None
        placed.append((len(text) if anchor is None else anchor, group))
    return sorted(placed, key=lambda one: (one[0], one[1][0].date))


def _same_thing(proof: Proof) -> tuple[object, ...]:
    """What proofs must share to be shown together."""
    if proof.kind is Kind.NOTE:
        return proof.kind, proof.indicator, proof.status, "" if proof.quote else proof.label
    if proof.kind is Kind.SESSION:
        return proof.kind, proof.label if is_silent(proof) else ""
    return proof.kind, proof.key, "" if proof.kind is Kind.SCORE else proof.label


def _anchor(text: str, proof: Proof, as_of: date) -> int | None:
    """Just after the words of the proof, or its day, where the sentence says them; None where it does not."""
    day = re.search(rf"(?<![\d]){re.escape(day_in_words(proof.date, as_of))}(?!\w)[,;.:]?", text)
    words = re.search(rf"{re.escape(proof.quote)}[”\"]?[,;.:]?", text) if proof.quote else None
    found = words or day
    return found.end() if found else None
