"""What a session holds is encrypted in the database: e-mail addresses and, for a while, the secret of a new second factor."""

import json
from typing import Any

from fullarc.web.encryption.cipher import Cell, seal, unseal

# The row's id is the session's key, which changes while the content stays: the seal is bound to the column only.
CONTENT = Cell("django_session", "session_data", "any")


class SealedJSON:
    """The serializer of sessions. A session that does not open (another key, an older version) counts as empty: its owner signs in anew."""

    def dumps(self, content: Any) -> bytes:
        return seal(json.dumps(content, separators=(",", ":")), CONTENT).encode()

    def loads(self, stored: bytes) -> Any:
        return json.loads(unseal(stored.decode(), CONTENT))
