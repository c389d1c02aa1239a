"""How often each signal was a false alarm on courses with known truth, at the settings it was measured at."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fullarc.course.signal_settings import SignalSettings, thresholds_of

UNKNOWN = "Expected share of false alarms: unknown at this setting."
NOT_ALARM = "No share of false alarms: it says what is on record."


@dataclass(frozen=True, slots=True)
class Figure:
    """`fired` courses of `courses` in which the signal was raised, `false` of them without what it points to."""

    fired: int
    false: int
    courses: int
    points_to: str
    settings: dict[str, float]

    @property
    def share(self) -> float:
        return self.false / self.fired


@cache
def measured() -> dict[str, Figure]:
    """The figures kept in signal_figures.toml, written by `fullarc demo --scoreboard --figures FILE`."""
    table = tomllib.loads((files("fullarc.course") / "signal_figures.toml").read_text(encoding="utf-8"))
    return {kind: Figure(row["fired"], row["false"], row["courses"], row["points_to"], row["settings"]) for kind, row in table.items()}


def figure_for(kind: str, settings: SignalSettings) -> Figure | None:
    """The measured figure of a signal; None when it was never measured, never fired, or was measured at other thresholds."""
    found = measured().get(kind)
    return found if found is not None and found.fired and found.settings == thresholds_of(kind, settings) else None


def false_alarms_in_words(kind: str, settings: SignalSettings) -> str:
    """The expected share of false alarms, with its n, or that it is unknown at this setting."""
    if kind == "risk":
        return NOT_ALARM
    found = figure_for(kind, settings)
    if found is None:
        return UNKNOWN
    return (
        f"Expected share of false alarms: {100 * found.share:.0f} % ({found.false} of {found.fired} courses in which it was raised, of "
        f"{found.courses} simulated ones, where {found.points_to})."
    )
