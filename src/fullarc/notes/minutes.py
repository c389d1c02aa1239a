"""Minutes of a session and the range of time-based psychotherapy codes that they fall in. Information, not billing advice.

Ranges: Novitas Solutions (Medicare contractor), LCD L35101: face-to-face psychotherapy minutes, one code a session, no units above 1.
Only code numbers are given; their descriptions belong to the AMA.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MinuteRange:
    """`least` to `most` minutes inclusive; no upper end when `most` is None. `code` is empty below the first range."""

    least: int
    most: int | None
    code: str
    with_medical: str  # the code beside an evaluation and management service

    @property
    def words(self) -> str:
        if not self.code:
            return f"under {(self.most or 0) + 1} minutes: no time-based code"
        span = f"{self.least} to {self.most} minutes" if self.most else f"{self.least} minutes or more"
        return f"{span}: {self.code} (with medical service {self.with_medical})"


RANGES = (
    MinuteRange(0, 15, "", ""),
    MinuteRange(16, 37, "90832", "90833"),
    MinuteRange(38, 52, "90834", "90836"),
    MinuteRange(53, None, "90837", "90838"),
)


def range_of(minutes: int) -> MinuteRange:
    """The range that whole face-to-face minutes fall in. Refused (ValueError): fewer than 0."""
    if minutes < 0:
        raise ValueError(f"The session had {minutes} minutes; expected 0 or more.")
    return next(each for each in RANGES if each.most is None or minutes <= each.most)
