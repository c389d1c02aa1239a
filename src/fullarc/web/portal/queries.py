"""Reading what the client's side needs: whom to call, who has come in, what was agreed to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.utils import timezone
from django.utils.translation import gettext as _

from fullarc.web.access.gate import is_minor
from fullarc.web.access.models import Guardianship, OwnRecord
from fullarc.web.accounts.models import Practice, User
from fullarc.web.audit.deeds import known
from fullarc.web.audit.models import Event, Outcome
from fullarc.web.clients.models import Client
from fullarc.web.portal import deeds
from fullarc.web.portal.models import Consent, Invitation, WhoToCall


def who_to_call() -> WhoToCall | None:
    """As the owner saved it; None until then, and then nobody can be invited."""
    return WhoToCall.objects.first()


@dataclass(frozen=True, slots=True)
class GuardianRow:
    """A guardianship with whether it opens anything today, and if not, why."""

    given: Guardianship
    state: str

    @property
    def scopes(self) -> list[str]:
        return [Guardianship.Scope(scope).label for scope in self.given.scopes]


@dataclass(frozen=True, slots=True)
class ClientSide:
    """How a client and their guardians stand to the client's side today."""

    own: OwnRecord | None
    waiting: list[Invitation]
    consents: list[Consent]
    guardians: list[GuardianRow]

    @property
    def is_in(self) -> bool:
        return self.own is not None and self.own.ends is None


def client_side(client: Client, now: datetime) -> ClientSide:
    """Five queries whatever there is."""
    adult_at = Practice.objects.values_list("adult_at", flat=True).first() or 18
    rows = Guardianship.objects.filter(client=client).select_related("user", "client").order_by("begins")
    waiting = Invitation.objects.filter(client=client, used_at=None, ended_at=None, expires_at__gt=now)
    return ClientSide(
        own=OwnRecord.objects.filter(client=client).select_related("user").first(),
        waiting=list(waiting),
        consents=list(client.portal_consents.select_related("user")),
        guardians=[GuardianRow(row, state_of(row, client, adult_at, now)) for row in rows],
    )


def state_of(given: Guardianship, client: Client, adult_at: int, now: datetime) -> str:
    """Why a guardianship opens nothing today; an empty text when it does."""
    today: date = client.today(now)
    if given.cut_at is not None:
        return "ended at once"
    if given.ends is not None and given.ends <= today:
        return "ended"
    if given.begins > today:
        return "not begun"
    if client.born is None:
        return "closed: the date of birth is not known"
    return "" if is_minor(client, adult_at) else "ended: the client is of age"


def consents_of(user: User, client: Client) -> list[Consent]:
    return list(Consent.objects.filter(user=user, client=client))


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
