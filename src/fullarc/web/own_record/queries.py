"""What other pages ask about help and own data."""

from fullarc.web.clients.models import Client
from fullarc.web.own_record.models import ShownPlan


def plan_is_shown(client: Client) -> bool:
    return ShownPlan.objects.filter(client=client, taken_back_at=None).exists()
