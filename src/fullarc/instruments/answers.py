"""The answers of one form: checked against what the form offers, and as they count behind a question that skips others."""

from collections.abc import Iterator, Mapping
from math import isnan
from numbers import Integral, Real

from fullarc.instruments.definition import Instrument, Item

Answers = Mapping[int, int | None]


class AnswerRefused(ValueError):
    """An answer does not belong to this form. The sentence says which item, what was found and what is expected."""


def checked_answers(instrument: Instrument, answers: Mapping[int, object]) -> dict[int, int | None]:
    """Every item of the form with its answer or None. Refused (AnswerRefused): what the form could not have been filled in with."""
    items = {item.number: item for item in instrument.items}
    if instrument.gate is not None:
        items = {0: instrument.gate.item, **items}
    if not isinstance(answers, Mapping):
        kind = type(answers).__name__
        raise AnswerRefused(f"{instrument.short_name}: found answers in a {kind}, expected them by item number, such as {{1: 2, 2: 0}}")
    strangers = [number for number in answers if number not in items or isinstance(number, bool)]
    if strangers:
        last, stranger = instrument.items[-1].number, strangers[0]
        named = f"item {stranger}" if isinstance(stranger, Integral) else f"an item named by a {type(stranger).__name__}"
        raise AnswerRefused(f"{instrument.short_name}: found an answer to {named}; items run from {min(items)} to {last}")
    given = {number: answers.get(number) for number in items}
    return {number: None if is_missing(answer) else _checked_answer(instrument, items[number], answer) for number, answer in given.items()}


def is_missing(answer: object) -> bool:
    """Whether an answer or a score was not given: None, and what data frames put for it (NaN, NA)."""
    if answer is None or type(answer).__name__ == "NAType":
        return True
    return isinstance(answer, Real) and not isinstance(answer, Integral) and isnan(answer)


def readable_answers(instrument: Instrument, answers: Answers) -> dict[int, int]:
    """Those of these answers that the form offers; of a form whose items do not ship, those to its risk items."""
    offers = {risk.number: [*range(risk.high + 1)] for risk in instrument.risk_items}
    offers |= {item.number: [option.value for option in item.options] for item in instrument.items}
    return {number: answer for number, answer in answers.items() if answer is not None and answer in offers.get(number, ())}


def counted_answers(instrument: Instrument, answers: Answers) -> dict[int, int | None]:
    """The answers as they count: behind a shut gate, or a question that skips others, an item that was not asked is 0."""
    counted = dict(answers)
    if _gate_is_shut(instrument, answers):
        counted = {number: 0 if value is None else value for number, value in counted.items()}
    for skip in instrument.skips:
        if counted.get(skip.item) == skip.on:
            for number in skip.items:
                counted[number] = 0 if skip.answered_anyway == "zero" or counted.get(number) is None else counted[number]
    return counted


def contradictions(instrument: Instrument, counted: Answers) -> dict[int, str]:
    """Items answered although an earlier answer says that they are not asked, each with the sentence that says so."""
    found: dict[int, str] = {}
    if _gate_is_shut(instrument, counted) and any(counted.get(item.number) for item in instrument.items):
        sentence = "the question before the items was answered no, yet an item was answered yes; ask again"
        found = dict.fromkeys((item.number for item in instrument.items), sentence)
    return found | dict(_skipped_yet_answered(instrument, counted))


def _skipped_yet_answered(instrument: Instrument, counted: Answers) -> Iterator[tuple[int, str]]:
    for skip in instrument.skips:
        if skip.answered_anyway == "refused" and counted.get(skip.item) == skip.on:
            for number in skip.items:
                if counted.get(number):
                    yield number, f"item {number} was answered although the answer to item {skip.item} skips it; ask again"


def _gate_is_shut(instrument: Instrument, answers: Answers) -> bool:
    return instrument.gate is not None and answers.get(0) == instrument.gate.skips_on


def _checked_answer(instrument: Instrument, item: Item, answer: object) -> int:
    place = f"{instrument.short_name}, {f'item {item.number}' if item.number else 'the question before the items'}"
    expected = _expected(item)
    if isinstance(answer, bool) or not isinstance(answer, Real):
        raise AnswerRefused(f"{place}: the answer was not a number; {expected}, in whole numbers.")
    whole = as_whole(answer)
    if whole is None:
        raise AnswerRefused(f"{place}: the answer was {float(answer):g}; {expected}, in whole numbers.")
    if all(whole != option.value for option in item.options):
        raise AnswerRefused(f"{place}: the answer was {whole}; {expected}.")
    return whole


def as_whole(number: Real) -> int | None:
    """A number of any kind as a whole one, None when it is not whole."""
    if isinstance(number, Integral):
        return int(number)
    return int(float(number)) if float(number).is_integer() else None


def _expected(item: Item) -> str:
    values = sorted(option.value for option in item.options)
    if values == list(range(item.low, item.high + 1)):
        return f"answers run from {item.low} to {item.high}"
    return f"answers are {', '.join(map(str, values[:-1]))} or {values[-1]}"
