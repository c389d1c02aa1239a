"""The test objects of help and own data."""

from tests.cast import Cast
from tests.web.objects import NOTHING_OF_THE_RECORD, SAME_FOR_ALL, fills

from fullarc.web.clients.models import Client


@fills("form")
def a_form_of_the_file(cast: Cast, client: Client) -> str:
    return "json"


SAME_FOR_ALL.add("own_record:data_file")
NOTHING_OF_THE_RECORD |= {"own_record:offline", "own_record:service_worker"}
