"""What a row of a tracker must hold beyond its form, tracker by tracker."""

from collections.abc import Callable, Mapping

from fullarc.modalities.chain import chain_of
from fullarc.modalities.thought_record import check_thought_record
from fullarc.modalities.tracker import Values


def _check_chain(values: Values) -> None:
    chain_of(str(values.get("links") or ""), str(values.get("solutions") or ""))


CHECKS: Mapping[str, Callable[[Values], None]] = {"thought-record": check_thought_record, "chain-analysis": _check_chain}


def check_more(tracker: str, values: Values) -> None:
    """Refused (EntryRefused): lines that contradict each other. Most trackers have no such lines."""
    if tracker in CHECKS:
        CHECKS[tracker](values)
