"""Which forms a client can fill in at home, and what a filled one must look like."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fullarc.instruments.log import CheckedEntry, EntryRefused, LogDefinition, LogValue, check_entry
from fullarc.modalities.tracker import trackers
from fullarc.web.check_ins.actions import NOT_AT_HOME
from fullarc.web.check_ins.models import Assignment
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.instruments.at_hand import catalogue, offered_logs
from fullarc.web.journal.models import JournalSetup
from fullarc.web.trackers.actions import checked_row
from fullarc.web.trackers.models import Thing
from fullarc.web.trackers.queries import row_form, things_of


@dataclass(frozen=True, slots=True)
class AtHome:
    """One form as the client of a course fills it in: with their own targets where it has such lines."""

    form: LogDefinition
    things: tuple[Thing, ...]

    @property
    def lacks_thing(self) -> bool:
        """A row would speak of a step or a person, and the therapist keeps none yet."""
        return any(line.id == "item" for line in self.form.fields) and all(thing.closed_on for thing in self.things)


def may_be_offered() -> list[LogDefinition]:
    """Every form that can be filled in at home: the logs at hand, then the trackers."""
    return [*offered_logs(), *(tracker.row for tracker in trackers().values() if tracker.id not in NOT_AT_HOME)]


def offered_in(course: CourseOfCare) -> list[str]:
    """The ids of the forms that the client of a course is offered, and of those that are sent by a schedule; none out of use.

    Two queries or three.
    """
    setup = JournalSetup.objects.filter(course=course).first()
    known = {form.id for form in may_be_offered()}
    sent = Assignment.objects.filter(course=course, kind=Assignment.Kind.LOG, ended_at=None).values_list("what", flat=True)
    return [log for log in dict.fromkeys([*(setup.logs if setup else JournalSetup.DEFAULT), *sent]) if log in known]


def at_home(course: CourseOfCare, log: str) -> AtHome | None:
    """One form of a course by its id; None where nobody knows it, or where clients do not fill it in."""
    if tracker := trackers().get(log):
        if log in NOT_AT_HOME:
            return None
        things = things_of(course, tracker)
        return AtHome(row_form(tracker, log, things), tuple(things))
    definition = catalogue().logs.get(log)
    return AtHome(definition, ()) if definition else None


def name_of(log: str) -> str:
    """The name of a form that was filled in once; its id where nobody knows it any more."""
    known = trackers()[log].row if log in trackers() else catalogue().logs.get(log)
    return known.name if known else log


def checked(course: CourseOfCare, log: str, values: Mapping[str, LogValue | None]) -> tuple[LogDefinition, CheckedEntry]:
    """A filled form against its definition. Refused (EntryRefused): what the form refuses, and a form that is not for clients."""
    if log in trackers() and log not in NOT_AT_HOME:
        return checked_row(course, trackers()[log], values)
    definition = catalogue().logs.get(log)
    if definition is None:
        raise EntryRefused(_("This form is not in use any more. Open the journal and choose another."))
    return definition, check_entry(definition, values)
