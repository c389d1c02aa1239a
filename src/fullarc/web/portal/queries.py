"""Reading what the client's side needs: whom to call, who has come in, what was agreed to."""

from dataclasses import dataclass
from datetime import date, datetime

from fullarc.web.access.gate import is_minor
from fullarc.web.access.models import Guardianship, OwnRecord
from fullarc.web.accounts.models import Practice, User
from fullarc.web.clients.models import Client
from fullarc.web.portal import consent_text
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


def agreed_to(user: User, client: Client, kind: str) -> dict[str, object]:
    """What somebody agreed to, for the page that shows it: each consent, the text of today, and whether it reads otherwise than theirs."""
    given = list(Consent.objects.filter(user=user, client=client).select_related("words"))
    return {
        "consents": given,
        "text": consent_text.text_for(kind),
        "version": consent_text.VERSION,
        "text_is_newer": bool(given) and given[-1].text_version != consent_text.VERSION,
        "kind": kind,
    }
