"""An ICD-10-CM code with its wording, and the shape every code has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

SHAPE = re.compile(r"[A-Z][0-9A][0-9A-Z](\.[0-9A-Z]{1,4})?")
_TYPED = re.compile(r"([A-Z][0-9A][0-9A-Z])\.?([0-9A-Z]{0,4})")


@dataclass(frozen=True, slots=True)
class Code:
    """`terms` are further names that the classification lists under the code. `specific` is False where finer codes exist below it."""

    code: str
    wording: str
    terms: tuple[str, ...] = ()
    specific: bool = True

    def __str__(self) -> str:
        return f"{self.code} {self.wording}"


class UnknownCode(ValueError):
    """No such code in this release. `nearest` are the codes that come closest to what was typed."""

    def __init__(self, typed: str, nearest: Sequence[Code], release: str) -> None:
        self.typed, self.nearest = typed, tuple(nearest)
        offered = ", ".join(each.code for each in nearest)
        advice = f"The nearest are {offered}." if offered else "Search by words instead."
        super().__init__(f"Found “{typed}”, which is not in ICD-10-CM of {release}. {advice}")


def written(typed: str) -> str:
    """A code as it is written: upper case, with its dot ("f410" becomes "F41.0"). What has no shape of a code comes back as it is."""
    found = _TYPED.fullmatch(typed.strip().upper())
    if found is None:
        return typed.strip()
    category, rest = found.groups()
    return f"{category}.{rest}" if rest else category
