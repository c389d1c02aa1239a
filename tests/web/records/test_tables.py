"""Tables from the rows of the record: what counts and nothing else, in a fixed number of queries; canaries stay out of research."""

import io
import zipfile
from datetime import timedelta

import polars as pl
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import NAME, PROBLEM, Cast
from tests.web.records.full_record import fill

from fullarc.web.audit.models import Event
from fullarc.web.clients.models import Client, Session
from fullarc.web.findings.models import DISMISSED, StoredFinding
from fullarc.web.measurements.models import Administration
from fullarc.web.records.handing_out import research_tables, tables_of
from fullarc.web.records.table_rows import filled_tables
from fullarc.web.reports.models import NamesToRemove

NORA = Client.objects.filter(code="C-0417")


def frames(content: bytes) -> dict[str, pl.DataFrame]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".parquet")]
        return {name.removesuffix(".parquet"): pl.read_parquet(io.BytesIO(archive.read(name))) for name in names}


def everything_in(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = [archive.read(name).decode() for name in archive.namelist() if not name.endswith(".parquet")]
    return "\n".join([*texts, *(str(frame.rows()) for frame in frames(content).values())])


def test_the_tables_hold_what_the_record_holds(cast: Cast) -> None:
    fill(cast)
    tables = frames(tables_of(NORA.all(), by=cast.mira, client=cast.client))
    assert tables["sessions"]["session"].to_list() == [1, 2]
    assert tables["sessions"]["notes"].to_list() == [1, 0]
    [score] = tables["scores"].rows(named=True)
    assert (score["client"], score["measure"], score["value"], score["session"]) == ("C-0417", "phq-9", 14.0, 1)
    [rating] = tables["ratings"].rows(named=True)
    assert (rating["value"], rating["goal_words"]) == (-1.5, "ride the tram")
    assert "suicidal_ideation" in tables["findings"]["indicator"].to_list()
    assert set(tables["findings"]["client"]) == {"C-0417"}


def test_what_does_not_count_is_in_no_table(cast: Cast) -> None:
    fill(cast)
    StoredFinding.objects.update(review=DISMISSED)
    Administration.objects.update(withdrawn_at=cast.client.added_at)
    Session.objects.create(course=cast.course, date=cast.session.date + timedelta(days=90), attendance="planned")
    tables = frames(tables_of(NORA.all(), by=cast.mira, client=cast.client))
    assert tables["findings"].is_empty()
    assert tables["scores"].is_empty()
    assert tables["sessions"].height == 2


def test_the_number_of_queries_does_not_grow_with_the_clients(cast: Cast) -> None:
    fill(cast)
    with CaptureQueriesContext(
        connection,
    ) as one:
        filled_tables(NORA.all())
    for n in range(3):
        Client.objects.create(code=f"C-9{n}", name="x").courses.create(began=cast.course.began).sessions.create(date=cast.session.date)
    with CaptureQueriesContext(connection) as more:
        filled_tables(Client.objects.all())
    assert len(more) <= len(one)


def test_research_tables_hold_no_name_and_no_code_of_the_record(cast: Cast) -> None:
    fill(cast)
    for scrubbed in (False, True):
        told = everything_in(research_tables(by=cast.owner, scrubbed=scrubbed, names=["tram"]))
        for secret in (NAME, "Canaryname", "C-0417", "C-0500", PROBLEM, "tram", "canaryprocess"):
            assert secret not in told, f"{secret} stands in the tables (scrubbed: {scrubbed})"
        assert "P001" in told


def test_names_that_were_entered_for_a_client_are_removed_too(cast: Cast) -> None:
    fill(cast)
    NamesToRemove.objects.create(client=cast.client, people="Zelda", places="tram")
    assert "ride the [place]" in everything_in(research_tables(by=cast.owner, scrubbed=True))


def test_taking_tables_out_leaves_a_line_with_the_number_of_rows(cast: Cast) -> None:
    fill(cast)
    tables_of(NORA.all(), by=cast.mira, client=cast.client)
    research_tables(by=cast.owner)
    events = {event.action: event for event in Event.objects.filter(action__endswith=".taken_out")}
    assert set(events) == {"tables.taken_out", "research.taken_out"}
    assert all(event.count and len(event.object_id) == 64 for event in events.values())
