"""What a client or guardian changes about their own account."""

from django.db import transaction

from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.portal import deeds


@transaction.atomic
def choose_language(person: User, language: str) -> None:
    """Keep the language in which a person reads their side; it holds on every device."""
    person.language = language
    person.save(update_fields=["language"])
    record(deeds.CHOSE_LANGUAGE, by=person, on=person, fields=["language"])
