"""A schedule: how often something is asked, from when until when, by the clock of which zone."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fullarc.schedules.week import DAYS_OF_THE_WEEK


class ScheduleRefused(ValueError):
    """A schedule that means nothing. The message says what was found and what to do."""


class Rhythm(StrEnum):
    """How often something is due."""

    BEFORE_SESSION = "before_session"
    EVERY_OTHER_SESSION = "every_other_session"
    WEEKLY = "weekly"
    DAILY = "daily"
    ONCE = "once"

    @property
    def follows_sessions(self) -> bool:
        return self in (Rhythm.BEFORE_SESSION, Rhythm.EVERY_OTHER_SESSION)


@dataclass(frozen=True, slots=True)
class Schedule:
    """From `begins` to `ends` (both included; None: until it is ended), by the calendar of `zone` (an IANA name).

    Refused (ScheduleRefused): a zone that nobody knows, an end before the beginning, a weekly schedule without its weekday
    (0 is Monday), a weekday where there is no week, an end of something that is due once.
    """

    rhythm: Rhythm
    begins: date
    zone: str
    ends: date | None = None
    weekday: int | None = None

    def __post_init__(self) -> None:
        known_zone(self.zone)
        if self.ends is not None and self.ends < self.begins:
            raise ScheduleRefused(f"The last day, {self.ends}, lies before the first, {self.begins}. Give a later one, or none.")
        if self.rhythm is Rhythm.WEEKLY and self.weekday not in range(7):
            raise ScheduleRefused("A weekly schedule needs a day of the week. Choose one.")
        if self.rhythm is not Rhythm.WEEKLY and self.weekday is not None:
            raise ScheduleRefused("Only a weekly schedule has a day of the week. Leave it out.")

    @property
    def zone_info(self) -> ZoneInfo:
        return known_zone(self.zone)

    @property
    def in_words(self) -> str:
        """How often, as a page says it: "every Monday"."""
        if self.weekday is not None:
            return f"every {DAYS_OF_THE_WEEK[self.weekday]}"
        words = {
            Rhythm.BEFORE_SESSION: "before each session",
            Rhythm.EVERY_OTHER_SESSION: "before every other session",
            Rhythm.DAILY: "every day",
            Rhythm.ONCE: "once",
        }
        return words[self.rhythm]


def known_zone(name: str) -> ZoneInfo:
    """The zone of an IANA name. Refused (ScheduleRefused): a name that the tables do not have."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise ScheduleRefused(f"Time zone: found {name!r}; expected a name such as Europe/Helsinki or America/New_York.") from None
