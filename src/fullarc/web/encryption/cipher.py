"""AES-256-GCM, bound to the place of the cell: a sealed text that was moved to another row or column does not open.

A sealed text reads `f1:KEY:BASE64`, where BASE64 holds a random 96-bit nonce and the ciphertext with its tag. The associated data are
version, table, column, row and key id.
"""

import base64
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fullarc.web.encryption.keys import keyring

VERSION = "f1"


class SealBroken(RuntimeError):
    """A stored text could not be opened: wrong key, moved or changed ciphertext, or a version that is not allowed."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of a stored text."""

    table: str
    column: str
    row: str

    def bound_to(self, key_id: str) -> bytes:
        return "|".join((VERSION, self.table, self.column, self.row, key_id)).encode()


def seal(text: str, cell: Cell) -> str:
    """Encrypt `text` for one cell with the current key."""
    ring = keyring()
    nonce = secrets.token_bytes(12)
    ciphertext = AESGCM(ring.fields[ring.current]).encrypt(nonce, text.encode(), cell.bound_to(ring.current))
    return f"{VERSION}:{ring.current}:{base64.b64encode(nonce + ciphertext).decode()}"


def unseal(token: str, cell: Cell) -> str:
    """The text that was sealed for this cell. Raises SealBroken; never returns a wrong text."""
    where = f"{cell.table}.{cell.column}"
    version, _, rest = token.partition(":")
    key_id, _, body = rest.partition(":")
    if version != VERSION:
        raise SealBroken(
            f"{where}: found a text sealed in an unknown way; this version opens only {VERSION!r}. Restore the row from a backup."
        )
    key = keyring().fields.get(key_id)
    if key is None:
        raise SealBroken(
            f"{where}: the text was sealed with key {key_id!r}, which the key file does not hold. Put the right key file back."
        )
    try:
        raw = base64.b64decode(body, validate=True)
        return AESGCM(key).decrypt(raw[:12], raw[12:], cell.bound_to(key_id)).decode()
    except (InvalidTag, ValueError):
        raise SealBroken(
            f"{where}: the text does not open with this installation's key, or was changed outside Fullarc. Nothing was overwritten. "
            "Put the right key file back, or restore the row from a backup."
        ) from None
