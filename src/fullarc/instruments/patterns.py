"""Screening patterns over single items, such as the provisional PTSD pattern of the PCL-5. Never a diagnosis."""

from collections.abc import Mapping

from fullarc.instruments.definition import Instrument, Pattern, PatternPart
from fullarc.instruments.scored_form import PatternResult

Answers = Mapping[int, int | None]


def judge_patterns(instrument: Instrument, answers: Answers) -> tuple[PatternResult, ...]:
    """Each pattern of the measure: met or not.

    A pattern is not judged when one of its items is unanswered, unless it says that it is judged when settled: then it is
    judged as soon as no answer to the missing items could change the result.
    """
    return tuple(_judge(pattern, answers) for pattern in instrument.patterns)


def _judge(pattern: Pattern, answers: Answers) -> PatternResult:
    missing = sorted({number for part in pattern.parts for number in part.items if answers.get(number) is None})
    if not missing:
        return PatternResult(pattern.id, pattern.name, all(_met(part, answers) for part in pattern.parts))
    if pattern.when_settled:
        if all(_surely_met(part, answers) for part in pattern.parts):
            return PatternResult(pattern.id, pattern.name, True)
        if any(not _may_be_met(part, answers) for part in pattern.parts):
            return PatternResult(pattern.id, pattern.name, False)
    listed = ", ".join(map(str, missing))
    return PatternResult(pattern.id, pattern.name, None, f"not judged, because of unanswered items: {listed}")


def _met(part: PatternPart, answers: Answers) -> bool:
    return part.count <= _counting(part, answers) <= part.at_most


def _surely_met(part: PatternPart, answers: Answers) -> bool:
    counting = _counting(part, answers)
    return part.count <= counting and counting + _unanswered(part, answers) <= part.at_most


def _may_be_met(part: PatternPart, answers: Answers) -> bool:
    counting = _counting(part, answers)
    return counting + _unanswered(part, answers) >= part.count and counting <= part.at_most


def _counting(part: PatternPart, answers: Answers) -> int:
    from_value = dict(part.from_value)
    return sum(1 for number in part.items if (answers.get(number) or 0) >= from_value.get(number, part.at_least))


def _unanswered(part: PatternPart, answers: Answers) -> int:
    return sum(1 for number in part.items if answers.get(number) is None)
