"""What fills the URLs of imports in the walk over every page."""

from tests.cast import Cast
from tests.web.objects import fills

from fullarc.web.clients.models import Client
from fullarc.web.imports.actions import hold
from fullarc.web.imports.models import Import


@fills("import_id")
def an_import(cast: Cast, client: Client) -> Import:
    begun_by = cast.mira if client == cast.client else cast.colleague
    return hold(client.courses.get(), [("2024-03-14.txt", b"canaryimport slept better.")], by=begun_by)
