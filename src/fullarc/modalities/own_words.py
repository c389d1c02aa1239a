"""Which lines of a log hold a client's own words, so that numbers can be shared and words kept."""

from collections.abc import Mapping

from fullarc.instruments.log import LogDefinition, LogKind, LogValue
from fullarc.modalities.tracker import trackers

THING = "item"  # the line that names a target, step or person which is kept with the therapist


def own_words(form: LogDefinition) -> frozenset[str]:
    """The ids of the lines of free text: without codes of a list, readings in order, and the thing that a row speaks about."""
    tracker = trackers().get(form.id)
    closed = {THING, *tracker.codes, *tracker.readings} if tracker else set()
    return frozenset(line.id for line in form.fields if line.kind is LogKind.TEXT and line.id not in closed)


def numbers_stand_alone(form: LogDefinition) -> bool:
    """Whether a row makes sense without its words: it has both, and no line that must be filled in is one of words."""
    words, tracker = own_words(form), trackers().get(form.id)
    return bool(words) and len(words) < len(form.fields) and not (tracker and words & set(tracker.required))


def without_words(form: LogDefinition, values: Mapping[str, LogValue]) -> dict[str, LogValue]:
    """The lines of a filled row that are not words; none where it was words alone."""
    words = own_words(form)
    return {line: value for line, value in values.items() if line not in words}
