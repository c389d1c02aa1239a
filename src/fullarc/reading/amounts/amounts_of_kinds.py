"""Amounts that only some kinds of findings have, each read in its own file: which of them a finding may have."""

from dataclasses import replace

from fullarc.reading.amounts.doses import with_dose
from fullarc.reading.amounts.earlier_amounts import with_what_it_was
from fullarc.reading.amounts.no_counts import is_no_count
from fullarc.reading.amounts.tasks_done import with_tasks_done
from fullarc.reading.amounts.time_without import with_time_without
from fullarc.reading.finding import Finding, Status
from fullarc.reading.phrases.lexicon import group_of

_MEDICINE = frozenset({"medication_change"})  # who takes a medicine as always tells no amount
_DONE = frozenset({"homework_done", "homework_not_done"})


def with_amount_of_its_kind(text: str, finding: Finding) -> Finding:
    """The finding with such an amount where it has none; one that says how many of how many replaces what was read."""
    if finding.indicator in _MEDICINE:
        return with_dose(text, finding)
    if finding.indicator in _DONE:
        return with_tasks_done(text, finding)
    if is_no_count(text, finding):
        return replace(finding, value=None, unit=None)
    if finding.status is Status.PRESENT and finding.previous_value is None and group_of(finding.indicator) in ("symptoms", "risk"):
        return with_what_it_was(text, finding)
    if finding.status is Status.DENIED and finding.value is None and group_of(finding.indicator) == "symptoms":
        return with_time_without(text, finding)
    return finding
