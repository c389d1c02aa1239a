"""The mail that carries an invitation. Its words say nothing about health, nobody's name and not what kind of place it comes from."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from fullarc.web.mail_settings import TO_FILES

log = logging.getLogger(__name__)

SUBJECT = "A link for you / Un enlace para ti"
BODY = """Hello,

you were told to expect this message. The link works once and for three days:

{link}

If you did not expect it, you can delete this message.


Hola:

te dijeron que llegaría este mensaje. El enlace sirve una vez y durante tres días:

{link}

Si no lo esperabas, puedes borrar este mensaje.
"""


RENEWED_SUBJECT = "Your access was renewed / Tu acceso se ha renovado"
RENEWED = """Hello,

a new password was set for the account with this address. If it was not you, please tell the person who gave you the account.


Hola:

se ha puesto una contraseña nueva en la cuenta de esta dirección. Si no fuiste tú, avisa a quien te dio la cuenta.
"""


def send_renewed(address: str) -> None:
    """Tell an address that the password of its account is a new one."""
    transaction.on_commit(lambda: post(address, RENEWED_SUBJECT, RENEWED))


def send_invitation(address: str, link: str) -> None:
    """Send the link once the invitation is stored. A mail that cannot be sent is logged without address; the code is on the page too.

    Where no mail is set up nothing is written: a link that works does not lie in a plain file.
    """
    if not goes_out():
        return
    transaction.on_commit(lambda: send(address, link))


def goes_out() -> bool:
    """Whether a mail leaves this computer, and is not written into a file."""
    return bool(settings.EMAIL_BACKEND != TO_FILES)


def send(address: str, link: str) -> None:
    post(address, SUBJECT, BODY.format(link=link))


def post(address: str, subject: str, body: str) -> None:
    try:
        send_mail(subject, body, None, [address])
    except OSError as refused:
        log.error("A mail about an invitation could not be sent (%s).", type(refused).__name__)
