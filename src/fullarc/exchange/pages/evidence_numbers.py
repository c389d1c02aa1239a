"""Numbers the evidence of an assessment once, for the page and for paper alike: which mark stands where in which sentence."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fullarc.course.assessment import CourseAssessment
from fullarc.course.days import day_in_words
from fullarc.course.statement import Kind, Proof
from fullarc.exchange.pages.course_words import is_silent

MOST_SINGLE = 5  # a sentence with more pieces of evidence than this groups those that say the same
MOST_AT_ONE_PLACE = 2
MOST_THINGS = 4
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
    for place, used in _used(seen):
        here = []
        for at, group in _grouped(used, seen.as_of):
            number = numbers.setdefault(group, len(numbers) + 1)
            places[group].append(place)
            here.append((at, number))
        marks[place] = tuple(here)
    pieces = tuple(Piece(number, group, tuple(places[group])) for group, number in numbers.items())
    return Numbering(pieces, marks)


@dataclass(frozen=True, slots=True)
class _Used:
    """A sentence and its proofs; `one_piece` when its notes are to be shown together, whatever they speak of."""

    text: str
    proofs: Sequence[Proof]
    one_piece: bool = False


def echoes_of(numbering: Numbering) -> dict[tuple[str, int | None, str], tuple[int, ...]]:
    """The words of notes, as (source, start, indicator), with the pieces of evidence that show them: for the rings of the arc."""
    found: dict[tuple[str, int | None, str], list[int]] = defaultdict(list)
    for piece in numbering.pieces:
        for proof in piece.proofs:
            if proof.quote:
                found[proof.source, proof.start, proof.indicator].append(piece.number)
    return {key: tuple(numbers) for key, numbers in found.items()}


def _used(seen: CourseAssessment) -> list[tuple[Place, _Used]]:
    goals = {goal.goal for goal in seen.goals}
    used = [(Place("statement", i), _Used(s.text, s.evidence, s.topic in goals)) for i, s in enumerate(seen.statements, 1)]
    used += [(Place("signal", i), _Used(signal.reason, signal.proofs)) for i, signal in enumerate(seen.signals, 1)]
    used += [(Place("goal", i), _Used("", goal.addressed_in + goal.told, True)) for i, goal in enumerate(seen.goals, 1)]
    return used


def _grouped(used: _Used, as_of: date) -> list[tuple[int, Group]]:
    """The groups of a sentence with the place of each mark: behind the words or the day it proves, else at the end."""
    unique = list(dict.fromkeys(used.proofs))
    single = len({proof if proof.quote else _same_thing(proof) for proof in unique}) <= MOST_SINGLE
    anchors = {proof: _anchor(used.text, proof, as_of) for proof in unique if proof.quote}
    crowded = {at for at, many in Counter(anchors.values()).items() if at is not None and many > MOST_AT_ONE_PLACE}
    groups: dict[tuple[object, ...], list[Proof]] = {}
    for proof in unique:
        at = anchors.get(proof)
        if used.one_piece:
            key: tuple[object, ...] = (proof.kind, proof.key if proof.kind is Kind.GOAL else "")
        elif at in crowded:
            key = (at,)
        else:
            key = (proof,) if proof.quote and (single or at is not None) else _same_thing(proof)
        groups.setdefault(key, []).append(proof)
    groups = _merged(groups)
    placed = []
    for members in groups.values():
        group = tuple(sorted(members, key=lambda p: (p.date, p.source, p.start or 0)))
        places = {_anchor(used.text, proof, as_of) for proof in group}
        anchor = places.pop() if len(places) == 1 else None
        placed.append((len(used.text) if anchor is None else anchor, group))
    return sorted(placed, key=lambda one: (one[0], one[1][0].date))


def _merged(groups: dict[tuple[object, ...], list[Proof]]) -> dict[tuple[object, ...], list[Proof]]:
    """When notes on many things stand behind one sentence, those with one status are one piece: all denials, all that is present."""
    of_one_thing = [key for key in groups if key[0] is Kind.NOTE]
    if len(of_one_thing) <= MOST_THINGS:
        return groups
    out: dict[tuple[object, ...], list[Proof]] = {}
    for key, members in groups.items():
        out.setdefault((Kind.NOTE, members[0].status) if key in of_one_thing else key, []).extend(members)
    return out


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
    words = re.search(rf"“{re.escape(proof.quote)}”[,;.:]?", text) if proof.quote else None
    found = words or day
    return found.end() if found else None
