"""What the addresses of access name."""

from tests.cast import Cast
from tests.web.objects import fills

from fullarc.web.access.actions import block
from fullarc.web.access.models import Block
from fullarc.web.clients.models import Client


@fills("block_id")
def a_block(cast: Cast, client: Client) -> Block:
    return block(client, cast.blocked, by=cast.owner)
