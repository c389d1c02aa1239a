"""The supervisor's agenda: risk, worse or not on track, stalled, ended, second signatures; of those whom one supervises only."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format
from tests.cast import FOREIGN_NAME, NAME, Cast, add_record
from tests.web.conftest import SignIn

from fullarc.course.days import counted
from fullarc.web.access.models import CareTeam, Supervision
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import Client, Session
from fullarc.web.findings.actions import ensure_read
from fullarc.web.measurements.actions import enter_totals
from fullarc.web.notes import actions, house
from fullarc.web.progress.caseload import Row
from fullarc.web.signals.actions import acknowledge, raise_signal
from fullarc.web.signals.models import Signal
from fullarc.web.supervision.queries import Agenda, agendas, place


def worsening(cast: Cast, totals: Sequence[int] = (8, 14, 19, 22)) -> None:
    cast.course.began = timezone.localdate() - timedelta(weeks=len(totals))
    cast.course.save()
    for week, total in enumerate(totals):
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
    for words in ("Mira Lind", NAME, "Worse or not on track", "For your second signature"):
        assert words in page
    assert FOREIGN_NAME not in page


def test_a_client_with_risk_stands_under_risk_once(cast: Cast) -> None:
    worsening(cast)
    raise_signal(cast.client, kind="self_harm", reason="said so", source=cast.session, on=cast.session.date)
    [agenda] = agendas(cast.supervisor)
    assert [signal.client for signal in agenda.risk] == [cast.client]
    assert cast.client not in [row.client for row in (*agenda.off_track, *agenda.stalled)]


@pytest.mark.parametrize(
    ("totals", "word"),
    [
        ((20, 18, 14, 8, 6, 5, 4, 4, 12), "A step back"),
        ((20, 18, 14, 8, 6, 5, 4, 4, 12, 12, 11, 12), "A step back"),
        ((20, 18, 14, 8, 6, 5, 4, 4, 19, 18, 19), "Gain lost"),
    ],
)
def test_a_client_whose_gain_steps_back_or_is_lost_stands_on_it(cast: Cast, signed_in: SignIn, totals: tuple[int, ...], word: str) -> None:
    worsening(cast, totals)
    [agenda] = agendas(cast.supervisor)
    assert [row.client for row in agenda.off_track] == [cast.client]
    page = signed_in(cast.supervisor).get(reverse("supervision:agenda")).content.decode()
    assert f'<b class="state worsened">{word}</b>' in page


def noted_and_acknowledged(cast: Cast) -> None:
    actions.import_note(cast.session, text="Has thoughts of suicide.", source_name="1.txt", by=cast.mira)
    ensure_read(cast.course, by=cast.mira)
    for signal in Signal.objects.all():
        acknowledge(signal, what_was_done="Safety plan gone through", by=cast.mira)


def test_a_risk_that_was_acknowledged_and_is_still_open_is_talked_over(cast: Cast, signed_in: SignIn) -> None:
    noted_and_acknowledged(cast)
    [agenda] = agendas(cast.supervisor)
    assert not agenda.risk
    assert [row.client for row in agenda.open_risk] == [cast.client]
    page = signed_in(cast.supervisor).get(reverse("supervision:agenda")).content.decode()
    assert "Risk acknowledged and still open" in page


@pytest.mark.parametrize("left_open", ["risk", "worse", "lost"])
def test_what_is_open_at_the_end_of_a_course_stands_apart_and_is_not_forgotten(cast: Cast, signed_in: SignIn, left_open: str) -> None:
    if left_open == "risk":
        noted_and_acknowledged(cast)
    else:
        worsening(cast, (8, 14, 19, 22) if left_open == "worse" else (20, 18, 14, 8, 6, 5, 4, 4, 19, 18, 19))
    cast.course.ended = timezone.localdate()
    cast.course.save()
    [agenda] = agendas(cast.supervisor)
    assert [row.client for row in agenda.ended] == [cast.client]
    assert not agenda.off_track + agenda.open_risk
    page = signed_in(cast.supervisor).get(reverse("supervision:agenda")).content.decode()
    assert "Open after the end of the course" in page
    assert f"ended {date_format(cast.course.ended, 'j M Y')}" in page


def test_scores_that_got_worse_while_the_notes_are_silent_are_not_called_stalled() -> None:
    row = Row(Client(), None, None, None, frozenset({"disagreement", "missed_sessions"}))
    agenda = Agenda(User())
    place(row, [agenda])
    assert (agenda.off_track, agenda.stalled) == ([row], [])


def test_whose_clients_ask_for_nothing_and_who_has_no_client_are_told_apart(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.supervisor)
    [agenda] = agendas(cast.supervisor)
    assert agenda.in_words == f"Nothing asks for attention in {counted(agenda.clients, 'client')}"
    CareTeam.objects.filter(user=cast.mira).update(ends=timezone.localdate())
    assert "No client of theirs today" in browser.get(reverse("supervision:agenda")).content.decode()


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
