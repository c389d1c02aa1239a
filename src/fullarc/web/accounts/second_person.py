"""Who can be the second person where one alone may not decide. Sending colleagues away does not end the rule."""

from collections.abc import Collection
from datetime import timedelta

from django.utils import timezone

from fullarc.web.accounts import deeds
from fullarc.web.accounts.models import User
from fullarc.web.accounts.roles import Role
from fullarc.web.audit.models import Event

SETTLED = timedelta(days=7)


def others(person: User, roles: Collection[Role]) -> list[User]:
    """Everybody else with one of the roles: who is active, and who was deactivated within the last seven days."""
    since = timezone.now() - SETTLED
    lately = set(Event.objects.filter(action=deeds.DEACTIVATED.name, at__gte=since).values_list("object_id", flat=True))
    people = User.objects.filter(roles__role__in=roles).exclude(pk=person.pk).distinct()
    return [each for each in people if each.is_active or str(each.pk) in lately]


def may_agree(people: Collection[User]) -> list[User]:
    """Of `others`, the active ones. Who joined within the last seven days counts only where nobody is there for longer."""
    since = timezone.now() - SETTLED
    settled = [each for each in people if each.joined_at <= since]
    return [each for each in settled or people if each.is_active]
