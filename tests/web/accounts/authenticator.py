"""A phone's authenticator, made of Python: it keeps a passkey and answers challenges as a browser would hand the answers on."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

UP, UV, AT = AuthenticatorData.FLAG.UP, AuthenticatorData.FLAG.UV, AuthenticatorData.FLAG.AT
ORIGIN = "http://localhost"
Json = dict[str, Any]


def text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def raw(given: str) -> bytes:
    return urlsafe_b64decode(given + "=" * (-len(given) % 4))


@dataclass
class Phone:
    """`unlocked`: whether the owner shows finger, face or PIN; `origin`: the page on which the passkey is used;
    `count`: how often it was used, as it says itself; None for one that does not count."""

    unlocked: bool = True
    origin: str = ORIGIN
    id: bytes = field(default_factory=lambda: token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    owner: str = ""
    count: int | None = 0

    def facts(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    @property
    def flags(self) -> AuthenticatorData.FLAG:
        return UP | UV if self.unlocked else UP

    def makes(self, options: Json) -> Json:
        """A passkey for the account in these options."""
        asked = options["publicKey"]
        self.owner = asked["user"]["id"]
        credential = AttestedCredentialData.create(b"\0" * 16, self.id, ES256.from_cryptography_key(self.key.public_key()))
        data = AuthenticatorData.create(sha256(asked["rp"]["id"].encode()).digest(), self.flags | AT, 0, bytes(credential))
        facts = self.facts("webauthn.create", asked["challenge"])
        return self.says(clientDataJSON=facts, attestationObject=bytes(AttestationObject.create("none", data, {})))

    def shows(self, options: Json) -> Json:
        """The passkey, as the answer to this challenge."""
        asked = options["publicKey"]
        self.count = None if self.count is None else self.count + 1
        data = bytes(AuthenticatorData.create(sha256(asked["rpId"].encode()).digest(), self.flags, self.count or 0))
        facts = self.facts("webauthn.get", asked["challenge"])
        signature = self.key.sign(data + sha256(facts).digest(), ec.ECDSA(SHA256()))
        return self.says(clientDataJSON=facts, authenticatorData=data, signature=signature, userHandle=raw(self.owner))

    def says(self, **parts: bytes) -> Json:
        response = {name: text(part) for name, part in parts.items()}
        return {"type": "public-key", "id": text(self.id), "rawId": text(self.id), "clientExtensionResults": {}, "response": response}
