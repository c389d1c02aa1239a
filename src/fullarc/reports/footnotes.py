"""The evidence of a statement as a footnote: where it stands, its words or values, short enough for the foot of a page."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from fullarc.charts.words import gas_level, number
from fullarc.course.assessment import CourseAssessment
from fullarc.course.days import counted
from fullarc.course.indicator_words import capitalised
from fullarc.course.proofs import series_proved
from fullarc.course.statement import Kind, Proof
from fullarc.exchange.pages.course_words import KINDS, is_silent
from fullarc.exchange.pages.evidence_numbers import Numbering, Piece
from fullarc.reports.frozen import place_of
from fullarc.reports.report import Footnote

BULLET = re.compile(r"^\s*[-*•–]\s+")
MOST_QUOTES, MOST_VALUES = 3, 8
Day = Callable[[date], str]
Around = Mapping[str, tuple[str, str]]
Words = tuple[tuple[str, str], ...]


def short_days(as_of: date) -> Day:
    """14 Jan; with the year where it is not that of the judgement."""
    return lambda day: f"{day.day} {day:%b}" + (f" {day.year}" if day.year != as_of.year else "")


def footnotes(seen: CourseAssessment, numbering: Numbering, around: Around, say: Day, rules: Mapping[int, str]) -> tuple[Footnote, ...]:
    """One footnote a piece of evidence. `around` are the words beside a quotation by its place; `rules` the rule that a piece proves."""
    goals = {goal.goal: i for i, goal in enumerate(seen.goals, 1)}
    return tuple(
        Footnote(
            piece.number, (*_piece(piece, seen, goals, around, say), *((("", f" {rules[piece.number]}"),) if piece.number in rules else ()))
        )
        for piece in numbering.pieces
    )


def _piece(piece: Piece, seen: CourseAssessment, goals: Mapping[str, int], around: Around, say: Day) -> Words:
    proofs = piece.proofs
    first = proofs[0]
    if first.quote:
        return _quotes(proofs, around, say)
    if is_silent(first):
        notes = counted(len({(p.source, p.date) for p in proofs}), "note", "notes")
        topics = dict.fromkeys(p.label.removeprefix("note read; ") for p in proofs)
        return (("", f"{capitalised(notes)}, {_span(proofs, say)}: {'; '.join(topics)}."),)
    if first.kind is Kind.SCORE:
        return (("", _scores(proofs, seen, say)),)
    if first.kind is Kind.GOAL:
        return (("", _ratings(proofs, goals.get(first.key), say)),)
    if first.kind is Kind.NOTE:
        notes = counted(len({(p.source, p.date) for p in proofs}), "note", "notes")
        read = dict.fromkeys(p.label for p in proofs)
        said = "; ".join(list(read)[:3]) + ("; and others" if len(read) > 3 else "")
        return (("", f"{capitalised(notes)}, {_span(proofs, say)}: {said}."),)
    return (("", _plain(proofs, say)),)


def _span(proofs: Sequence[Proof], say: Day) -> str:
    first, last = min(p.date for p in proofs), max(p.date for p in proofs)
    return say(first) if first == last else f"{say(first)} to {say(last)}"


def _quotes(proofs: Sequence[Proof], around: Around, say: Day) -> Words:
    """The words in their sentences: of many notes the first, one between and the last, and how many there are."""
    notes = len({(p.source, p.date) for p in proofs})
    proofs = list({(p.source, p.date, _sentence(p, around)): p for p in reversed(proofs)}.values())[::-1]
    shown = list(proofs) if len(proofs) <= MOST_QUOTES else [proofs[0], proofs[len(proofs) // 2], proofs[-1]]
    out: list[tuple[str, str]] = [
        ("", "Note, " if notes == 1 else f"{capitalised(counted(notes, 'note', 'notes'))}, {_span(proofs, say)}. ")
    ]
    for i, proof in enumerate(shown):
        before, after = around.get(place_of(proof), ("", ""))
        before = BULLET.sub("", before)
        day = say(proof.date) + (", denied" if proof.status == "denied" and len(shown) > 1 else "")
        out += [
            ("", f"{'; ' if i else ''}{day}: "),
            ("quote", f"“{before}"),
            ("found", proof.quote if before else BULLET.sub("", proof.quote)),
            ("quote", f"{after.removesuffix('.')}”"),
        ]
    return (*out, ("", "."))


def _sentence(proof: Proof, around: Around) -> str:
    before, after = around.get(place_of(proof), ("", ""))
    return f"{before}{proof.quote}{after}"


def _scores(proofs: Sequence[Proof], seen: CourseAssessment, say: Day) -> str:
    """The values with their days; of many the days of the first and the last."""
    first = proofs[0]
    values = [number(p.value) if p.value is not None else "not scored" for p in proofs]
    if len(proofs) <= 4:
        said = f"{first.label}, " + "; ".join(f"{say(p.date)} {value}" for p, value in zip(proofs, values, strict=True)) + "."
    else:
        said = f"{first.label}, {_span(proofs, say)}: {', '.join(values)}."
    series = series_proved(first, seen.scores)
    if series is None:
        return said
    lines = []
    if series.reliable_change is not None:
        lines.append(f"reliable from {number(series.reliable_change)} points")
    if series.cutoff is not None:
        lines.append(f"cut-off {number(series.cutoff)}")
    lines += [] if series.verified or not lines else ["source not verified"]
    return f"{said} {capitalised('; '.join(lines))}." if lines else said


def _ratings(proofs: Sequence[Proof], goal: int | None, say: Day) -> str:
    gas = proofs[0].label.endswith("(gas)")
    values = [(gas_level(p.value) if gas else f"{number(p.value)} of 10") if p.value is not None else "" for p in proofs]
    pairs = [f"{value} on {say(p.date)}" for p, value in zip(proofs, values, strict=True)]
    name = f"Goal {goal}" if goal else "Goal"
    if len(pairs) <= MOST_VALUES:
        return f"{name}, rated {', '.join(pairs)}."
    return f"{name}, rated {len(pairs)} times, {pairs[0]}, {pairs[-1]}."


def _plain(proofs: Sequence[Proof], say: Day) -> str:
    first = proofs[0]
    if first.kind is Kind.LOG:
        values = [number(p.value) for p in proofs if p.value is not None]
        many = f"{values[0]} at first, {values[-1]} at last" if len(values) > MOST_VALUES else ", ".join(values)
        said = f"{capitalised(first.label)}, {counted(len(proofs), 'entry', 'entries')}, {_span(proofs, say)}"
        return f"{said}: {many}." if values else f"{said}."
    if first.kind is Kind.EVENT:
        return " ".join(f"Event, {say(p.date)}: {p.label}." for p in proofs[:MOST_VALUES])
    one, many = KINDS[first.kind]
    labels = "; ".join(f"{say(p.date)} {p.label}" for p in proofs[:MOST_VALUES])
    more = f"; and {len(proofs) - MOST_VALUES} more" if len(proofs) > MOST_VALUES else ""
    return f"{capitalised(one if len(proofs) == 1 else many)}: {labels}{more}."
