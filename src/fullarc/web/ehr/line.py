"""The line to the other system: signs in, sends JSON, reads the answer. Only configured hosts, no redirects, limited in time and size."""

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

import httpx
import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from fullarc.web.ehr.addresses import origin
from fullarc.web.ehr.models import Destination
from fullarc.web.sent_values import whole_number

Json = dict[str, Any]
TIMEOUT = httpx.Timeout(20.0, connect=5.0)
MOST_BYTES = 2_000_000
FHIR_JSON = "application/fhir+json"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class NoAnswer(Exception):
    """The server was not reached, broke off or took too long: whether it has taken anything is not known."""


class SignInRefused(Exception):
    """The server does not accept our sign-in. The message says what it answered."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: Json
    location: str
    retry_after: int | None


class Line:
    """One round of sending. The token lives as long as the line, and no longer than the server says."""

    def __init__(self, to: Destination) -> None:
        self.to = to
        self.allowed = {origin(address) for address in (to.address, to.token_address) if address}
        self.http = httpx.Client(timeout=TIMEOUT, follow_redirects=False, trust_env=False, max_redirects=0)
        self.token, self.until = "", 0.0

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def ask(self, method: str, path: str, body: Json | None = None, headers: dict[str, str] | None = None) -> Answer:
        """Send one request to the FHIR server. A sign-in that is refused is tried once more with a new token, where one can be got."""
        answer = self._ask(method, path, body, headers)
        if answer.status == 401 and self.to.sign_in == Destination.SignIn.BACKEND:
            self.token = ""
            answer = self._ask(method, path, body, headers)
        return answer

    def _ask(self, method: str, path: str, body: Json | None, headers: dict[str, str] | None) -> Answer:
        sent = {"Accept": FHIR_JSON, "Content-Type": FHIR_JSON, "Prefer": "return=minimal", **(headers or {})}
        if token := self.bearer():
            sent["Authorization"] = f"Bearer {token}"
        content = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        return self.call(method, f"{self.to.address}/{path}" if path else self.to.address, content, sent)

    def call(self, method: str, address: str, content: bytes | None, headers: dict[str, str]) -> Answer:
        """One request to a configured host. Refused (NoAnswer): another host, no connection, no whole answer in time."""
        if origin(address) not in self.allowed:
            raise NoAnswer("The address does not belong to the configured server.")
        try:
            with self.http.stream(method, address, content=content, headers=headers) as response:
                raw = b""
                for piece in response.iter_bytes():
                    raw += piece
                    if len(raw) > MOST_BYTES:
                        raise NoAnswer("The answer of the server was far too long.")
                found = as_json(raw)
                if response.is_success and raw.strip() and not found:
                    raise NoAnswer("What answered is no FHIR server: its answer is not JSON.")
                return Answer(response.status_code, found, response.headers.get("Location", ""), seconds(response.headers))
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as problem:
            raise NoAnswer(in_words(problem)) from None

    def bearer(self) -> str:
        if self.to.sign_in == Destination.SignIn.BEARER:
            return self.to.bearer_token
        if not self.token or monotonic() >= self.until:
            self.token, lasts = self.fetched()
            self.until = monotonic() + max(lasts - 30, 0)
        return self.token

    def fetched(self) -> tuple[str, int]:
        """A token for a request that we signed (SMART App Launch, backend services: private-key JWT)."""
        form = {
            "grant_type": "client_credentials",
            "scope": self.to.scope,
            "client_assertion_type": ASSERTION,
            "client_assertion": assertion(self.to),
        }
        content = str(httpx.QueryParams(form)).encode()
        answer = self.call("POST", self.to.token_address, content, {"Content-Type": "application/x-www-form-urlencoded"})
        token = answer.body.get("access_token")
        if answer.status >= 500 or answer.status == 429:
            raise NoAnswer(f"The token endpoint answered {answer.status}.")
        if answer.status != 200 or not isinstance(token, str) or not token:
            why = str(answer.body.get("error", ""))[:80]
            raise SignInRefused(f"The token endpoint answered {answer.status}{f' ({why})' if why else ''}.")
        lasts = answer.body.get("expires_in")
        return token, lasts if isinstance(lasts, int) and lasts > 0 else 60


def assertion(to: Destination) -> str:
    """Who we are, signed, for one use within four minutes."""
    now = datetime.now().astimezone()
    claims = {"iss": to.known_as, "sub": to.known_as, "aud": to.token_address, "jti": secrets.token_urlsafe(24)}
    claims |= {"iat": int(now.timestamp()), "exp": int((now + timedelta(minutes=4)).timestamp())}  # type: ignore[dict-item]
    return jwt.encode(claims, to.signing_secret, algorithm=to.algorithm, headers={"kid": key_name(to), "typ": "JWT"})


def new_key(algorithm: str) -> str:
    """A private key as PEM, made here; it never leaves the database but sealed."""
    made: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
    made = rsa.generate_private_key(65537, 3072) if algorithm == "RS384" else ec.generate_private_key(ec.SECP384R1())
    kind = serialization.PrivateFormat.PKCS8
    return made.private_bytes(serialization.Encoding.PEM, kind, serialization.NoEncryption()).decode()


def public_keys(to: Destination) -> Json:
    """What the other system's administrator registers (JWKS): the public half only."""
    if not to.signing_secret:
        return {"keys": []}
    held = serialization.load_pem_private_key(to.signing_secret.encode(), None)
    kind = jwt.algorithms.RSAAlgorithm if isinstance(held, rsa.RSAPrivateKey) else jwt.algorithms.ECAlgorithm
    public: Json = json.loads(kind.to_jwk(held.public_key()))  # type: ignore[arg-type]
    return {"keys": [{**public, "alg": to.algorithm, "use": "sig", "key_ops": ["verify"], "kid": key_name(to)}]}


def key_name(to: Destination) -> str:
    """The same for the same key."""
    held = serialization.load_pem_private_key(to.signing_secret.encode(), None).public_key()
    raw = held.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(raw).hexdigest()[:16]


def as_json(raw: bytes) -> Json:
    """The answer where it is a JSON object; nothing where it is not."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def seconds(headers: httpx.Headers) -> int | None:
    given = whole_number(headers.get("Retry-After", ""))
    return None if given is None else min(given, 86_400)


def in_words(problem: Exception) -> str:
    if isinstance(problem, httpx.TimeoutException):
        return "The server did not answer in time."
    if isinstance(problem, httpx.ConnectError):
        return "The server could not be reached."
    return "The connection broke off."
