"""Inviting clients and guardians, and taking it back. A code is shown once; its digest is what is stored."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from fullarc.web.access.gate import is_minor
from fullarc.web.access.models import Guardianship, OwnRecord
from fullarc.web.accounts.actions import digest_of, new_code
from fullarc.web.accounts.models import Practice, User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import Client
from fullarc.web.portal import deeds
from fullarc.web.portal.models import Invitation, WhoToCall

LASTS = timedelta(hours=72)


class CannotInvite(Exception):
    """Nobody can be invited just now. The message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a guardianship will be: whose, what it opens, on what ground, from when until when (exclusive)."""

    name: str
    basis: str
    scopes: tuple[str, ...] = tuple(Guardianship.DEFAULT)
    begins: date | None = None
    ends: date | None = None


@transaction.atomic
def invite_client(client: Client, *, by: User, email: str = "") -> tuple[Invitation, str]:
    """A code with which the client comes in, and comes in again who lost the password; earlier codes end. Returned once, never stored.

    Where the client has an account the code is for its address, whatever `email` says: mail it there and show it to nobody.
    """
    ready_to_invite()
    own = OwnRecord.objects.filter(client=client).select_related("user").first()
    email = own.user.email if own is not None else email
    end_waiting(client, Invitation.Kind.CLIENT)
    return made(Invitation(client=client, kind=Invitation.Kind.CLIENT, email=email.strip().lower()), by=by)


@transaction.atomic
def invite_guardian(client: Client, terms: Terms, *, by: User, email: str = "") -> tuple[Invitation, str]:
    """A code for a guardian. Refused (CannotInvite): for a client who is of age or whose date of birth is not known, an unknown scope."""
    ready_to_invite()
    adult_at = Practice.objects.values_list("adult_at", flat=True).first() or 18
    if not is_minor(client, adult_at):
        raise CannotInvite("Guardians are for clients who are not of age. Enter the date of birth first, or correct it.")
    if unknown := set(terms.scopes) - set(Guardianship.Scope.values):
        raise CannotInvite(f"Found the scope {sorted(unknown)[0]!r}; choose from those on the form.")
    invitation = Invitation(
        client=client,
        kind=Invitation.Kind.GUARDIAN,
        email=email.strip().lower(),
        name=terms.name,
        scopes=list(terms.scopes),
        basis=terms.basis,
        begins=terms.begins or timezone.localdate(),
        ends=terms.ends,
    )
    return made(invitation, by=by)


def ready_to_invite() -> None:
    """Refused until the practice has said whom to call and that answers are not watched around the clock."""
    if not WhoToCall.objects.exists():
        raise CannotInvite(
            "Nobody can be invited yet: the owner has not set whom clients can call, and that answers are not watched around the clock."
        )


def made(invitation: Invitation, *, by: User) -> tuple[Invitation, str]:
    code = new_code()
    invitation.digest, invitation.expires_at, invitation.made_by = digest_of(code), timezone.now() + LASTS, by
    invitation.save(force_insert=True)
    record(deeds.INVITED, by=by, client=invitation.client_id, on=invitation)
    return invitation, code


def end_waiting(client: Client, kind: str) -> None:
    Invitation.objects.filter(client=client, kind=kind, used_at=None, ended_at=None).update(ended_at=timezone.now())


@transaction.atomic
def take_back(invitation: Invitation, *, by: User) -> None:
    """End an invitation that waits. Used or ended before: nothing happens."""
    if Invitation.objects.filter(pk=invitation.pk, used_at=None, ended_at=None).update(ended_at=timezone.now()):
        record(deeds.TOOK_BACK, by=by, client=invitation.client_id, on=invitation)


def behind(code: str, now: datetime) -> Invitation | None:
    """The invitation behind a code, unless it is unknown, used, taken back or too old: one answer for all."""
    found = Invitation.objects.select_related("client").filter(digest=digest_of(code)).first()
    return found if found is not None and found.is_open(now) else None
