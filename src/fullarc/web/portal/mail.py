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
    try:
        send_mail(SUBJECT, BODY.format(link=link), None, [address])
    except OSError as refused:
        log.error("An invitation could not be mailed (%s). Hand over the printed code.", type(refused).__name__)
