"""A figure that was not computed, with the sentence that says why. It stands where the figure would stand; None never does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, ParamSpec, TypeVar

from fullarc.change.direction import NotEnough

Figure = TypeVar("Figure")
Given = ParamSpec("Given")


@dataclass(frozen=True, slots=True)
class NotComputed:
    """Not computed, because ... `because` is a whole sentence, ready to be shown. Counts as false, so `if figure:` stays plain."""

    because: str

    def __post_init__(self) -> None:
        if not self.because.strip():
            raise ValueError("found no reason; say in a sentence why the figure is not computed")

    def __bool__(self) -> Literal[False]:
        return False

    def __str__(self) -> str:
        return f"not computed, because: {self.because}"


def computed(formula: Callable[Given, Figure], *arguments: Given.args, **named: Given.kwargs) -> Figure | NotComputed:
    """The figure, or NotComputed with the sentence the formula refused with (NotEnough). Wrong arguments still raise ValueError."""
    try:
        return formula(*arguments, **named)
    except NotEnough as refusal:
        return NotComputed(str(refusal))
