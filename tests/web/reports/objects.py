"""What fills the URLs of reports in the walk over every page."""

from tests.cast import Cast
from tests.web.objects import fills

from fullarc.reports.readers import readers
from fullarc.web.clients.models import Client
from fullarc.web.reports.actions import fingerprint, issue
from fullarc.web.reports.models import IssuedReport
from fullarc.web.reports.queries import written
from fullarc.web.signals.waiting import ids_of, waiting


@fills("reader_key")
def a_reader(cast: Cast, client: Client) -> str:
    return "insurer"


@fills("report_id")
def an_issued_report(cast: Cast, client: Client) -> IssuedReport:
    course, reader = client.courses.get(), readers()["insurer"]
    told = written(course, client, reader, None, {}, recipient="", by=cast.mira)
    known = ids_of(waiting(client))
    return issue(course, reader, told, review=None, recipient="", purpose="a test", seen=fingerprint(told), known=known, by=cast.mira)
