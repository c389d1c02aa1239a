"""What the pages of measures say about each series of scores: a strip, the latest value, and change against measurement error."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString, mark_safe

from fullarc.charts.strips import score_strip
from fullarc.course.assessment import ScoreCourse
from fullarc.course.days import day_in_words, number_in_words
from fullarc.course.score_series import judge_series, series_of
from fullarc.course.score_statements import new_version
from fullarc.course.statement import Change
from fullarc.course.subscales import TOTAL, form_of, name_of_subscale, subscales_in_words, without_subscales
from fullarc.course.timeline import ScoreRecord, Session, timeline_of
from fullarc.instruments.informants import CLIENT
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.instruments.at_hand import catalogue

NOT_PUBLISHED = "A reliable change is not published for it, so only the difference is shown."


@dataclass(frozen=True, slots=True)
class Series:
    """One measure and scale in a course of care."""

    course: ScoreCourse
    records: tuple[ScoreRecord, ...]
    sentence: str
    strip: SafeString

    @property
    def latest(self) -> ScoreRecord | None:
        return next((record for record in reversed(self.records) if record.value is not None), None)

    @property
    def not_scored_since(self) -> list[ScoreRecord]:
        """Forms after the latest score that could not be scored: their answers are kept, and stand on the page of the form."""
        forms = [record for record in self.records if record.value is None and record.words is None]
        return [record for record in forms if self.latest is None or record.date > self.latest.date]

    @property
    def from_notes(self) -> int:
        """How many of its scores stand in notes and in no form."""
        return sum(record.words is not None for record in self.records)

    @property
    def origin(self) -> str:
        """Where its scores come from, where notes are among it: "2 of 3 scores stand in notes"."""
        scored = sum(record.value is not None for record in self.records)
        if not self.from_notes:
            return ""
        if self.from_notes == scored:
            return "The score stands in a note." if scored == 1 else f"All {scored} scores stand in notes."
        return f"{self.from_notes} of {scored} scores {'stands in a note' if self.from_notes == 1 else 'stand in notes'}."

    @property
    def state(self) -> str:
        """The name of the change as the styles know it."""
        return {Change.NO_CLEAR_CHANGE: "unchanged", Change.NOT_ENOUGH: "not-enough"}.get(self.course.change, str(self.course.change))


@dataclass(frozen=True, slots=True)
class Form:
    """One measure by one informant: its total and, told beneath it, its subscales. A subscale without a total stands for itself."""

    whole: Series
    scales: tuple[Series, ...]

    @property
    def summary(self) -> str:
        return subscales_in_words([one.course for one in self.scales], self.whole.course)

    @property
    def only_differences(self) -> str:
        """That change on subscales cannot be judged, where the sentence of the total has not said it; said once for all of them."""
        without = [one.course for one in self.scales or (self.whole,) if one.course.scale != TOTAL and _only_differs(one.course)]
        if not without or (self.scales and _only_differs(self.whole.course)):
            return ""
        if len(without) == max(1, len(self.scales)):
            return (
                "A reliable change is not published for its subscales, so only the differences are shown." if self.scales else NOT_PUBLISHED
            )
        names = ", ".join(name_of_subscale(one, self.whole.course) for one in without)
        return f"A reliable change is not published for some of its subscales, so only the difference is shown: {names}."


def _only_differs(one: ScoreCourse) -> bool:
    return one.current is not None and one.reliable_change is None


def forms_of(series: Sequence[Series]) -> list[Form]:
    """The series by form and informant, in the order given."""
    whole = without_subscales(series, lambda one: one.course)
    return [Form(one, tuple(part for part in series if part not in whole and form_of(part.course) == form_of(one.course))) for one in whole]


def series_in(course: CourseOfCare, records: Sequence[ScoreRecord], as_of: date) -> list[Series]:
    """Every series of a course, totals before subscales. Durability is told on the page of the course, which knows the notes too."""
    sessions = [Session(s.date, s.held) for s in course.sessions.all() if s.held]
    timeline = timeline_of(sessions=sessions, scores=records)
    out = []
    for rows in series_of(timeline, catalogue()).values():
        judged = judge_series(rows, timeline, (), catalogue())
        one, rows = judged.course, judged.records
        out.append(Series(one, rows, change_sentence(one, rows, as_of) + new_version(one, as_of), strip_of(one)))
    return sorted(out, key=lambda one: in_order(one.course))


def in_order(one: ScoreCourse) -> tuple[str, bool, str, bool, str]:
    """By measure; the client's own before those of others, totals before subscales."""
    return one.measure, one.informant != CLIENT, one.informant, one.scale != "total", one.scale


def strip_of(one: ScoreCourse) -> SafeString:
    earlier = [point.value for point in one.earlier] + [None] * bool(one.breaks)
    values = earlier + [point.value for point in one.points]
    numbers = [
        ["not scored" if point.value is None else number_in_words(point.value) for point in part] for part in (one.earlier, one.points)
    ]
    said = "; new version: ".join(", ".join(part) for part in numbers if part)
    low = one.drawn_from
    high = one.drawn_to if one.drawn_to > low else low + 1
    drawn = score_strip(values, low, high, one.cutoff, f"{one.name}: {said}")
    return mark_safe(drawn)  # noqa: S308 (drawn from numbers; the label is escaped there)


def change_sentence(one: ScoreCourse, records: Sequence[ScoreRecord], as_of: date) -> str:
    """From the baseline to the latest score, against the smallest reliable change. For a subscale without one its form says so, once."""
    if one.baseline is None:
        return "No score yet: no form could be scored."
    if one.current is None:
        return "One score so far; change needs a second one."
    scored = [record for record in records if record.value is not None]
    start, now = number_in_words(one.baseline), number_in_words(one.current)
    days = f"{day_in_words(scored[0].date, as_of)} to {now} on {day_in_words(scored[-1].date, as_of)}"
    size = abs(one.current - one.baseline)
    way = "no difference" if size == 0 else f"{number_in_words(size)} {'lower' if one.current < one.baseline else 'higher'}"
    said = f"From {start} on {days}: {way}"
    if one.reliable_change is None:
        return f"{said}." if one.scale != TOTAL else f"{said}. {NOT_PUBLISHED}"
    least = f"the smallest reliable change is {number_in_words(one.reliable_change)} points"
    if not one.reliable:
        return f"{said}, within measurement error; {least}."
    return f"{said}, reliably {'better' if one.change is Change.IMPROVED else 'worse'}; {least}."
