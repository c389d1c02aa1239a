"""Drawings of the client's progress in a template."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from fullarc.web.my_progress.content import Picture

register = template.Library()


@register.filter
def drawn(picture: Picture) -> SafeString:
    """The picture as markup: drawn from numbers, every word in it escaped where it is drawn."""
    return mark_safe(picture.svg)  # noqa: S308
