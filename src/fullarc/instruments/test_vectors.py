"""Filled forms with the scores they must give: what a practice's own definition has to pass before it may be used."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fullarc.instruments.answers import AnswerRefused
from fullarc.instruments.definition import Instrument
from fullarc.instruments.definition_table import Table
from fullarc.instruments.scoring import score

MISSING = "-"
LEAST = 2
NEAR_ENOUGH = 0.005  # a mean is worked out by hand to two decimals


@dataclass(frozen=True, slots=True)
class TestVector:
    """Answers in printed order, None where one is missing, and the value of each scale; None where a scale must not be scored."""

    __test__ = False  # the name is not meant for the test runner

    answers: tuple[int | None, ...]
    expected: Mapping[str, float | None]

    @property
    def written(self) -> str:
        return " ".join(MISSING if answer is None else str(answer) for answer in self.answers)


@dataclass(frozen=True, slots=True)
class VectorResult:
    """What scoring gave; `wrong` is empty when it is what was expected."""

    vector: TestVector
    found: Mapping[str, float | None]
    wrong: tuple[str, ...]


def answers_written(text: str) -> tuple[int | None, ...]:
    """Answers from a line such as "3 2 - 1". Refused (ValueError): anything that is neither a whole number nor a dash."""
    out: list[int | None] = []
    for place, word in enumerate(text.replace(",", " ").split(), start=1):
        if word == MISSING:
            out.append(None)
        elif word.lstrip("-").isdecimal() and len(word) < 6:
            out.append(int(word))
        else:
            raise ValueError(f"answer {place}: found {word!r}, expected a whole number, or - where the answer is missing")
    return tuple(out)


def read_vectors(data: dict[str, Any], file: str) -> tuple[TestVector, ...]:
    """The `[[test_vectors]]` of a definition. Raises BrokenDefinition for anything that is not in the format."""
    return Table(data, file).many("test_vectors", _vector)


def try_vector(instrument: Instrument, vector: TestVector) -> VectorResult:
    """Score one vector and hold it against what is expected."""
    asked = len(instrument.items)
    if len(vector.answers) != asked:
        sentence = f"found {len(vector.answers)} answers, expected {asked}, one a question; write {MISSING} where one is missing"
        return VectorResult(vector, {}, (sentence,))
    try:
        form = score(instrument, dict(enumerate(vector.answers, start=1)))
    except AnswerRefused as refused:
        return VectorResult(vector, {}, (str(refused),))
    found = {each.scale: each.value for each in (form.total, *form.subscales)}
    return VectorResult(vector, found, tuple(_differences(instrument, vector, found)))


def why_not_enough(instrument: Instrument, vectors: Sequence[TestVector]) -> str:
    """The sentence that says what the vectors still lack; empty when they may stand for the definition.

    At least two different ones, all passing; one of them with a missing answer or, where items are reversed, with answers for which
    leaving out the reversal would give another total.
    """
    different = {vector.answers for vector in vectors}
    if len(different) < LEAST:
        return (
            f"Filled forms with a known score: found {len(different)}, expected at least {LEAST} different ones; work one more out by hand."
        )
    failing = sum(bool(try_vector(instrument, vector).wrong) for vector in vectors)
    if failing:
        return f"{failing} of {len(vectors)} filled forms do not give the expected score; correct the scoring or the expectation."
    if any(None in vector.answers or _reversal_counts(instrument, vector) for vector in vectors):
        return ""
    reversal = ", or one in which a reversed item makes a difference" if any(item.reverse for item in instrument.items) else ""
    return f"None of the filled forms has a missing answer; add one that has{reversal}."


def _vector(table: Table) -> TestVector:
    try:
        answers = answers_written(table.text("answers"))
    except ValueError as refused:
        raise table.broken("answers", str(refused), "answers such as 3 2 - 1") from refused
    not_scored = dict.fromkeys(table.texts("not_scored"))
    return TestVector(answers, {**_numbers(table.table("expected") if table.has("expected") else None), **not_scored})


def _numbers(table: Table | None) -> dict[str, float]:
    return {key: table.number(key) for key in table.data} if table else {}


def _differences(instrument: Instrument, vector: TestVector, found: Mapping[str, float | None]) -> Iterator[str]:
    if "total" not in vector.expected:
        yield "found no expected total; give the total, or say that the form cannot be scored"
    for scale, expected in vector.expected.items():
        if scale not in found:
            yield f"found an expectation for {scale!r}, which is no scale of this measure; known are {', '.join(found)}"
        elif (value := found[scale]) is None or expected is None:
            if value is not expected:
                yield f"{instrument.scale(scale).name}: the score is {_shown(value)}, expected was {_shown(expected)}"
        elif abs(value - expected) > NEAR_ENOUGH:
            yield f"{instrument.scale(scale).name}: the score is {_shown(value)}, expected was {_shown(expected)}"


def _shown(value: float | None) -> str:
    return "none" if value is None else f"{value:g}"


def _reversal_counts(instrument: Instrument, vector: TestVector) -> bool:
    pairs = [(item, answer) for item, answer in zip(instrument.items, vector.answers, strict=False) if item.reverse and answer is not None]
    return sum(item.low + item.high - 2 * answer for item, answer in pairs) != 0
