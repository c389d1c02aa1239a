"""How mail leaves: read from the environment by `settings.py`. Without any, messages are written into files and reach nobody."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TO_FILES = "django.core.mail.backends.filebased.EmailBackend"
BY_SMTP = "django.core.mail.backends.smtp.EmailBackend"
EXPECTED = "FULLARC_MAIL: expected smtp://USER:PASSWORD@HOST:587 (STARTTLS) or smtps://USER:PASSWORD@HOST:465 (TLS from the start)."


@dataclass(frozen=True, slots=True)
class Mail:
    """What Django's mail settings are made of."""

    backend: str = TO_FILES
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False
    sender: str = "reminders@localhost"

    @property
    def reaches_somebody(self) -> bool:
        return self.backend == BY_SMTP


def mail_of(url: str, sender: str) -> Mail:
    """Refused (ImproperlyConfigured): an address of another kind, one without a host, mail without a sender, a sender without an @.

    Mail goes out encrypted; only a server on this computer may be spoken to without TLS.
    """
    if not url:
        return Mail()
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured(EXPECTED) from None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ImproperlyConfigured(EXPECTED)
    if "@" not in sender or any(sign in sender for sign in "\r\n"):
        raise ImproperlyConfigured("FULLARC_MAIL_FROM: with FULLARC_MAIL set, give the address that mails come from. Choose a neutral one.")
    tls, here = parts.scheme == "smtps", parts.hostname in ("localhost", "127.0.0.1", "::1")
    return Mail(
        backend=BY_SMTP,
        host=parts.hostname,
        port=port or (465 if tls else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=not tls and not here,
        tls=tls,
        sender=sender,
    )


def address_of(url: str, hosts: list[str], *, https: bool) -> str:
    """The address at which clients open Fullarc, without a slash at its end: as set, else the first host that is served.

    Links in mails begin with it and never with what a request says about its host. Refused: anything but https, except on this computer.
    """
    if url:
        parts = urlsplit(url)
        here = parts.hostname in ("localhost", "127.0.0.1")
        if (
            not parts.hostname
            or parts.scheme not in ("https", "http")
            or (parts.scheme == "http" and not here)
            or parts.query
            or parts.fragment
        ):
            raise ImproperlyConfigured(
                f"FULLARC_ADDRESS: found {url!r}; expected the address that clients open, such as https://office.example."
            )
        return url.rstrip("/")
    return f"{'https' if https else 'http'}://{hosts[0]}" if hosts else "http://localhost:8421"


def file_folder(home: Path) -> Path:
    """Where messages lie that reach nobody."""
    return home / "mail"
