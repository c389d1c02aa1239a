"""The names that a record knows, for scrubbing its texts: the client's own, contacts, who signs in here, who agreed to a plan,
and the relatives and places that somebody entered as names to remove."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from fullarc.exchange.deidentification.known_names import Known
from fullarc.web.accounts.models import Practice, User
from fullarc.web.clients.models import Client
from fullarc.web.plans.models import Consent

Terms = dict[Known, list[str]]


def known_terms(clients: Iterable[Client], more: Iterable[str] = ()) -> dict[str, Terms]:
    """By client code. `more` are further names (relatives, schools, employers) that somebody typed; they count for all."""
    staff = [name for name in User.objects.values_list("name", flat=True) if name]
    practice = [practice.name for practice in Practice.objects.all()]
    agreed = defaultdict[UUID, list[str]](list)
    for consent in Consent.objects.select_related("plan__course"):
        agreed[consent.plan.course.client_id].append(consent.name)
    typed = [term.strip() for term in more if term.strip()]
    return {
        client.code: {
            Known.CLIENT: [client.name],
            Known.FAMILY: [*filter(None, agreed[client.pk]), *entered(client, "people"), *typed],
            Known.STAFF: staff,
            Known.PLACE: [*practice, *entered(client, "places")],
            Known.CONTACT: [line.strip() for line in client.contact.splitlines() if line.strip()],
            Known.NUMBER: [client.code],
        }
        for client in clients
    }


def entered(client: Client, what: str) -> list[str]:
    """People or places that were entered for this client as names to remove, one a line."""
    names = getattr(client, "names_to_remove", None)  # of an app that builds on this one
    return [line.strip() for line in getattr(names, what, "").splitlines() if line.strip()]
