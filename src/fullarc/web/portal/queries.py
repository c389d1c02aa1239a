"""Reading what the client's side needs: whom to call, who has come in, what was agreed to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

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
    """What somebody did with the record on a day, in plain words: the last time, and how often. `own` for oneself: `what` says it all."""

    at: datetime
    who: str
    own: bool
    what: str
    times: int = 1


def looks(events: Iterable[Event], reader: User) -> list[Look]:
    """Events as a client reads them: a look, a change, or a refusal; by whom, except who ended a guardian's access.

    The same by the same person on the same day is one line: what others did is not lost among one's own looks.
    """
    rows = list(events)
    people = {event.actor for event in rows if event.actor}
    names: dict[object, str] = dict(User.objects.filter(pk__in=people).values_list("pk", "name"))
    deeds_known = known()
    invited = [event.object_id for event in rows if event.action == deeds.RENEWED.name]
    inviters = {str(pk): name for pk, name in User.objects.filter(pk__in=invited).values_list("pk", "name")} if invited else {}
    out: dict[tuple[object, ...], Look] = {}
    for event in rows:
        own = event.actor == reader.pk
        name = "" if event.action == deeds.CUT_GUARDIAN.name else names.get(event.actor, "")
        deed = deeds_known.get(event.action)
        if event.outcome == Outcome.DENIED:
            what = _("You were refused") if own else _("was refused")
        elif deed is deeds.RENEWED:
            what = _("renewed the access with an invitation from %(name)s") % {"name": inviters.get(event.object_id, "")}
        elif deed is not None and not deed.changes:
            what = _("You looked at your record") if own else _("looked at your record")
        else:
            what = _("You changed or added something") if own else _("changed or added something")
        said = Look(event.at, name or _("The practice"), own, what)
        key = (timezone.localdate(event.at), said.who, own, what)
        out[key] = replace(out[key], times=out[key].times + 1) if key in out else said
    return list(out.values())
