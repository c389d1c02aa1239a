"""Reading a client's own journal. Only the client's own pages, and the download of their own data, may ask here for entries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Max, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fullarc.instruments.log import LogDefinition, LogValue
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.journal.form_words import ABOUT_AT_HOME
from fullarc.web.journal.forms_at_home import AtHome, at_home, may_be_offered, name_of, offered_in
from fullarc.web.journal.models import Entry, Sharing
from fullarc.web.portal.cards import Card
from fullarc.web.trackers.queries import names_of
from fullarc.web.trackers.words import Words

DAYS_SHOWN = 14
MOOD = "mood-journal"
EVERY_DAY = "day"


@dataclass(frozen=True, slots=True)
class Offered:
    """A form that the client is offered, with the day of their latest entry."""

    form: LogDefinition
    latest: date | None
    today: date

    @property
    def done(self) -> bool:
        return self.latest == self.today

    @property
    def about(self) -> str:
        """What it is for, said to a client; else as the form says it."""
        return _(ABOUT_AT_HOME.get(self.form.id, self.form.about))


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as a list shows it: what form, when, its first number or words, and who sees it."""

    entry: Entry
    name: str
    said: str

    @property
    def time(self) -> datetime:
        return self.entry.at.astimezone(ZoneInfo(self.entry.zone))


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    entries: tuple[Shown, ...]


def zone_of(client: Client) -> str:
    """The time zone whose days are the client's."""
    return client.zone or timezone.get_default_timezone_name()


def course_of(client: Client, today: date) -> CourseOfCare | None:
    """The course of care that a journal belongs to: the newest open one. None after care has ended: then the journal is only read."""
    courses = client.courses.order_by("-began")
    return next((course for course in courses if course.is_open(today)), None)


def offered(course: CourseOfCare, today: date) -> list[Offered]:
    """The forms of a course at home, each with the day of its latest entry. Four queries."""
    latest = dict(Entry.objects.filter(course=course).order_by().values_list("log").annotate(Max("day")))
    known = {form.id: form for form in may_be_offered()}
    return [Offered(known[log], latest.get(log), today) for log in offered_in(course)]


def entries_of(client: Client, first: date, last: date) -> list[Entry]:
    """A client's entries of these days, in order of time. One query."""
    return list(Entry.objects.filter(client=client, day__range=(first, last)).select_related("row", "course"))


def days(client: Client, last: date, count: int = DAYS_SHOWN) -> list[Day]:
    """The days up to `last`, newest first, those without an entry among them. Two queries however many entries there are."""
    first = last - timedelta(count - 1)
    rows = shown(entries_of(client, first, last))
    return [Day(day, tuple(row for row in rows if row.entry.day == day)) for day in (last - timedelta(number) for number in range(count))]


def begun_on(client: Client) -> date | None:
    """The day of a client's first entry. One query."""
    first: date | None = Entry.objects.filter(client=client).aggregate(first=Min("day"))["first"]
    return first


def shown(entries: Sequence[Entry]) -> list[Shown]:
    courses = {entry.course_id: entry.course for entry in entries}
    forms: dict[tuple[object, str], AtHome | None] = {}
    out = []
    for entry in entries:
        key = (entry.course_id, entry.log)
        if key not in forms:
            forms[key] = at_home(courses[entry.course_id], entry.log)
        out.append(Shown(entry, _(name_of(entry.log)), first_line(forms[key], entry)))
    return out


def first_line(known: AtHome | None, entry: Entry) -> str:
    """The first line of an entry that was filled in, in words: "Mood 6"."""
    lines = lines_of(known, entry.values)
    return f"{lines[0][0]}: {lines[0][1]}" if lines else ""


def lines_of(known: AtHome | None, values: Mapping[str, LogValue]) -> list[tuple[str, str]]:
    """Label and words of every line that was filled in, in the client's language."""
    if known is None:
        return []
    words = Words(names_of(known.things))
    return [(_(label), value) for label, value in words.lines(known.form, values)]


def last_sharing(course: CourseOfCare, log: str) -> Sharing | None:
    """What the client chose the last time for this form."""
    found = Entry.objects.filter(course=course, log=log).order_by("-entered_at").values_list("sharing", flat=True).first()
    return Sharing(found) if found else None


def entry_of_day(course: CourseOfCare, log: str, day: date) -> Entry | None:
    """The entry of a day, of a form that is filled in once a day."""
    return Entry.objects.filter(course=course, log=log, day=day).order_by("-entered_at").first()


def cards_for(client: Client, now: datetime) -> list[Card]:
    """A card for each form of every day; the mood journal among them."""
    today = client.today(now)
    course = course_of(client, today)
    if course is None:
        return []
    return [card_of(each) for each in offered(course, today) if each.form.id == MOOD or each.form.every == EVERY_DAY]


def card_of(each: Offered) -> Card:
    title = _("How are you today?") if each.form.id == MOOD else _(each.form.name)
    if each.done:
        sentence = _("Written today. You can write more.") if each.form.every != EVERY_DAY else _("Filled in for today.")
    else:
        sentence = _("Three taps are enough.") if each.form.id == MOOD else _("For today, about a minute.")
    return Card(title, sentence, reverse("journal:write", args=[each.form.id]), done=each.done, order=40)


def own_data(client: Client) -> list[dict[str, object]]:
    """Everything a client wrote, private entries too, for their own download: plain values, with every version."""
    rows: Iterable[Entry] = Entry.objects.filter(client=client).prefetch_related("versions")
    return [
        {
            "form": entry.log,
            "day": entry.day.isoformat(),
            "written_at": entry.at.isoformat(),
            "zone": entry.zone,
            "who_sees_it": entry.sharing,
            "values": entry.values,
            "earlier": [
                {"written_at": version.written_at.isoformat(), "day": version.day.isoformat(), "values": version.values}
                for version in entry.versions.all()
                if version.number < entry.version
            ],
        }
        for entry in rows
    ]
