"""Changing to whom unseen signals go. What loosens needs a second person; where there is no second one, typed words."""

from django.db import transaction
from django.utils import timezone

from fullarc.web.accounts.models import User
from fullarc.web.accounts.roles import Role
from fullarc.web.accounts.second_person import may_agree, others
from fullarc.web.audit.actions import record
from fullarc.web.signals import deeds
from fullarc.web.signals.escalation import in_force
from fullarc.web.signals.routing_models import Away, Routing

SECOND = (Role.OWNER, Role.SUPERVISOR, Role.CLINICIAN)
TYPED = "I know that signals will wait longer"


class RoutingRefused(ValueError):
    """The change is not taken. The message is for the person who asked for it."""


def loosens(now: Routing, then: Routing) -> bool:
    """Whether a signal could wait longer, or be put to fewer people, than now."""
    shorter_day = then.opens > now.opens or then.closes < now.closes or bool(set(now.days) - set(then.days))
    return then.wait_hours > now.wait_hours or shorter_day or (now.backup_id is not None and then.backup_id is None)


def seconds_to(person: User) -> list[User]:
    """The other owners, supervisors and clinicians; who was deactivated within the last week is still counted. See `may_agree`."""
    return others(person, SECOND)


@transaction.atomic
def propose(then: Routing, *, by: User, typed: str = "") -> Routing:
    """Put a routing into force, or, when it loosens, before a second person.

    Refused (RoutingRefused): a loosening without a reason; one by the only person there is without the words of `TYPED`; a backup who is
    no active clinician; while another change waits.
    """
    if Routing.objects.select_for_update().filter(confirmed_at=None, refused_at=None).exists():
        raise RoutingRefused("Another change waits for its second person. Confirm or refuse that one first.")
    if then.backup is not None and not (then.backup.is_active and then.backup.has_role(Role.CLINICIAN)):
        raise RoutingRefused("The backup is not an active clinician. Choose one who is.")
    then.loosens = loosens(in_force(), then)
    then.proposed_by = by
    alone = not seconds_to(by)
    if then.loosens and len(then.because.strip()) < 3:
        raise RoutingRefused("This makes signals wait longer or go to fewer people. Write why.")
    if then.loosens and alone and typed.strip() != TYPED:
        raise RoutingRefused(f"This makes signals wait longer, and there is no second person to confirm it. Type: {TYPED}")
    if not then.loosens or alone:
        then.confirmed_by, then.confirmed_at = by, timezone.now()
    then.save(force_insert=True)
    record(deeds.ROUTED if then.confirmed_at else deeds.PROPOSED_ROUTING, by=by, on=then)
    return then


@transaction.atomic
def confirm(routing: Routing, *, by: User) -> None:
    """The second person agrees. Refused (RoutingRefused): the one who proposed it, or one that was decided already."""
    current = undecided(routing, by)
    if current.proposed_by is not None and by not in may_agree(seconds_to(current.proposed_by)):
        raise RoutingRefused("Whoever joined within the last week does not confirm this. Ask a colleague who has been here longer.")
    current.confirmed_by, current.confirmed_at = by, timezone.now()
    current.save(update_fields=["confirmed_by", "confirmed_at"])
    record(deeds.ROUTED, by=by, on=current)


@transaction.atomic
def refuse(routing: Routing, *, by: User) -> None:
    """Nothing changes. Whoever proposed it may take it back this way."""
    current = Routing.objects.select_for_update().get(pk=routing.pk)
    if not current.is_waiting:
        raise RoutingRefused("This change was decided already.")
    current.refused_by, current.refused_at = by, timezone.now()
    current.save(update_fields=["refused_by", "refused_at"])
    record(deeds.REFUSED_ROUTING, by=by, on=current)


def undecided(routing: Routing, by: User) -> Routing:
    current = Routing.objects.select_for_update().get(pk=routing.pk)
    if not current.is_waiting:
        raise RoutingRefused("This change was decided already.")
    if current.proposed_by_id == by.pk:
        raise RoutingRefused("Somebody else has to confirm what you proposed.")
    return current


@transaction.atomic
def set_away(away: Away, *, by: User) -> Away:
    away.entered_by = by
    away.save(force_insert=True)
    record(deeds.AWAY, by=by, on=away.user)
    return away


@transaction.atomic
def back_again(away: Away, *, by: User) -> None:
    """Away entered in error, or back earlier: it holds no more."""
    if Away.objects.filter(pk=away.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        record(deeds.BACK, by=by, on=away.user)
