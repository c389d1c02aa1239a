"""Whether a client's safety plan stands on the client's side, for the staff's page."""

from django import template

from fullarc.web.clients.models import Client
from fullarc.web.own_record import queries

register = template.Library()


@register.simple_tag
def plan_is_shown(client: Client) -> bool:
    return queries.plan_is_shown(client)
