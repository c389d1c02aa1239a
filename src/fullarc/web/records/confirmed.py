"""Has this person shown within the last minutes that it is they who sit here?"""

from urllib.parse import urlencode

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from fullarc.web.accounts.models import Practice
from fullarc.web.accounts.signed_in import Request


def asked_to_confirm(request: Request) -> HttpResponse | None:
    """The way to the page that asks for the password again, or None. Nobody in an invented practice has one."""
    if did_recently_reauthenticate(request) or Practice.objects.filter(invented=True).exists():
        return None
    return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}")
