"""The key of process notes: derived for them alone, so that what opens the record does not open these."""

import secrets
from base64 import b64decode, b64encode
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import models

from fullarc.web.encryption.cipher import SealBroken
from fullarc.web.encryption.fields import EncryptedText
from fullarc.web.encryption.keys import keyring

SCOPE = b"fullarc process notes"


def key_apart(key_id: str) -> AESGCM:
    ring = keyring()
    if key_id not in ring.fields:
        raise SealBroken("A process note was sealed with a key that the key file does not hold. Put the right key file back.")
    return AESGCM(HKDF(SHA256(), 32, salt=None, info=SCOPE).derive(ring.fields[key_id]))


class ApartText(EncryptedText[str, str]):
    """Text under the key of process notes, inside the seal that every encrypted field has (row and column are bound by that one)."""

    def to_text(self, value: Any) -> str:
        current, nonce = keyring().current, secrets.token_bytes(12)
        sealed = key_apart(current).encrypt(nonce, str(value).encode(), SCOPE)
        return f"{current}:{b64encode(nonce + sealed).decode()}"

    def from_text(self, text: str) -> str:
        key_id, _, body = text.partition(":")
        raw = b64decode(body)
        return key_apart(key_id).decrypt(raw[:12], raw[12:], SCOPE).decode()

    def value_to_string(self, obj: models.Model) -> str:
        return ""  # never handed out by a serializer
