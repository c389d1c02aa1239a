"""The caseload: one row a client, filters with their counts, a search that looks at opened names."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from fullarc.charts.strips import score_strip
from fullarc.charts.words import number
from fullarc.course.durability_words import durability_in_words
from fullarc.course.signal_settings import SHORT
from fullarc.course.statement import Change, Durability
from fullarc.course.step_back import step_back_in_words
from fullarc.course.summary import SESSIONS_SHOWN, CourseSummary
from fullarc.course.why_and_what_next import NOT_ON_TRACK
from fullarc.exchange.pages.course_words import CHANGES
from fullarc.plans.review import ReviewDue
from fullarc.web.access.gate import clients_open_to
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.findings.what_stands import as_they_stand
from fullarc.web.plans.queries import diagnoses_of_many, reviews_due
from fullarc.web.progress.risk_counted import not_named
from fullarc.web.progress.rows import summaries
from fullarc.web.signals.models import Signal
from fullarc.web.signals.queries import is_recent, most_pressing_first, waiting_signals

SIGNAL_WORDS = {
    "to_acknowledge": "Risk",
    "risk": "Risk",
    "deterioration": "Getting worse",
    "lost_gain": "Gain lost",
    "step_back": "A step back",
    "own_regression": "Heading worse",
    "off_course": "Behind expected",
    "no_improvement": "Not on track",
    "disagreement": "Disagreement",
    "control_chart": "Daily log",
    "stalled": "Stalled",
    "alliance_drop": "Alliance drop",
    "missed_sessions": "Attendance",
    "silence": "Silence",
    "untouched_goal": "Untouched goal",
    "plan_review": "Plan review due",
}
ORDER = list(SIGNAL_WORDS)
SHAPES = {
    "to_acknowledge": "risk-word",
    "risk": "risk-word",
    "deterioration": "worsened",
    "lost_gain": "worsened",
    "step_back": "worsened",
    "own_regression": "worsened",
    "off_course": "worsened",
    "no_improvement": "unchanged",
    "disagreement": "differ",
}


@dataclass(frozen=True, slots=True)
class Asks:
    """One thing that asks for attention: `short` stands in the row, `reason` is the whole sentence. Of a risk that clinicians have
    `taken_back` altogether only the acknowledgement is left."""

    kind: str
    short: str
    reason: str
    taken_back: bool = False

    @property
    def word(self) -> str:
        return SIGNAL_WORDS.get(self.kind, "Asks")

    @property
    def shape(self) -> str:
        return "clear" if self.taken_back else SHAPES.get(self.kind, "")


@dataclass(frozen=True, slots=True)
class Row:
    """One client. `signal` is the most serious thing that asks for attention, `more` how many others there are.

    `recent` says that a risk signal to acknowledge tells of the last two weeks.
    """

    client: Client
    course: CourseOfCare | None
    summary: CourseSummary | None
    signal: Asks | None
    kinds: frozenset[str]
    more: int = 0
    recent: bool = False

    @property
    def apart(self) -> bool:
        """Ended, and nothing about risk to acknowledge: it stands below all others and asks for nothing."""
        return self.summary is not None and self.summary.ended and "to_acknowledge" not in self.kinds

    @property
    def strip(self) -> str:
        s = self.summary
        if s is None or not any(value is not None for value in s.values):
            return ""
        label = f"{s.measure}, last {len(s.values)} sessions, {number(s.first or 0)} to {number(s.last or 0)}"
        return score_strip(s.values, s.low, s.high, s.cutoff, label, slots=SESSIONS_SHOWN)

    @property
    def span(self) -> str:
        s = self.summary
        return f"{s.measure} {number(s.first)} → {number(s.last)}" if s and s.first is not None and s.last is not None else ""

    @property
    def change(self) -> tuple[str, str]:
        return CHANGES[Change(self.summary.change)] if self.summary else ("", "")

    @property
    def durability(self) -> str:
        s = self.summary
        if s is None:
            return ""
        return durability_in_words(Change(s.change), Durability(s.durability))

    @property
    def step_back(self) -> str:
        """What the last scores say beside an improvement, or after one that is gone, as "last score a step back".

        Empty when they bear it out. It stands there whatever else asks for attention.
        """
        s = self.summary
        if s is None:
            return ""
        told = s.change == Change.IMPROVED or any(signal.kind in ("lost_gain", "step_back") for signal in s.signals)
        return step_back_in_words(s.step_back) if told else ""

    @property
    def last_session(self) -> date | None:
        return date.fromisoformat(self.summary.last_session) if self.summary and self.summary.last_session else None


Filter = tuple[str, str, Callable[[Row], bool]]
FILTERS: tuple[Filter, ...] = (
    ("all", "All", lambda row: True),
    ("attention", "Asks for attention", lambda row: bool(row.kinds) and not row.apart),
    ("risk", "Risk to acknowledge", lambda row: "to_acknowledge" in row.kinds),
    ("track", "Not on track", lambda row: bool(row.kinds & set(NOT_ON_TRACK)) and not row.apart),
    ("disagree", "Scores and notes disagree", lambda row: "disagreement" in row.kinds and not row.apart),
    ("silent", "Silent", lambda row: "silence" in row.kinds),
    ("goal", "Without a goal", lambda row: row.summary is not None and not row.summary.has_goal and not row.summary.ended),
    ("ended", "Ended", lambda row: row.summary is not None and row.summary.ended),
)


def rows_for(user: User, among: Collection[UUID] | None = None) -> list[Row]:
    """The rows of a person's clients, or of some of them, those who ask for attention first. A fixed number of queries while nothing
    has changed."""
    wanted = clients_open_to(user, to=Permission.READ_RECORD)
    signals = waiting_signals(user)
    if among is not None:
        wanted, signals = wanted.filter(pk__in=among), signals.filter(client__in=among)
    clients = list(wanted)
    newest = newest_courses(clients)
    judged = summaries(list(newest.values()), by=user)
    waiting: dict[UUID, list[Signal]] = defaultdict(list)
    for signal in as_they_stand(most_pressing_first(signals)):
        waiting[signal.client_id].append(signal)
    reviews = reviews_due(newest.values(), timezone.localdate())
    rows = [row_of(client, newest.get(client.pk), judged, waiting.get(client.pk, []), reviews) for client in clients]
    return sorted(rows, key=place)


def newest_courses(clients: Sequence[Client]) -> dict[UUID, CourseOfCare]:
    """The newest course of each client who has one, in one query: related managers, one a client, would take longer than all else."""
    by_id = {client.pk: client for client in clients}
    found: dict[UUID, CourseOfCare] = {}
    for course in CourseOfCare.objects.filter(client__in=list(by_id)).order_by("began", "pk"):
        course.client = by_id[course.client_id]
        found[course.client_id] = course
    return found


def place(row: Row) -> tuple[bool, int, bool, str]:
    """Those who ask for attention first, a risk of the last two weeks before others; ended courses after all others, unless there is a
    risk to acknowledge."""
    kind = row.signal.kind if row.signal else ""
    return row.apart, ORDER.index(kind) if kind in ORDER else len(ORDER), not row.recent, row.client.name.casefold()


def row_of(
    client: Client,
    course: CourseOfCare | None,
    judged: dict[object, CourseSummary],
    waiting: Sequence[Signal],
    reviews: dict[object, ReviewDue],
) -> Row:
    summary = judged.get(course.pk) if course else None
    found = [Asks("to_acknowledge", shortened(waiting[0].words), waiting[0].words, waiting[0].taken_back)] if waiting else []
    found += asks_of(summary) if summary else []
    if course and course.pk in reviews:
        sentence = reviews[course.pk].sentence
        found.append(Asks("plan_review", shortened(sentence), sentence))
    found.sort(key=lambda each: ORDER.index(each.kind) if each.kind in ORDER else len(ORDER))
    said = summary.signals if summary else ()
    more = not_named(waiting, said) + len(found) - 1 - len(said) if waiting else max(0, len(found) - 1)
    kinds = frozenset(each.kind for each in found)
    return Row(client, course, summary, found[0] if found else None, kinds, more, recent=any(map(is_recent, waiting)))


def asks_of(summary: CourseSummary) -> list[Asks]:
    return [Asks(said.kind, said.short or shortened(said.reason), said.reason) for said in summary.signals]


def shortened(words: str) -> str:
    return words if len(words) <= SHORT else f"{words[: SHORT - 1].rstrip()}…"


def matching(rows: list[Row], words: str) -> list[Row]:
    """The rows in which every word stands, in name, code, problem or diagnosis; names are opened and looked at, nothing is indexed."""
    wanted = words.casefold().split()
    if not wanted:
        return rows
    codes = diagnoses_of_many([row.course for row in rows if row.course is not None], timezone.localdate())

    def has_all(row: Row) -> bool:
        diagnosed = " ".join(map(str, codes.get(row.course.pk, ()))) if row.course else ""
        text = f"{row.client.name} {row.client.code} {row.summary.problem if row.summary else ''} {diagnosed}".casefold()
        return all(word in text for word in wanted)

    return [row for row in rows if has_all(row)]
