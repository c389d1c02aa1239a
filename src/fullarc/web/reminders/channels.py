"""How a message leaves: by mail, or by a gateway for text messages that the practice brings.

A gateway is a command or an address, off by default. Both get {"to": "+358…", "text": "…"} as JSON.

    FULLARC_SMS_COMMAND=/path/to/program    started without arguments and with PATH alone in its environment, the JSON on its standard
                                            input. Exit code 0: taken; 75: try again later; anything else: refused
    FULLARC_SMS_URL=https://…               the JSON by POST, with `Authorization: Bearer` and FULLARC_SMS_TOKEN when that is set.
                                            2xx: taken; 429 and 503: try again later; anything else: refused
"""

import json
import os
import smtplib
import subprocess
from dataclasses import dataclass, replace
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from fullarc.web.mail_settings import TO_FILES

SECONDS = 20
LEFT_OUT = "(left out: no mail is set up)"
TRY_LATER_EXIT, TRY_LATER_HTTP = 75, (429, 503)


class NotReached(Exception):
    """Nothing has left for certain; another try later may go through."""


class Refused(Exception):
    """It was refused for good."""


class NotKnown(Exception):
    """The line broke after it was handed over: it may have left or not, and is not sent again."""


@dataclass(frozen=True, slots=True)
class Text:
    """What one client is sent. `stop` is the address that ends reminders."""

    to: str
    subject: str
    body: str
    stop: str


def by_mail(text: Text) -> None:
    """Hand a message to the mail server. Raises NotReached, Refused or NotKnown; when it returns, the server has taken it."""
    if settings.EMAIL_BACKEND == TO_FILES:  # it reaches nobody: the link that ends reminders does not lie in a plain file
        text = replace(text, body=text.body.replace(text.stop, LEFT_OUT), stop="")
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException):
        raise NotReached from None
    headers = {"Auto-Submitted": "auto-generated"}
    if text.stop:
        headers |= {"List-Unsubscribe": f"<{text.stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}  # RFC 8058
    try:
        EmailMessage(text.subject, text.body, None, [text.to], headers=headers, connection=connection).send()
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        raise (NotReached if all(400 <= code < 500 for code in codes) else Refused) from None
    except smtplib.SMTPResponseException as refused:
        raise (NotReached if 400 <= refused.smtp_code < 500 else Refused) from None
    except (OSError, smtplib.SMTPException):
        raise NotKnown from None
    finally:
        close_quietly(connection)


def close_quietly(connection: object) -> None:
    """A line that breaks while it is closed changes nothing about what was taken."""
    try:
        connection.close()  # type: ignore[attr-defined]
    except (OSError, smtplib.SMTPException):
        return


def texts_are_set_up() -> bool:
    """Whether the practice brings a gateway."""
    return bool(settings.SMS_COMMAND or settings.SMS_URL)


def by_text(text: Text) -> None:
    """Hand a message to the gateway. Raises NotReached, Refused or NotKnown; when it returns, the gateway has taken it."""
    given = json.dumps({"to": text.to, "text": text.body}, ensure_ascii=False).encode()
    if settings.SMS_COMMAND:
        by_command(given)
    elif settings.SMS_URL:
        by_post(given)
    else:
        raise Refused


def by_command(given: bytes) -> None:
    path = {"PATH": os.environ.get("PATH", os.defpath)}  # and nothing else: our own settings may hold keys
    try:
        done = subprocess.run([settings.SMS_COMMAND], input=given, capture_output=True, timeout=SECONDS, check=False, env=path)  # noqa: S603 - the owner's
    except subprocess.TimeoutExpired:
        raise NotKnown from None
    except OSError:
        raise NotReached from None
    if done.returncode:
        raise NotReached if done.returncode == TRY_LATER_EXIT else Refused


class StaysThere(HTTPRedirectHandler):
    """A gateway that sends us elsewhere is refused: the number of a client goes to the address that was set, and to no other."""

    def redirect_request(self, *_: object) -> None:
        return None


def by_post(given: bytes) -> None:
    parts = urlsplit(settings.SMS_URL)
    if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1"):
        raise Refused
    headers = {"Content-Type": "application/json"}
    if settings.SMS_TOKEN:
        headers["Authorization"] = f"Bearer {settings.SMS_TOKEN}"
    try:
        with build_opener(StaysThere).open(Request(settings.SMS_URL, given, headers), timeout=SECONDS):  # noqa: S310 - https, or this computer
            return
    except HTTPError as refused:
        raise (NotReached if refused.code in TRY_LATER_HTTP else Refused) from None
    except URLError as failed:
        raise (NotReached if isinstance(failed.reason, ConnectionRefusedError) else NotKnown) from None
    except OSError:
        raise NotKnown from None
