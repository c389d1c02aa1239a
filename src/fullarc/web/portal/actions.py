"""What changes about the client's side: whom to call, a language, a consent taken back, an access that ends, a guardianship."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from fullarc.web.access.models import Guardianship, OwnRecord
from fullarc.web.accounts.actions import end_sessions
from fullarc.web.accounts.models import Practice, User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import Client
from fullarc.web.portal import deeds
from fullarc.web.portal.models import Consent, Invitation, WhoToCall


@transaction.atomic
def choose_language(person: User, language: str) -> None:
    """Keep the language in which a person reads their side; it holds on every device."""
    person.language = language
    person.save(update_fields=["language"])
    record(deeds.CHOSE_LANGUAGE, by=person, on=person, fields=["language"])


@transaction.atomic
def set_who_to_call(text: WhoToCall, *, by: User, started_from: int) -> None:
    """Save whom clients can call. The first time there is no version yet to have been changed meanwhile."""
    if WhoToCall.objects.filter(pk=text.pk).exists():
        text.claim(started_from)
    text.save()
    record(deeds.SET_WHO_TO_CALL, by=by, on=text)


@transaction.atomic
def set_adult_age(years: int, *, by: User) -> None:
    """From which birthday on no guardianship opens anything; it holds at the next request."""
    practice = Practice.objects.select_for_update().get()
    practice.adult_at = years
    practice.save(update_fields=["adult_at"])
    record(deeds.SET_ADULT_AGE, by=by, on=practice, fields=["adult_at"])


@transaction.atomic
def take_consent_back(person: User, client: Client) -> None:
    """The person's consents for this client end, and with them what they were for: the client's own access, or the guardianship."""
    now, today = timezone.now(), timezone.localdate()
    for given in Consent.objects.filter(user=person, client=client, withdrawn_at=None):
        given.withdrawn_at = now
        given.save(update_fields=["withdrawn_at"])
        record(deeds.WITHDREW_CONSENT, by=person, client=client, on=given)
    OwnRecord.objects.filter(user=person, client=client, ends=None).update(ends=today)
    Guardianship.objects.filter(user=person, client=client, cut_at=None, ends=None).update(ends=today)
    end_sessions(person)


@transaction.atomic
def end_own_access(own: OwnRecord, *, by: User) -> None:
    """The client's own account opens nothing from now on; what they entered stays. A new invitation opens it again."""
    OwnRecord.objects.filter(pk=own.pk).update(ends=timezone.localdate())
    Invitation.objects.filter(client=own.client_id, kind=Invitation.Kind.CLIENT, used_at=None, ended_at=None).update(
        ended_at=timezone.now()
    )
    end_sessions(own.user)
    record(deeds.ENDED_ACCESS, by=by, client=own.client_id, on=own)


@transaction.atomic
def change_guardianship(given: Guardianship, *, scopes: Iterable[str], by: User) -> None:
    """What a guardianship opens, from the next request on."""
    given.scopes = [scope for scope in Guardianship.Scope.values if scope in set(scopes)]
    given.save(update_fields=["scopes"])
    record(deeds.CHANGED_GUARDIAN, by=by, client=given.client_id, on=given, fields=["scopes"])


@transaction.atomic
def cut(given: Guardianship, *, by: User) -> None:
    """A court order or a conflict: the guardianship opens nothing from the next request on. Cut before: nothing happens.

    Every guardian's invitation of the client that waits ends too: whoever holds its code could come in with it again.
    """
    now = timezone.now()
    if Guardianship.objects.filter(pk=given.pk, cut_at=None).update(cut_at=now):
        waiting = Invitation.objects.filter(client=given.client_id, kind=Invitation.Kind.GUARDIAN, used_at=None, ended_at=None)
        waiting.update(ended_at=now)
        record(deeds.CUT_GUARDIAN, by=by, client=given.client_id, on=given)
