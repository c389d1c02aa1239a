"""What was done about a risk that the record still holds open: told beside the statement, so that nobody takes it for unseen."""

from django.utils import timezone
from django.utils.dateformat import format as date_format

from fullarc.course.statement import Statement
from fullarc.web.access.gate import may_for
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import Client
from fullarc.web.signals.models import Signal

OPEN_RISK = "risk.open"  # the rule of the statement


class RiskSeen:
    """The signals of a client, looked up once. Nothing is said while one of them waits to be acknowledged."""

    def __init__(self, client: Client, reader: User) -> None:
        may = may_for(reader, client, Permission.READ_SIGNALS)
        found = list(client.signals.select_related("acknowledged_by").order_by("acknowledged_at")) if may else []
        self.signals: tuple[Signal, ...] = () if any(one.acknowledged_at is None for one in found) else tuple(found)

    def of(self, statement: Statement) -> tuple[Signal, ...]:
        """The acknowledged signals of the days that an open risk rests on, the latest acknowledgement last."""
        days = {proof.date for proof in statement.evidence} if statement.rule == OPEN_RISK else set()
        return tuple(one for one in self.signals if one.source_date in days)

    def beside(self, statement: Statement) -> str:
        """Who acknowledged it, when, and what was done; of several the latest, with the number of the others. Empty of all else."""
        rows = self.of(statement)
        if not rows:
            return ""
        latest = rows[-1]
        who = latest.acknowledged_by.name if latest.acknowledged_by else ""
        done = (latest.what_was_done or "").strip()
        stop = "" if done.endswith((".", "!", "?")) else "."
        more = "" if len(rows) == 1 else f" {len(rows) - 1} more acknowledged before."
        return f"Seen and acknowledged on {when(latest)} by {who}. What was done: “{done}”{stop}{more}"

    def in_the_lead(self, statements: tuple[Statement, ...]) -> str:
        """What follows "A risk signal is open" in the sentence at the top; empty when nobody has acknowledged it."""
        rows = [row for one in statements for row in self.of(one)]
        return f", and was acknowledged on {when(rows[-1])}" if rows else ""


def when(signal: Signal) -> str:
    """Day and time of an acknowledgement: "22 November, 13:39", with the year where it is not this one."""
    if signal.acknowledged_at is None:
        raise ValueError("found a signal that nobody has acknowledged; expected one that somebody has")
    at = timezone.localtime(signal.acknowledged_at)
    return date_format(at, "j F, H:i" if at.year == timezone.localdate().year else "j F Y, H:i")
