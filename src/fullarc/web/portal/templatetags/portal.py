"""The pages at the foot of every page of the client's side, as far as they are there."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

register = template.Library()

PAGES = (("/me/", _("Today")), ("/me/journal/", _("Journal")), ("/me/progress/", _("Progress")), ("/me/help/", _("Help")))
GUARDIAN = (("/ward/", _("Appointments")), ("/ward/help/", _("Help")))


@dataclass(frozen=True, slots=True)
class Page:
    href: str
    label: str
    here: bool


@register.simple_tag
def pages_of(request: HttpRequest) -> list[Page]:
    """The pages of whoever looks: of the client, or of the guardian; none for whoever is neither."""
    roles: frozenset[str] = getattr(request.user, "role_names", frozenset())
    offered = PAGES if "client" in roles else GUARDIAN if "guardian" in roles else ()
    there = [(href, label) for href, label in offered if exists(href)]
    here = max((href for href, _label in there if request.path.startswith(href)), key=len, default="")
    return [Page(href, str(label), href == here) for href, label in there]


@register.simple_tag
def other_languages() -> list[tuple[str, str]]:
    """The languages of this side that the page does not speak, each by its own name."""
    return [(code, name) for code, name in settings.LANGUAGES if code != get_language()]


@register.simple_tag
def there(path: str) -> str:
    """The path, if a page stands at it; else an empty text."""
    return path if exists(path) else ""


def exists(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
