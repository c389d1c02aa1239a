"""One risk is one thing to look at: the signal that waits for an acknowledgement and what the record holds open are counted once."""

from collections.abc import Sequence
from datetime import date

from fullarc.course.groups import in_group
from fullarc.course.indicator_words import indicator_in_words
from fullarc.reading.danger.danger_from_others import FROM_OTHERS
from fullarc.reading.danger.whose_violence import BY_THE_CLIENT, UNCLEAR
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.signals.models import Signal

SignalSaid = tuple[str, str, str]  # kind, reason, since as an ISO date: a signal of a row of the caseload


def tells(waiting: Signal, said: SignalSaid) -> bool:
    """Whether a signal to acknowledge speaks of the risk that stands open in the record: of the same day, by the same name.

    A note names all its risks in one signal; a form names its item by the indicator ("suicidal ideation"); a log by its line.
    """
    kind, reason, since = said
    if kind != "risk" or date.fromisoformat(since) != waiting.source_date:
        return False
    risk = reason[:1].lower() + reason[1:]
    risk = risk.removeprefix("possibly ")
    risk = risk.replace(f", {UNCLEAR} on ", " on ").replace(f" {BY_THE_CLIENT} on ", " on ")
    named = {indicator_in_words(each) for each in (*in_group("risk"), FROM_OTHERS) if names(waiting.reason, each) or each == about(waiting)}
    return any(risk.startswith(f"{words} on ") for words in named)


def about(waiting: Signal) -> str:
    """The indicator that a line of a log asks about, from the kind of its signal (LOG:LINE or LOG:LINE=ANSWER); empty for all else."""
    log, _, line = waiting.kind.partition("=")[0].partition(":")
    form = catalogue().logs.get(log)
    return next((field.risk_about for field in form.fields if field.id == line), "") if form else ""


def names(reason: str, indicator: str) -> bool:
    return indicator_in_words(indicator) in reason or indicator.replace("_", " ") in reason


def not_named(waiting: Sequence[Signal], said: Sequence[SignalSaid]) -> int:
    """How many things ask for attention beside the first signal that waits, which stands in the row.

    What waits besides and is open in the record counts once, by the record.
    """
    first, others = waiting[0], waiting[1:]
    open_besides = sum(not tells(first, each) for each in said)
    return open_besides + sum(not any(tells(one, each) for each in said) for one in others)
