"""Thought records: three, five or seven columns of one form."""

from fullarc.instruments.log import EntryRefused, LogDefinition
from fullarc.modalities.tracker import Values, trackers, with_lines

EMOTIONS = (1, 2, 3)
_THREE = ("situation", "thought", "belief_before", "distortions", *(f"emotion_{n}{end}" for n in EMOTIONS for end in ("", "_before")))
_FIVE = (*_THREE, "balanced_thought", "balanced_belief", "belief_after", "next_step", *(f"emotion_{n}_after" for n in EMOTIONS))
COLUMNS = {3: _THREE, 5: _FIVE, 7: (*_FIVE, "other_thoughts", "evidence_for", "evidence_against")}


def in_columns(count: int) -> LogDefinition:
    """The form with 3 columns (situation, thought, emotion), 5 (and another thought, outcome) or 7 (and evidence for and against)."""
    return with_lines(trackers()["thought-record"].row, COLUMNS[count])


def check_thought_record(values: Values) -> None:
    """Refused (EntryRefused): an emotion without a name, or rated now but not then; a balanced belief without a balanced thought."""
    for number in EMOTIONS:
        name, before, after = (values.get(f"emotion_{number}{end}") for end in ("", "_before", "_after"))
        if not name and (before is not None or after is not None):
            raise EntryRefused(
                "Thought record: emotion {number} is rated and has no name; name it or leave the rating empty", number=number
            )
        if after is not None and before is None:
            raise EntryRefused("Thought record: emotion {number} is rated now but not then; give both, or the first only", number=number)
    if values.get("balanced_belief") is not None and not values.get("balanced_thought"):
        raise EntryRefused("Thought record: a belief is given for a balanced thought that is not written; write it, or give none")
