"""What a test teaches the tagger, and what is read then."""

from collections.abc import Callable

from fullarc.reading.reader import read

Teach = Callable[..., None]


def told(note: str, indicator: str) -> list[tuple[str, str]]:
    return [(finding.quote, str(finding.status)) for finding in read(note) if finding.indicator == indicator]
