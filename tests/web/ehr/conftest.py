"""The fake server, and a practice that sends to it."""

from collections.abc import Iterator

import httpx
import pytest
from tests.cast import Cast
from tests.web.ehr.fake_server import FakeServer, running

from fullarc.web.ehr import line
from fullarc.web.ehr.models import Destination, EhrPatient
from fullarc.web.measurements.actions import enter_answers
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.actions import begin_note, save_draft, sign_note
from fullarc.web.notes.models import Note


@pytest.fixture(scope="session")
def one_server() -> Iterator[FakeServer]:
    with running() as server:
        yield server


@pytest.fixture
def server(one_server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> FakeServer:
    one_server.reset()
    monkeypatch.setattr(line, "TIMEOUT", httpx.Timeout(60.0))
    return one_server


@pytest.fixture
def to(cast: Cast, server: FakeServer) -> Destination:
    found = Destination(address=server.base, bearer_token="fixed-token", in_use=True)
    found.save()
    EhrPatient(client=cast.client, patient="p1", linked_by=cast.mira).save()
    return found


@pytest.fixture
def note(cast: Cast) -> Note:
    draft = begin_note(cast.session, by=cast.mira, format_key="soap")
    save_draft(draft, parts={"client_report": "Slept badly.", "plan": "Sleep hours."}, format_key="soap", started_from=1, by=cast.mira)
    sign_note(draft, by=cast.mira, started_from=draft.version)
    return draft


@pytest.fixture
def form(cast: Cast) -> Administration:
    answers: dict[int, int | None] = dict.fromkeys(range(1, 8), 1)
    return enter_answers(cast.course, measure="gad-7", answers=answers, on=cast.session.date, by=cast.mira, mode="staff")
