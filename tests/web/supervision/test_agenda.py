"""The supervisor's agenda: risk, not on track, stalled, second signatures; of those whom one supervises, and of nobody else."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import FOREIGN_NAME, NAME, Cast, add_record
from tests.web.conftest import SignIn

from fullarc.web.access.models import Supervision
from fullarc.web.clients.models import Session
from fullarc.web.measurements.actions import enter_totals
from fullarc.web.notes import actions, house
from fullarc.web.signals.actions import raise_signal
from fullarc.web.supervision.queries import agendas


def worsening(cast: Cast) -> None:
    for week, total in enumerate((8, 14, 19, 22)):
        day = cast.course.began + timedelta(days=7 * week)
        Session.objects.get_or_create(course=cast.course, date=day, defaults={"minutes": 50})
        enter_totals(cast.course, measure="phq-9", values={"total": total}, on=day, by=cast.mira, mode="staff")


def signed(cast: Cast) -> None:
    house.set_trainee(cast.mira, trainee=True, by=cast.owner)
    note = actions.begin_note(cast.session, by=cast.mira, format_key="soap")
    actions.save_draft(note, parts={"plan": "Ride."}, format_key="soap", started_from=note.version, by=cast.mira)
    actions.sign_note(note, by=cast.mira, started_from=note.version)


def test_a_client_who_gets_worse_and_a_note_to_sign_stand_on_it(cast: Cast, signed_in: SignIn) -> None:
    worsening(cast)
    signed(cast)
    [agenda] = agendas(cast.supervisor)
    assert agenda.person == cast.mira
    assert [row.client for row in agenda.off_track] == [cast.client]
    assert len(agenda.to_sign) == 1
    page = signed_in(cast.supervisor).get(reverse("supervision:agenda")).content.decode()
    for words in ("Mira Lind", NAME, "Not on track", "For your second signature"):
        assert words in page
    assert FOREIGN_NAME not in page


def test_a_client_with_risk_stands_under_risk_once(cast: Cast) -> None:
    worsening(cast)
    raise_signal(cast.client, kind="self_harm", reason="said so", source=cast.session, on=cast.session.date)
    [agenda] = agendas(cast.supervisor)
    assert [signal.client for signal in agenda.risk] == [cast.client]
    assert cast.client not in [row.client for row in (*agenda.off_track, *agenda.stalled)]


def test_when_the_link_has_ended_nothing_is_shown_any_more(cast: Cast, signed_in: SignIn) -> None:
    worsening(cast)
    Supervision.objects.update(ends=timezone.localdate())
    assert agendas(cast.supervisor) == []
    assert NAME not in signed_in(cast.supervisor).get(reverse("supervision:agenda")).content.decode()


def test_the_number_of_queries_does_not_grow_with_the_clients(cast: Cast) -> None:
    worsening(cast)
    counts = []
    for _ in range(2):
        agendas(cast.supervisor)
        with CaptureQueriesContext(connection) as queries:
            agendas(cast.supervisor)
        counts.append(len(queries))
        for number in range(10):
            add_record(f"X-{number}-{len(counts)}", "Somebody", cast.mira, timezone.localdate())
    assert counts[0] == counts[1]
