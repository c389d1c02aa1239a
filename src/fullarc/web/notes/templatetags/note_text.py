"""`{% for words, quoted in text|pieces %}`: the client's words apart from the writer's."""

from collections.abc import Iterator

from django import template

from fullarc.notes import quotes

register = template.Library()


@register.filter
def pieces(text: str) -> Iterator[tuple[str, bool]]:
    return quotes.pieces(text)
