"""Beginning the practice, inviting people, changing their roles, ending their access. Each in one transaction with its audit entry."""

import base64
import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from fullarc.web.accounts import deeds
from fullarc.web.accounts.models import Invitation, Practice, StaffRole, User
from fullarc.web.accounts.passkeys import forget_passkeys, forget_second_step
from fullarc.web.accounts.roles import STAFF, Role
from fullarc.web.audit.actions import record

INVITATION_LASTS = timedelta(hours=72)


class NotAllowed(Exception):
    """The act would break a rule of accounts. The message is for the person who tried."""


class PracticeExists(NotAllowed):
    """The practice was begun before; it is begun once."""


@transaction.atomic
def begin_practice(name: str, *, owner_name: str, email: str, password: str | None, invented: bool = False) -> User:
    """Make the practice and its owner, who is also its first clinician. Works once."""
    try:
        with transaction.atomic():
            Practice(name=name, invented=invented).save(force_insert=True)
    except IntegrityError:
        raise PracticeExists("This installation has a practice already. Sign in instead.") from None
    owner = add_person(owner_name, email, [Role.OWNER, Role.CLINICIAN], password=password)
    record(deeds.OPENED_DEMO if invented else deeds.BEGAN_PRACTICE, by=owner, on=owner)
    return owner


@transaction.atomic
def begin_practice_with_code(name: str, *, owner_name: str, email: str) -> str:
    """The same on a server, by whoever can run commands there: the owner's code, which sets a password once."""
    owner = begin_practice(name, owner_name=owner_name, email=email, password=None)
    return new_invitation(owner, timezone.now())


def add_person(name: str, email: str, roles: Iterable[str], *, password: str | None = None) -> User:
    """A person with roles: of the staff, or the one of a client or guardian. Without a password nobody can sign in as this person until an
    invitation is used."""
    given = {Role(role) for role in roles}
    if given & {*STAFF} and given - {*STAFF}:
        raise NotAllowed("Nobody is staff and client with one account.")
    person = User(name=name, email=email)
    person.set_password(password)
    person.save(force_insert=True)
    StaffRole.objects.bulk_create(StaffRole(user=person, role=role) for role in given)
    return person


@transaction.atomic
def invite(name: str, email: str, roles: Iterable[str], *, by: User) -> tuple[User, str]:
    """Add a person and return the one-time code to hand over. It is shown once and lasts 72 hours."""
    person = add_person(name, email, roles)
    code = new_invitation(person, timezone.now())
    record(deeds.INVITED, by=by, on=person, fields=["roles"])
    return person, code


@transaction.atomic
def invite_again(person: User, *, by: User) -> str:
    """A new code for a person who has not joined yet; older codes end."""
    if person.has_usable_password():
        raise NotAllowed("This person has joined already.")
    person.invitations.all().delete()
    code = new_invitation(person, timezone.now())
    record(deeds.INVITED, by=by, on=person)
    return code


@transaction.atomic
def let_in_again(person: User, *, second_step_lost: bool = False) -> str:
    """A code with which a person of the staff sets a new password; older codes end. Whoever can run commands where the data lies may make
    one: there is nobody to ask where the owner is alone. Name and roles stay; the second step of signing in too, unless it is lost: then it
    ends when the code is used, and no sooner."""
    if person.uses_portal:
        raise NotAllowed("Clients and guardians are invited again from the client's page.")
    if not person.is_active:
        raise NotAllowed("This person was deactivated. An owner lets them in again.")
    person.invitations.all().delete()
    code = new_invitation(person, timezone.now(), ends_second_step=second_step_lost)
    record(deeds.LET_IN, by=None, on=person, fields=["password", "second_step"] if second_step_lost else ["password"])
    return code


def new_code() -> str:
    """160 random bits in groups of four letters and digits, to be typed or scanned."""
    raw = base64.b32encode(secrets.token_bytes(20)).decode()
    return "-".join(raw[i : i + 4] for i in range(0, len(raw), 4))


