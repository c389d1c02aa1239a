"""Coming in with an invitation: the consent is kept, the account made, the code used up. All of it or nothing."""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from fullarc.web.access.models import Guardianship, OwnRecord
from fullarc.web.accounts.actions import add_person, end_sessions
from fullarc.web.accounts.models import User
from fullarc.web.accounts.passkeys import forget_passkeys
from fullarc.web.accounts.roles import Role
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import Client
from fullarc.web.portal import consent_text, deeds
from fullarc.web.portal.mail import send_renewed
from fullarc.web.portal.models import Consent, ConsentWords, Invitation


class AddressTaken(Exception):
    """Somebody signs in with this address already."""


@transaction.atomic
def come_in(invitation: Invitation, *, name: str, email: str, password: str | None, language: str) -> User | None:
    """The person whom the invitation is for; None when the invitation is not open any more. Raises AddressTaken.

    A client who was here before keeps the account with its name, address and second step: a new invitation sets a new password only, and
    only one that was made for the address of the account.
    """
    client, own = invitation.client, own_of(invitation)
    if (own is not None and invitation.email != own.user.email) or not use_up(invitation):
        return None
    if own is not None:
        person = renewed(own, invitation, password=password)
    elif User.objects.filter(email=email.strip().lower()).exists():
        raise AddressTaken
    else:
        role = Role.CLIENT if invitation.kind == Invitation.Kind.CLIENT else Role.GUARDIAN
        person = add_person(name, email, [role], password=password)
        stand_to(client, person, invitation)
    person.language = language
    person.save(update_fields=["language"])
    agree(person, client, invitation.kind)
    record(deeds.CAME_IN, by=person, client=client, on=invitation)
    return person


@transaction.atomic
def come_in_as(person: User, invitation: Invitation) -> bool:
    """A guardian who has an account already and is guardian of one more client.

    False when the invitation is not open any more, and for somebody whose guardianship of this client was ended at once.
    """
    if invitation.kind != Invitation.Kind.GUARDIAN or not person.has_role(Role.GUARDIAN):
        return False
    if Guardianship.objects.filter(user=person, client=invitation.client, cut_at__isnull=False).exists() or not use_up(invitation):
        return False
    stand_to(invitation.client, person, invitation)
    agree(person, invitation.client, invitation.kind)
    record(deeds.CAME_IN, by=person, client=invitation.client, on=invitation)
    return True


def use_up(invitation: Invitation) -> bool:
    """Whether this call was the one that used the invitation: of two at once, one is."""
    now = timezone.now()
    rows = Invitation.objects.filter(pk=invitation.pk, used_at=None, ended_at=None, expires_at__gt=now)
    return bool(rows.update(used_at=now))


def own_of(invitation: Invitation) -> OwnRecord | None:
    """The client's account that the invitation is to renew; None for one that makes an account."""
    if invitation.kind != Invitation.Kind.CLIENT:
        return None
    return OwnRecord.objects.filter(client=invitation.client_id).select_related("user").first()


def renewed(own: OwnRecord, invitation: Invitation, *, password: str | None) -> User:
    """The account with a new password and without the passkeys of before. Its address is told, and the trail says on whose invitation
    (the event is about the inviter)."""
    person = own.user
    person.is_active = True
    person.set_password(password)
    person.save()
    forget_passkeys(person)
    end_sessions(person)
    own.ends = None
    own.save(update_fields=["ends"])
    record(deeds.RENEWED, by=person, client=own.client_id, on=invitation.made_by)
    send_renewed(person.email)
    return person


def stand_to(client: Client, person: User, invitation: Invitation) -> None:
    """The account is for this client's own record, or for this guardianship."""
    today = timezone.localdate()
    if invitation.kind == Invitation.Kind.CLIENT:
        OwnRecord.objects.create(user=person, client=client, begins=today)
        return
    Guardianship.objects.create(
        user=person,
        client=client,
        scopes=invitation.scopes,
        basis=invitation.basis or "",
        begins=invitation.begins or today,
        ends=invitation.ends,
    )


def agree(person: User, client: Client, kind: str) -> Consent:
    """Keep what was agreed to: the text as it was read, with its version, language and fingerprint."""
    given = Consent.objects.create(
        client=client,
        user=person,
        kind=kind,
        text_version=consent_text.VERSION,
        language=get_language() or "",
        fingerprint=consent_text.fingerprint(kind),
    )
    ConsentWords.objects.create(consent=given, parts=[asdict(part) for part in consent_text.text_for(kind)])
    record(deeds.CONSENTED, by=person, client=client, on=given)
    return given
