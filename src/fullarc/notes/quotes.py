"""The client's own words in a note: what stands between double quotation marks."""

import re
from collections.abc import Iterator

_QUOTE = re.compile(r"“[^“”\n]{1,600}”|(?<![\w\"])\"[^\"\n]{1,600}\"(?!\w)|«[^«»\n]{1,600}»|„[^„“”\n]{1,600}[“”]")


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut into what is quoted (True) and what is not; put together it is the text again."""
    at = 0
    for match in _QUOTE.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], False
        yield match.group(), True
        at = match.end()
    if at < len(text):
        yield text[at:], False
