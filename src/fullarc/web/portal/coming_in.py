"""Coming in with an invitation: the consent is kept, the account made, the code used up. All of it or nothing."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from fullarc.web.access.models import Guardianship, OwnRecord
from fullarc.web.accounts.actions import add_person, end_sessions
from fullarc.web.accounts.models import User
from fullarc.web.accounts.roles import Role
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import Client
from fullarc.web.portal import consent_text, deeds
from fullarc.web.portal.models import Consent, Invitation


class AddressTaken(Exception):
    """Somebody signs in with this address already."""


@transaction.atomic
def come_in(invitation: Invitation, *, name: str, email: str, password: str | None, language: str) -> User | None:
    """The person whom the invitation is for; None when the invitation is not open any more. Raises AddressTaken.

    A client who was here before keeps the account: a new invitation sets a new password and switches the second step off, because only
    somebody who knows the client hands one over.
    """
    if not use_up(invitation):
        return None
    client, own = invitation.client, OwnRecord.objects.filter(client=invitation.client).select_related("user").first()
    again = own.user if own is not None and invitation.kind == Invitation.Kind.CLIENT else None
    if User.objects.filter(email=email.strip().lower()).exclude(pk__in=[again.pk] if again else []).exists():
        raise AddressTaken
    if again is not None and own is not None:
        person = renewed(again, name=name, email=email, password=password)
        own.ends = None
        own.save(update_fields=["ends"])
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
    """A guardian who has an account already and is guardian of one more client. False when the invitation is not open any more."""
    if invitation.kind != Invitation.Kind.GUARDIAN or not person.has_role(Role.GUARDIAN) or not use_up(invitation):
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


def renewed(person: User, *, name: str, email: str, password: str | None) -> User:
    person.name, person.email, person.is_active = name, email, True
    person.set_password(password)
    person.save()
    Authenticator.objects.filter(user=person).delete()
    end_sessions(person)
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
    """Keep what was agreed to: the version, the language and the fingerprint of the text as it was read."""
    given = Consent.objects.create(
        client=client,
        user=person,
        kind=kind,
        text_version=consent_text.VERSION,
        language=get_language() or "",
        fingerprint=consent_text.fingerprint(kind),
    )
    record(deeds.CONSENTED, by=person, client=client, on=given)
    return given