def new_invitation(person: User, now: datetime, *, ends_second_step: bool = False) -> str:
    code = new_code()
    expires = now + INVITATION_LASTS
    Invitation.objects.create(user=person, digest=digest_of(code), expires_at=expires, ends_second_step=ends_second_step)
    return code


def digest_of(code: str) -> str:
    plain = "".join(character for character in code.upper() if character.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()


def open_invitation(code: str) -> Invitation | None:
    """The invitation behind a code, unless it is unknown, used, expired or for somebody who was deactivated: one answer for all."""
    now = timezone.now()
    return (
        Invitation.objects.select_related("user")
        .filter(digest=digest_of(code), used_at=None, expires_at__gt=now, user__is_active=True)
        .first()
    )


@transaction.atomic
def join(code: str, password: str) -> User | None:
    """Use an invitation: set the password, end the code; passkeys of before open the account no more, and a second step that is lost is not
    asked for. None when the code does not (or no longer) open anything."""
    invitation = open_invitation(code)
    if invitation is None:
        return None
    used = Invitation.objects.filter(id=invitation.id, used_at=None).update(used_at=timezone.now())
    if not used:
        return None
    person = invitation.user
    was_here = person.has_usable_password()
    person.set_password(password)
    person.save(update_fields=["password"])
    if forget_passkeys(person):
        record(deeds.PASSKEY_REMOVED, by=person, on=person)
    if invitation.ends_second_step and forget_second_step(person):
        record(deeds.SECOND_FACTOR_OFF, by=person, on=person)
    record(deeds.CHANGED_PASSWORD if was_here else deeds.JOINED, by=person, on=person)
    return person


@transaction.atomic
def change_roles(person: User, roles: Iterable[str], *, by: User) -> None:
    """Give a person these roles and no others. Nobody widens their own rights; one owner always remains."""
    wanted = {Role(role) for role in roles}
    if not wanted <= set(STAFF) or person.uses_portal:
        raise NotAllowed("Clients and guardians are invited from the client's page; they have no role among the staff.")
    held = {Role(role) for role in person.roles.values_list("role", flat=True)}
    if person.pk == by.pk and wanted - held:
        raise NotAllowed("Nobody can give themselves a role. Ask another owner.")
    if Role.OWNER in held - wanted:
        keep_an_owner(person)
    person.roles.exclude(role__in=wanted).delete()
    StaffRole.objects.bulk_create(StaffRole(user=person, role=role) for role in wanted - held)
    if wanted != held:
        end_sessions(person)
        record(deeds.CHANGED_ROLES, by=by, on=person, fields=["roles"])


@transaction.atomic
def deactivate(person: User, *, by: User) -> None:
    """End a person's access at once, in all sessions. What they wrote remains."""
    if person.pk == by.pk:
        raise NotAllowed("Nobody can deactivate themselves. Ask another owner.")
    keep_an_owner(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    person.invitations.all().delete()
    end_sessions(person)
    record(deeds.DEACTIVATED, by=by, on=person, fields=["is_active"])


@transaction.atomic
def reactivate(person: User, *, by: User) -> None:
    """Let a deactivated person sign in again with the roles they had."""
    person.is_active = True
    person.save(update_fields=["is_active"])
    record(deeds.REACTIVATED, by=by, on=person, fields=["is_active"])


def end_sessions(person: User) -> None:
    """Sign a person out everywhere, from the next request on."""
    User.objects.filter(pk=person.pk).update(epoch=person.epoch + 1)
    person.epoch += 1
    person.__dict__.pop("role_names", None)


def keep_an_owner(leaving: User) -> None:
    """Refuse when nobody else would be owner."""
    others = StaffRole.objects.select_for_update().filter(role=Role.OWNER, user__is_active=True).exclude(user=leaving)
    if leaving.roles.filter(role=Role.OWNER).exists() and not list(others):
        raise NotAllowed("The practice needs an owner. Make somebody else owner first.")
