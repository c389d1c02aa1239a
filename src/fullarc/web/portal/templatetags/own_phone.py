"""Whose phone this is, for the offline queue: a mark of the account that tells nobody who it is."""

from django import template
from django.utils.crypto import salted_hmac

from fullarc.web.encryption.keys import keyring

register = template.Library()


@register.simple_tag(takes_context=True)
def account_mark(context: template.Context) -> str:
    """The same for one account on every page, another for every other. What waits on a phone is sent by the account that wrote it only."""
    user = context["request"].user
    return salted_hmac("fullarc.own_phone", str(user.pk), secret=keyring().secret, algorithm="sha256").hexdigest()[:24]
