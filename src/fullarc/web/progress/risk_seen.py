"""What was done about a risk that the record still holds open: told beside the statement, so that nobody takes it for unseen."""

from datetime import date

from django.utils import timezone
from django.utils.dateformat import format as date_format

from fullarc.course.days import count_in_words
from fullarc.course.indicator_words import capitalised
from fullarc.course.statement import Statement
from fullarc.web.access.gate import may_for
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import Client
from fullarc.web.signals.models import Signal

OPEN_RISK = "risk.open"  # the rule of the statement
RESOLVED = frozenset({"risk.resolved", "risk.none_noted", "risk.history"})


class RiskSeen:
    """The signals of a client, looked up once: what was acknowledged, and how many wait for it."""

    def __init__(self, client: Client, reader: User) -> None:
        may = may_for(reader, client, Permission.READ_SIGNALS)
        found = list(client.signals.select_related("acknowledged_by").order_by("acknowledged_at")) if may else []
        self.signals = tuple(one for one in found if one.acknowledged_at is not None)
        self.waiting = len(found) - len(self.signals)

    def of(self, statement: Statement) -> tuple[Signal, ...]:
        """The acknowledged signals of the days that an open risk rests on, the latest acknowledgement last."""
        days = _days_of(statement)
        return tuple(one for one in self.signals if one.source_date in days)

    def beside(self, statement: Statement) -> str:
        """Who acknowledged it, when, and what was done; of several the latest, with the number of the others. While some wait, how many
        of how many were acknowledged. Empty of all else."""
        rows = self.of(statement)
        if not rows:
            return self._still_waiting() if statement.rule in RESOLVED and self.waiting else ""
        latest = rows[-1]
        who = latest.acknowledged_by.name if latest.acknowledged_by else ""
        done = (latest.what_was_done or "").strip()
        stop = "" if done.endswith((".", "!", "?")) else "."
        more = "" if len(rows) == 1 else f" {len(rows) - 1} more acknowledged before."
        if self.waiting:
            seen = f"{capitalised(self._part(rows))} acknowledged{', last' if len(rows) > 1 else ''}"
            more = f" {capitalised(count_in_words(self.waiting))} still {'waits' if self.waiting == 1 else 'wait'} to be acknowledged."
        else:
            seen = "Seen and acknowledged"
        if since := self._said_since(rows, (statement,)):
            more += f" What was noted after {since} has not been acknowledged."
        return f"{seen} on {when(latest)} by {who}. What was done: “{done}”{stop}{more}"

    def _still_waiting(self) -> str:
        """Beside a record in which nothing is open: that does not acknowledge what was raised."""
        one = self.waiting == 1
        return f"{capitalised(count_in_words(self.waiting))} risk signal{' still waits' if one else 's still wait'} to be acknowledged."

    def in_the_lead(self, statements: tuple[Statement, ...]) -> str:
        """What follows "A risk is open" in the sentence at the top; empty when nobody has acknowledged it."""
        rows = tuple(row for one in statements for row in self.of(one))
        if not rows:
            return ""
        if self.waiting:
            return f"; {self._part(rows)} acknowledged{', last' if len(rows) > 1 else ''} on {when(rows[-1])}"
        if since := self._said_since(rows, statements):
            return f"; what was noted until {since} was acknowledged on {when(rows[-1])}"
        return f", and was acknowledged on {when(rows[-1])}"

    def _said_since(self, rows: tuple[Signal, ...], statements: tuple[Statement, ...]) -> str:
        """The latest day that was acknowledged, where the record holds something of a later day open: a stay, a crisis call and the like
        raise no signal of their own. Empty where nothing came after it."""
        last = max(row.source_date for row in rows)
        return date_format(last, "j F") if any(day > last for one in statements for day in _days_of(one)) else ""

    def _part(self, rows: tuple[Signal, ...]) -> str:
        return f"{count_in_words(len(rows))} of {count_in_words(len(rows) + self.waiting)}"


def _days_of(statement: Statement) -> set[date]:
    """The days of what makes the risk open: neither those of denials nor of what protects."""
    if statement.rule != OPEN_RISK:
        return set()
    return {proof.date for proof in statement.evidence if proof.status != "denied" and proof.indicator != "protective_factor"}


def when(signal: Signal) -> str:
    """Day and time of an acknowledgement: "22 November, 13:39", with the year where it is not this one."""
    if signal.acknowledged_at is None:
        raise ValueError("found a signal that nobody has acknowledged; expected one that somebody has")
    at = timezone.localtime(signal.acknowledged_at)
    return date_format(at, "j F, H:i" if at.year == timezone.localdate().year else "j F Y, H:i")
