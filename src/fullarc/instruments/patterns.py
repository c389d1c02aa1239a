"""Screening patterns over single items, such as the provisional PTSD pattern of the PCL-5. Never a diagnosis."""

from collections.abc import Mapping

from fullarc.instruments.definition import Instrument, Pattern, PatternPart
from fullarc.instruments.scored_form import PatternResult


def judge_patterns(instrument: Instrument, answers: Mapping[int, int | None]) -> tuple[PatternResult, ...]:
    """Each pattern of the measure: met or not; not judged at all when one of its items is unanswered."""
    return tuple(_judge(pattern, answers) for pattern in instrument.patterns)


def _judge(pattern: Pattern, answers: Mapping[int, int | None]) -> PatternResult:
    missing = sorted({number for part in pattern.parts for number in part.items if answers.get(number) is None})
    if missing:
        listed = ", ".join(map(str, missing))
        return PatternResult(pattern.id, pattern.name, None, f"not judged, because of unanswered items: {listed}")
    return PatternResult(pattern.id, pattern.name, all(_met(part, answers) for part in pattern.parts))


def _met(part: PatternPart, answers: Mapping[int, int | None]) -> bool:
    from_value = dict(part.from_value)
    counting = sum(1 for number in part.items if (answers.get(number) or 0) >= from_value.get(number, part.at_least))
    return part.count <= counting <= part.at_most
