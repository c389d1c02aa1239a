"""The test objects of the client's side."""

from django.utils import timezone
from tests.cast import Cast
from tests.web.objects import ALSO_ANSWERS, fills

from fullarc.web.access.models import Guardianship
from fullarc.web.clients.models import Client
from fullarc.web.portal.inviting import invite_client
from fullarc.web.portal.models import Invitation, WhoToCall

CONTACTS = "112 emergency\nCrisis line 555 0100"
NOT_WATCHED = "Nobody reads your answers at night."


def who_to_call() -> WhoToCall:
    text = WhoToCall.objects.first() or WhoToCall(contacts=CONTACTS, not_watched=NOT_WATCHED)
    text.save()
    return text


@fills("invitation_id")
def an_invitation(cast: Cast, client: Client) -> Invitation:
    who_to_call()
    return invite_client(client, by=cast.mira)[0]


@fills("guardianship_id")
def a_guardianship(cast: Cast, client: Client) -> Guardianship:
    return Guardianship.objects.create(user=cast.guardian, client=client, scopes=[], basis="order", begins=timezone.localdate())


@fills("code")
def a_code(cast: Cast, client: Client) -> str:
    who_to_call()
    return invite_client(client, by=cast.mira)[1]


ALSO_ANSWERS["portal:come_in_code"] = {404}
