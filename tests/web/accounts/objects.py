"""The test objects of the own account."""

from allauth.mfa.models import Authenticator
from tests.cast import Cast
from tests.web.objects import ALSO_ANSWERS, fills

from fullarc.web.clients.models import Client


@fills("pk")
def a_passkey(cast: Cast, client: Client) -> Authenticator:
    return Authenticator.objects.create(user=cast.colleague, type=Authenticator.Type.WEBAUTHN, data={"name": "phone"})


# Everybody may rename and remove passkeys; that of somebody else is not there.
for page in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
    ALSO_ANSWERS[page] = {404}
ALSO_ANSWERS["mfa_reauthenticate_webauthn"] = {403}  # to a session that began without anything that could be asked for again
