"""The chain: each event's hash covers the event and the hash before it, keyed with the audit key.

hash = HMAC-SHA-256(audit key, previous hash, canonical JSON of the event). The first event's previous hash is 64 zeros.
"""

import hashlib
import hmac
import json
from datetime import UTC

from fullarc.web.audit.models import Event

START = "0" * 64
COVERED = [field.attname for field in Event._meta.fields if field.attname not in ("hash", "previous")]


def canonical(event: Event) -> bytes:
    """The event as bytes that are the same on every database and version of Python."""
    values: dict[str, object] = {}
    for name in COVERED:
        value = getattr(event, name)
        if name == "at":
            value = value.astimezone(UTC).isoformat(timespec="microseconds")
        elif value is not None and name in ("actor", "client"):
            value = str(value)
        values[name] = value
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def hash_of(event: Event, key: bytes) -> str:
    return hmac.new(key, event.previous.encode() + b"\n" + canonical(event), hashlib.sha256).hexdigest()
