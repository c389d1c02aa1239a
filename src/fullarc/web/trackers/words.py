"""The words of a stored line as pages show it."""

from collections.abc import Mapping
from dataclasses import dataclass

from fullarc.instruments.log import LogDefinition, LogField, LogValue, line_in_words
from fullarc.modalities.code_list import codes_in, label_of
from fullarc.modalities.tracker import trackers


@dataclass(frozen=True, slots=True)
class Words:
    """`names` are the names of the things that rows speak about."""

    names: Mapping[str, str]

    def of(self, log: str, field: LogField, value: LogValue | None) -> str:
        """A name for a thing, labels for codes, the label of a level; empty for a line left empty."""
        if field.id == "item" and isinstance(value, str):
            return self.names.get(value, "")
        tracker = trackers().get(log)
        if tracker is not None and field.id in tracker.codes and isinstance(value, str):
            return ", ".join(label_of(tracker.codes[field.id], code) for code in codes_in(value))
        return line_in_words(field, value)

    def lines(self, form: LogDefinition, values: Mapping[str, LogValue]) -> list[tuple[str, str]]:
        """Label and words of every line that was filled in."""
        return [(field.label, self.of(form.id, field, values[field.id])) for field in form.fields if field.id in values]


def shown_label(label: str) -> str:
    """The label of a line without the example that helps while it is filled in."""
    return label.partition(", for example")[0]
