"""Is the trail whole? Walks the chain from its first event and compares its head with the anchor."""

from dataclasses import dataclass

from fullarc.web.audit import anchor
from fullarc.web.audit.chain import START, hash_of
from fullarc.web.audit.models import Event
from fullarc.web.encryption.keys import keyring


@dataclass(frozen=True, slots=True)
class Verdict:
    """`whole` and, if not, the first `bad` sequence number and what is wrong there."""

    whole: bool
    count: int
    bad: int | None = None
    reason: str = ""


def verify() -> Verdict:
    """Check every event of the trail, and that it is at least as long as its anchor says."""
    key, previous, expected, first = keyring().audit, START, 1, ""
    anchored: tuple[int, str] | None = None
    for event in Event.objects.order_by("sequence").iterator(chunk_size=2000):
        if event.sequence != expected:
            return Verdict(False, expected - 1, expected, f"event {expected} is missing; the next one is {event.sequence}")
        if event.previous != previous:
            return Verdict(False, expected - 1, expected, f"event {expected} does not follow on the one before it")
        if hash_of(event, key) != event.hash:
            return Verdict(False, expected - 1, expected, f"event {expected} is not as it was written")
        if not first:
            first, anchored = event.hash, anchor.last(event.hash)
        if anchored and anchored[0] == event.sequence and anchored[1] != event.hash:
            return Verdict(False, expected - 1, expected, f"event {expected} is not the one that the anchor file names")
        previous, expected = event.hash, expected + 1
    count = expected - 1
    if anchored and anchored[0] > count:
        return Verdict(False, count, count + 1, f"the trail ends at event {count}, but the anchor file has seen event {anchored[0]}")
    return Verdict(True, count)
