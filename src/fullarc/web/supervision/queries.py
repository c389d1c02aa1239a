"""What a supervisor talks over: risk, clients who are worse, not on track or stalled, second signatures that wait. By supervisee."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from fullarc.course.days import counted
from fullarc.course.why_and_what_next import NOT_ON_TRACK
from fullarc.web.access.models import CareTeam, Supervision
from fullarc.web.accounts.models import User
from fullarc.web.findings.what_stands import as_they_stand
from fullarc.web.notes.models import Addendum, Note
from fullarc.web.notes.queries import notes_to_cosign
from fullarc.web.progress.caseload import Row
from fullarc.web.progress.kept_rows import rows_of
from fullarc.web.signals.models import Signal
from fullarc.web.signals.queries import most_pressing_first, waiting_signals

STALLED = frozenset({"stalled", "silence", "alliance_drop", "missed_sessions", "untouched_goal"})
OFF_TRACK = frozenset({*NOT_ON_TRACK, "disagreement", "control_chart"}) - STALLED
AFTER_THE_END = frozenset({"risk", "deterioration", "lost_gain"})  # what a course that has ended still asks for


@dataclass(frozen=True, slots=True)
class ToSign:
    """A note or an addendum that waits for this supervisor's signature."""

    note: Note
    what: Note | Addendum

    @property
    def added(self) -> bool:
        return isinstance(self.what, Addendum)

    @property
    def signed_at(self) -> datetime | None:
        return self.what.signed_at


@dataclass(slots=True)
class Agenda:
    """What one supervisee brings. A client stands once, under the gravest of the parts; `clients` counts those in whose care teams the
    person is today."""

    person: User
    clients: int = 0
    risk: list[Signal] = field(default_factory=list)
    open_risk: list[Row] = field(default_factory=list)  # acknowledged, and still open in the record
    off_track: list[Row] = field(default_factory=list)
    stalled: list[Row] = field(default_factory=list)
    ended: list[Row] = field(default_factory=list)
    to_sign: list[ToSign] = field(default_factory=list)

    @property
    def count(self) -> int:
        rows = (self.open_risk, self.off_track, self.stalled, self.ended)
        return len(self.risk) + sum(len(part) for part in rows) + len(self.to_sign)

    @property
    def in_words(self) -> str:
        """How much there is to talk over, or of how many clients nothing is."""
        if self.count:
            return f"{self.count} to talk over"
        if not self.clients:
            return "No client of theirs today"
        return f"Nothing asks for attention in {counted(self.clients, 'client')}"


def agendas(supervisor: User) -> list[Agenda]:
    """One a supervisee whose link holds today, by name. A fixed number of queries while no course has changed."""
    today = timezone.localdate()
    links = Supervision.objects.filter(Supervision.holds(today), supervisor=supervisor).select_related("supervisee")
    by_person = {link.supervisee.pk: Agenda(link.supervisee) for link in links.order_by("supervisee__name")}
    of_client: dict[UUID, list[Agenda]] = {}
    for client, person in CareTeam.objects.filter(CareTeam.holds(today), user__in=by_person).values_list("client", "user"):
        of_client.setdefault(client, []).append(by_person[person])
        by_person[person].clients += 1
    signals = as_they_stand(most_pressing_first(waiting_signals(supervisor)))
    for signal in signals:
        for agenda in of_client.get(signal.client_id, ()):
            agenda.risk.append(signal)
    at_risk = {signal.client_id for signal in signals}
    for row in rows_of(supervisor):
        if row.client.pk not in at_risk:
            place(row, of_client.get(row.client.pk, ()))
    for waiting in notes_to_cosign(supervisor):
        if waiting.author_id in by_person:
            note = waiting.note if isinstance(waiting, Addendum) else waiting
            by_person[waiting.author_id].to_sign.append(ToSign(note, waiting))
    return list(by_person.values())


def place(row: Row, agendas: Sequence[Agenda]) -> None:
    """Under an open risk before worse or not on track, and that before stalled; a course that has ended stands apart."""
    for agenda in agendas:
        if row.apart:
            if row.kinds & AFTER_THE_END:
                agenda.ended.append(row)
        elif "risk" in row.kinds:
            agenda.open_risk.append(row)
        elif row.kinds & OFF_TRACK:
            agenda.off_track.append(row)
        elif row.kinds & STALLED:
            agenda.stalled.append(row)
