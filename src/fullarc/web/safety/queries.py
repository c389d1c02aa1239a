"""Reading safety plans and risk assessments."""

from typing import TypeVar

from fullarc.web.clients.models import Client
from fullarc.web.safety.models import RiskAssessment, SafetyPlan, SignedDocument

Kept = TypeVar("Kept", bound=SignedDocument)


def versions_of(kind: type[Kept], client: Client) -> list[Kept]:
    """Every version, the newest first, in one query. Nothing is decrypted until it is shown."""
    return list(kind._default_manager.filter(client=client).select_related("signed_by", "begun_by"))


def in_force(kind: type[Kept], client: Client) -> Kept | None:
    """The signed one that no later one has followed."""
    rows = kind._default_manager.filter(client=client, superseded_at=None).exclude(signed_at=None)
    return rows.select_related("signed_by").first()


def plan_in_force(client: Client) -> SafetyPlan | None:
    return in_force(SafetyPlan, client)


def latest_assessment(client: Client) -> RiskAssessment | None:
    """The newest signed assessment."""
    return in_force(RiskAssessment, client)
