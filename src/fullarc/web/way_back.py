"""The page that a form names to go back to."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def way_back(request: HttpRequest) -> str:
    """Its path, if it is a page of ours; nothing for an address elsewhere or for a word, which would be taken for the name of a view."""
    named = request.POST.get("next", "")
    ours = named.startswith("/") and url_has_allowed_host_and_scheme(named, allowed_hosts=None)
    return named if ours else ""
