"""The count that must hold: as many positive answers to risk items as signals that they raised.

Made daily, after a restore, by `fullarc doctor` and from the owner's page.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from fullarc.web.instruments.at_hand import definition_of
from fullarc.web.measurements.models import Administration
from fullarc.web.signals.models import RiskCheck, Signal

CHUNK = 500  # rows in memory at a time


@dataclass(frozen=True, slots=True)
class Counted:
    """`answers` that ask for attention, `signals` that stand for them, and the codes of clients where one is missing."""

    answers: int
    signals: int
    missing: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return self.answers == self.signals

    @property
    def in_words(self) -> str:
        if self.holds:
            return f"{self.answers} answers to risk items, each with its signal"
        where = ", ".join(self.missing)
        return f"{self.answers} answers to risk items, {self.signals} signals: missing for {where}. Look at these records now."


def count_risk() -> Counted:
    """Go through every filled form, withdrawn ones too. Changes nothing. A form whose definition nobody knows any more is left out."""
    answers, signals, missing = 0, 0, set[str]()
    raised = set(Signal.objects.filter(source_type=Administration._meta.label_lower).values_list("source_id", "kind"))
    for row, kind in positive_answers():
        answers += 1
        if (str(row.pk), kind) in raised:
            signals += 1
        else:
            missing.add(row.course.client.code)
    return Counted(answers, signals, tuple(sorted(missing)))


def positive_answers() -> Iterator[tuple[Administration, str]]:
    """Each answer at or above the line of its risk item, with the kind of signal that it raises."""
    for row in Administration.objects.select_related("course__client").iterator(chunk_size=CHUNK):
        instrument = definition_of(row.measure, row.definition_version)
        for item in instrument.risk_items if instrument else ():
            answer = row.answers.get(str(item.number))
            if answer is not None and answer >= item.at_least:
                yield row, f"{row.measure}:{item.number}"


@transaction.atomic
def check_risk() -> RiskCheck:
    """Count, and keep what came out, so that the owner's page tells when it was last looked at."""
    counted = count_risk()
    return RiskCheck.objects.create(answers=counted.answers, signals=counted.signals, missing=list(counted.missing))
