"""Who opened a client's record, as the client reads it: by person and day, with visits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.utils import timezone
from django.utils.translation import gettext as _

from fullarc.web.accounts.models import User
from fullarc.web.audit.deeds import known
from fullarc.web.audit.models import Event, Outcome
from fullarc.web.portal import deeds


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody did with the record on a day, in plain words: the last time, and in how many visits.

    `own` for oneself: `what` says it all.
    """

    at: datetime
    who: str
    own: bool
    what: str
    visits: int = 1


LOOKED, CHANGED = "looked", "changed"
A_VISIT_LATER = timedelta(minutes=30)  # of rest between two visits; a page is no visit


def looks(events: Iterable[Event], reader: User) -> list[Look]:
    """Events, the newest first, as a client reads them: who looked, changed something or was refused, and on which day; who ended a
    guardian's access is not said.

    A person has one line a day for all that they looked at and changed, with the number of their visits: how many pages somebody turned
    tells nothing, and what others did is not lost among one's own looks.
    """
    days: dict[tuple[date, str, bool, str], list[tuple[datetime, str]]] = {}
    rows = list(events)
    names: dict[object, str] = dict(User.objects.filter(pk__in={event.actor for event in rows if event.actor}).values_list("pk", "name"))
    inviters = inviters_of(rows)
    for event in rows:
        own = event.actor == reader.pk
        who = ("" if event.action == deeds.CUT_GUARDIAN.name else names.get(event.actor, "")) or _("The practice")
        deed = known().get(event.action)
        what = ""
        if event.outcome == Outcome.DENIED:
            what = _("You were refused") if own else _("was refused")
        elif deed is deeds.RENEWED:
            what = _("renewed the access with an invitation from %(name)s") % {"name": inviters.get(event.object_id, "")}
        key = (timezone.localdate(event.at), who, own, what)
        days.setdefault(key, []).append((event.at, LOOKED if deed is not None and not deed.changes else CHANGED))
    out = []
    for (_day, who, own, what), done in days.items():
        times, did = [at for at, _did in done], {did for _at, did in done}
        out.append(Look(times[0], who, own, what or deeds_in_words(did, own=own), visits(times)))
    return out


def inviters_of(events: Iterable[Event]) -> dict[str, str]:
    """The names of those who invited somebody anew, by the id that such an event has."""
    invited = [event.object_id for event in events if event.action == deeds.RENEWED.name]
    return {str(pk): name for pk, name in User.objects.filter(pk__in=invited).values_list("pk", "name")} if invited else {}


def deeds_in_words(done: set[str], *, own: bool) -> str:
    """What one person did on a day that was not refused."""
    if done == {LOOKED}:
        return _("You looked at your record") if own else _("looked at your record")
    if done == {CHANGED}:
        return _("You changed or added something") if own else _("changed or added something")
    return (
        _("You looked at your record and changed or added something") if own else _("looked at your record and changed or added something")
    )


def visits(times: Iterable[datetime]) -> int:
    """How many visits these times, the newest first, fall into."""
    return 1 + sum(later - earlier > A_VISIT_LATER for later, earlier in pairwise(times))
