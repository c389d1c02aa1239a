"""What a signal would have done in finished courses, with the thresholds in force and with others; to be looked at before a change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from fullarc.course.assess import assess_timeline, evidence_on
from fullarc.course.attention import signals_of
from fullarc.course.days import counted
from fullarc.course.signal_evidence import Evidence
from fullarc.course.signal_settings import DEFAULTS, KINDS, SignalSettings, rule_in_words
from fullarc.course.statement import Change
from fullarc.course.summary import leading
from fullarc.course.timeline import Timeline
from fullarc.instruments.catalogue import Catalogue, catalogue


class Ended(StrEnum):
    """How a finished course ended: by the reliable change of its leading measure, or by what is known to be true."""

    WORSE = "worse"
    UNCHANGED = "unchanged"
    IMPROVED = "improved"


_ENDED = {Change.WORSENED: Ended.WORSE, Change.IMPROVED: Ended.IMPROVED, Change.NO_CLEAR_CHANGE: Ended.UNCHANGED}


@dataclass(frozen=True, slots=True)
class FinishedCourse:
    timeline: Timeline
    ended: Ended


@dataclass(frozen=True, slots=True)
class Firing:
    """A course (its place in the list) in which a signal was raised, and the number of attended sessions by then."""

    course: int
    session: int
    ended: Ended


@dataclass(frozen=True, slots=True)
class Replayed:
    """What one signal did at one setting. `by_end` counts all courses by how they ended."""

    kind: str
    rule: str
    courses: int
    by_end: tuple[tuple[Ended, int], ...]
    firings: tuple[Firing, ...]

    def fired_in(self, ended: Ended) -> int:
        return sum(firing.ended is ended for firing in self.firings)

    @property
    def median_session(self) -> float | None:
        return median(firing.session for firing in self.firings) if self.firings else None

    def in_words(self) -> str:
        """The replay in a sentence or two, such as "Would have fired in 4 of 60 courses, 3 of them ended worse ..."."""
        if not self.firings:
            return f"Would have fired in none of {counted(self.courses, 'finished course')}."
        ends = ", ".join(f"{self.fired_in(end)} {_END_WORDS[end]}" for end in Ended)
        all_worse = dict(self.by_end).get(Ended.WORSE, 0)
        return (
            f"Would have fired in {len(self.firings)} of {self.courses} finished courses: {ends}. Median session {self.median_session:g}. "
            f"{self.fired_in(Ended.WORSE)} of the {all_worse} courses that ended worse were noticed."
        )


_END_WORDS = {Ended.WORSE: "ended worse", Ended.UNCHANGED: "ended unchanged", Ended.IMPROVED: "ended improved"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same signal at two settings over the same courses."""

    now: Replayed
    then: Replayed

    def in_words(self) -> str:
        """What would change, in plain words."""
        more = {firing.course for firing in self.then.firings} - {firing.course for firing in self.now.firings}
        fewer = {firing.course for firing in self.now.firings} - {firing.course for firing in self.then.firings}
        return (
            f"Now: {self.now.in_words()} With the other thresholds: {self.then.in_words()} "
            f"{len(more)} more and {len(fewer)} fewer courses than now."
        )


def finished_course(timeline: Timeline, *, measures: Catalogue | None = None) -> FinishedCourse | None:
    """A finished course with its end by the leading measure; None while it goes on or when its change cannot be judged."""
    if timeline.ended is None:
        return None
    lead = leading(assess_timeline(timeline, measures=measures))
    ended = _ENDED.get(lead.change) if lead is not None else None
    return None if ended is None else FinishedCourse(timeline, ended)


def session_by_session(timeline: Timeline, *, measures: Catalogue | None = None, goals: bool = True) -> tuple[Evidence, ...]:
    """The course as it stood on the day of each session, attended or not: what a signal could have known then. It was open all the time.

    Linking notes to goals takes most of the time; without `goals` it is left out, and no goal is seen as untouched.
    """
    known = measures or catalogue()
    days = sorted({session.date for session in timeline.sessions})
    return tuple(evidence_on(timeline, day, measures=known, goals=goals) for day in days)


def replay(
    kind: str, courses: Sequence[FinishedCourse], settings: SignalSettings = DEFAULTS, *, measures: Catalogue | None = None
) -> Replayed:
    """When a signal would first have been raised in each finished course at these settings. An unknown kind is refused."""
    [one] = replay_all([kind], courses, [settings], measures=measures)[kind]
    return one


def compare(
    kind: str, courses: Sequence[FinishedCourse], now: SignalSettings, then: SignalSettings, *, measures: Catalogue | None = None
) -> Comparison:
    """The same signal at two settings over the same finished courses."""
    first, second = replay_all([kind], courses, [now, then], measures=measures)[kind]
    return Comparison(first, second)


def replay_all(
    kinds: Iterable[str], courses: Sequence[FinishedCourse], settings: Sequence[SignalSettings], *, measures: Catalogue | None = None
) -> dict[str, tuple[Replayed, ...]]:
    """Several signals at several settings; each course is judged once a session, whatever the number of settings."""
    wanted = list(kinds)
    unknown = sorted(set(wanted) - set(KINDS))
    if unknown:
        raise ValueError(f"found {', '.join(unknown)}; expected kinds of signals: {', '.join(KINDS)}")
    firings: dict[tuple[str, int], list[Firing]] = {(kind, i): [] for kind in wanted for i in range(len(settings))}
    for place, course in enumerate(courses):
        moments = session_by_session(course.timeline, measures=measures, goals="untouched_goal" in wanted)
        for i, one in enumerate(settings):
            for kind, session in first_raised(moments, one).items():
                if kind in wanted:
                    firings[kind, i].append(Firing(place, session, course.ended))
    by_end = tuple((end, sum(course.ended is end for course in courses)) for end in Ended)
    return {
        kind: tuple(
            Replayed(kind, rule_in_words(kind, one), len(courses), by_end, tuple(firings[kind, i])) for i, one in enumerate(settings)
        )
        for kind in wanted
    }


def first_raised(moments: Sequence[Evidence], settings: SignalSettings) -> dict[str, int]:
    """For each kind of signal that was raised, the number of attended sessions when it first was."""
    first: dict[str, int] = {}
    for moment in moments:
        for signal in signals_of(moment.at(settings)):
            first.setdefault(signal.kind, moment.attended)
    return first
