"""What is known of a client's life: entered events, and what notes tell; the assessment without the weeks after one."""

from dataclasses import dataclass
from datetime import date

from fullarc.course.assess import assess_timeline
from fullarc.course.dips import life_events
from fullarc.course.life_words import kinds
from fullarc.course.statement import Kind, Proof
from fullarc.course.told_when import happened_in_words
from fullarc.course.without_event import WEEKS, Comparison, compare, without_weeks
from fullarc.web.clients.models import CourseOfCare, LifeEvent
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.progress.in_force import in_force
from fullarc.web.progress.queries import timeline_of_course


@dataclass(frozen=True, slots=True)
class LifeRow:
    """One line of the page: an entered event, or a finding in a note. `day` is the event's, `kind` its kind in words."""

    day: date
    words: str
    kind: str
    event: LifeEvent | None = None
    told: Proof | None = None

    @property
    def happened(self) -> str:
        """When it happened by the words of its note, "in March, told on 4 April 2026"; empty for an entered event."""
        return happened_in_words(self.told, self.day) if self.told else ""


def life_of(course: CourseOfCare) -> list[LifeRow]:
    """Everything that counts, newest first. A fixed number of queries."""
    named = dict(kinds())
    entered = {str(event.pk): event for event in course.events.filter(withdrawn_at=None).select_related("entered_by")}
    rows = []
    for proof in life_events(timeline_of_course(course)):
        event = entered.get(proof.source) if proof.kind is Kind.EVENT else None
        kind = named.get(event.kind or "", "") if event else named.get(proof.indicator, proof.label)
        rows.append(LifeRow(proof.date, event.text if event else proof.quote, kind, event, None if event else proof))
    return rows[::-1]


def withdrawn(course: CourseOfCare) -> list[LifeEvent]:
    return list(course.events.exclude(withdrawn_at=None).select_related("withdrawn_by"))


def without_the_weeks_after(course: CourseOfCare, day: date, today: date, weeks: int = WEEKS) -> Comparison:
    """The assessment as it is, beside the one without what was observed in the weeks after a day."""
    rules, timeline = in_force(), timeline_of_course(course)
    both = [
        assess_timeline(each, today, measures=catalogue(), settings=rules.settings, expected=rules.expected)
        for each in (timeline, without_weeks(timeline, day, 7 * weeks))
    ]
    return compare(*both)
