"""An unseen signal goes on, by a frozen clock: backup, supervisor, owner; nobody's leave, reassignment or discharge loses it."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import LazySettings
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from tests.cast import NAME, Cast
from tests.web.conftest import SignIn

from fullarc.web.access.models import Block, CareTeam, Supervision
from fullarc.web.signals import escalation, routing
from fullarc.web.signals.actions import NotAcknowledged, acknowledge, close, note_seen, raise_signal
from fullarc.web.signals.escalation import escalate
from fullarc.web.signals.models import RiskCheck, Signal
from fullarc.web.signals.routing_models import Away, Escalation, Routing
from fullarc.web.work.rounds import rounds
from fullarc.web.work.worker import Worker

REASON = "canaryreason: item 9 was answered 2"
Clock = Callable[[int], datetime]
# A worker closes its connection between tasks: on PostgreSQL that would end a transaction around the test.
with_the_worker = pytest.mark.django_db(transaction=bool(os.environ.get("FULLARC_TESTED_ON")))


@pytest.fixture
def tuesday(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A Tuesday near today; called with an hour it sets the clock that the actions read."""
    zone = ZoneInfo(timezone.get_default_timezone_name())
    today = timezone.localdate()
    day = today - timedelta(days=(today.weekday() - 1) % 7)

    def at(hour: int) -> datetime:
        moment = datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(hours=hour)
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    return at


@pytest.fixture
def signal(cast: Cast, tuesday: Clock) -> Signal:
    routing.propose(Routing(backup=cast.colleague), by=cast.owner)
    tuesday(10)
    return raise_signal(cast.client, kind="phq-9:9", reason=REASON, source=cast.session, on=cast.session.date)


def asked(signal: Signal) -> list[tuple[str, str]]:
    return [(each.level, each.person.name.split()[0]) for each in signal.escalations.select_related("person").order_by("at", "level")]


def test_four_working_hours_unseen_and_it_goes_from_one_to_the_next(signal: Signal, tuesday: Clock) -> None:
    told = []
    for hour in (13, 14, 16, 17, 33, 34, 36, 37, 38, 60):
        escalate(tuesday(hour))
        told.append((hour, len(asked(signal))))
    assert told == [(13, 0), (14, 1), (16, 1), (17, 1), (33, 1), (34, 2), (36, 2), (37, 2), (38, 3), (60, 3)]
    assert asked(signal) == [("backup", "Tom"), ("supervisor", "Sven"), ("owner", "Olga")]


def test_asking_twice_in_the_same_moment_does_nothing_more(signal: Signal, tuesday: Clock) -> None:
    now = tuesday(14)
    assert (escalate(now), escalate(now)) == (1, 0)


def test_the_backup_can_open_the_record_from_then_on_and_not_before(cast: Cast, signal: Signal, tuesday: Clock, signed_in: SignIn) -> None:
    address = reverse("signals:signal", args=[cast.client.pk, signal.pk])
    assert signed_in(cast.colleague).get(address).status_code == 404
    escalate(tuesday(14))
    assert REASON in signed_in(cast.colleague).get(address).content.decode()
    assert CareTeam.objects.get(client=cast.client, user=cast.colleague).part == CareTeam.Part.COVER


@pytest.mark.parametrize("who", ["mira", "supervisor"])
def test_once_somebody_has_seen_it_it_stays_with_them(cast: Cast, signal: Signal, tuesday: Clock, who: str) -> None:
    note_seen(signal, by=getattr(cast, who))
    assert escalate(tuesday(100)) == 0
    assert asked(signal) == []


@with_the_worker
def test_the_mail_says_nothing_but_that_there_is_something(signal: Signal, tuesday: Clock) -> None:
    escalate(tuesday(14))
    assert mail.outbox == [], "who looks at a page does not wait for the mail server"
    Worker("test").run_tasks()
    [letter] = mail.outbox
    assert letter.to == ["tom@example.org"]
    said = letter.subject + letter.body
    assert "An item needs your attention" in said
    assert not any(word in said for word in ("canary", NAME, "C-0417", "risk", "signal", "item 9"))


@with_the_worker
def test_a_mail_that_cannot_be_sent_costs_nothing_and_is_tried_again(
    signal: Signal, tuesday: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ConnectionRefusedError

    now = tuesday(14)
    with monkeypatch.context() as away:
        away.setattr(escalation, "send_mail", broken)
        escalate(now)
        Worker("test").run_tasks()
    assert asked(signal) == [("backup", "Tom")]
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(minutes=4))
    Worker("test").run_tasks()
    assert mail.outbox == []
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(minutes=5))
    Worker("test").run_tasks()
    assert [letter.to for letter in mail.outbox] == [["tom@example.org"]]


@with_the_worker
def test_whoever_is_asked_about_many_signals_at_once_gets_one_mail(cast: Cast, signal: Signal, tuesday: Clock) -> None:
    tuesday(10)
    for number in (7, 8):
        raise_signal(cast.client, kind=f"phq-9:{number}", reason=REASON, source=cast.session, on=cast.session.date)
    assert escalate(tuesday(14)) == 3
    Worker("test").run_tasks()
    assert len(mail.outbox) == 1


def test_a_look_at_today_asks_as_much_of_the_database_with_many_signals_as_with_one(
    cast: Cast, signal: Signal, tuesday: Clock, django_assert_num_queries: Callable[..., object]
) -> None:
    now = tuesday(11)
    for number in range(20):
        raise_signal(cast.client, kind=f"other:{number}", reason=REASON, source=cast.session, on=cast.session.date)
    with django_assert_num_queries(6):  # type: ignore[attr-defined]
        assert escalate(now) == 0


def end_of_team(cast: Cast) -> None:
    CareTeam.objects.filter(client=cast.client, user=cast.mira).update(ends=timezone.localdate())


def deactivated(cast: Cast) -> None:
    cast.mira.is_active = False
    cast.mira.save()


def on_leave(cast: Cast) -> None:
    day = timezone.localdate()
    routing.set_away(Away(user=cast.mira, begins=day - timedelta(days=1), ends=day + timedelta(days=7)), by=cast.owner)


def kept_out(cast: Cast) -> None:
    Block.objects.create(client=cast.client, user=cast.mira)


@pytest.mark.parametrize("lost", [end_of_team, deactivated, on_leave, kept_out])
def test_where_no_clinician_is_there_it_goes_to_the_backup_at_once(cast: Cast, tuesday: Clock, lost: Callable[[Cast], None]) -> None:
    routing.propose(Routing(backup=cast.colleague), by=cast.owner)
    tuesday(10)
    lost(cast)
    signal = raise_signal(cast.client, kind="phq-9:9", reason=REASON, source=cast.session, on=cast.session.date)
    assert asked(signal) == [("backup", "Tom")]


@pytest.mark.parametrize("lost", [end_of_team, deactivated, on_leave])
def test_a_clinician_who_leaves_while_it_waits_is_not_waited_for(
    cast: Cast, signal: Signal, tuesday: Clock, lost: Callable[[Cast], None]
) -> None:
    now = tuesday(11)
    lost(cast)
    assert escalate(now) == 1
    assert asked(signal) == [("backup", "Tom")]


def test_a_backup_who_is_away_is_passed_over(cast: Cast, signal: Signal, tuesday: Clock) -> None:
    now = tuesday(14)
    day = timezone.localdate()
    routing.set_away(Away(user=cast.colleague, begins=day, ends=day + timedelta(days=1)), by=cast.owner)
    escalate(now)
    assert asked(signal) == [("supervisor", "Sven")]


def test_without_backup_and_supervisor_the_owner_is_asked(cast: Cast, tuesday: Clock) -> None:
    Supervision.objects.all().delete()
    tuesday(10)
    signal = raise_signal(cast.client, kind="self_harm", reason=REASON, source=cast.session, on=cast.session.date)
    escalate(tuesday(14))
    assert asked(signal) == [("owner", "Olga")]


def test_a_discharged_clients_signal_goes_on_too(cast: Cast, signal: Signal, tuesday: Clock) -> None:
    cast.course.ended = cast.course.began + timedelta(days=20)
    cast.course.save()
    escalate(tuesday(14))
    assert asked(signal) == [("backup", "Tom")]


def test_a_new_clinician_in_the_team_is_waited_for(cast: Cast, signal: Signal, tuesday: Clock) -> None:
    now = tuesday(11)
    CareTeam.objects.create(client=cast.client, user=cast.colleague, begins=timezone.localdate())
    end_of_team(cast)
    assert escalate(now) == 0


def test_it_is_closed_after_it_was_acknowledged_and_never_goes_back(cast: Cast, signal: Signal) -> None:
    with pytest.raises(NotAcknowledged):
        close(signal, by=cast.mira)
    assert signal.state == "raised"
    states = []
    for step in (note_seen, lambda s, by: acknowledge(s, what_was_done="called", by=by), close):
        step(signal, by=cast.mira)
        signal.refresh_from_db()
        states.append(signal.state)
    assert states == ["seen", "acknowledged", "closed"]
    for column in ("closed_at", "acknowledged_at", "seen_at"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE signals_signal SET {column} = NULL")


def test_that_it_went_on_cannot_be_deleted(signal: Signal, tuesday: Clock) -> None:
    escalate(tuesday(14))
    with pytest.raises(DatabaseError), transaction.atomic():
        Escalation.objects.all().delete()


def test_the_owner_sees_age_and_code_and_nothing_else(cast: Cast, signal: Signal, tuesday: Clock, signed_in: SignIn) -> None:
    for hour in (14, 34, 38):
        escalate(tuesday(hour))
    browser = signed_in(cast.owner)
    page = browser.get(reverse("signals:practice")).content.decode()
    assert "C-0417" in page
    assert "28 hours" in page
    assert not any(word in page for word in (REASON, NAME, "phq-9"))
    assert "1 risk signal that nobody has answered" in browser.get("/account/").content.decode()
    assert "C-0417" not in browser.get("/account/").content.decode()


@pytest.mark.parametrize("page", ["signals:list", "today:today"])
def test_a_look_moves_signals_on_without_a_worker(cast: Cast, signal: Signal, tuesday: Clock, signed_in: SignIn, page: str) -> None:
    tuesday(14)
    signed_in(cast.supervisor).get(reverse(page))
    assert asked(signal) == [("backup", "Tom")]


def test_the_background_work_moves_them_on_and_counts_once_a_day(cast: Cast, signal: Signal, tuesday: Clock) -> None:
    known = {each.name: each for each in rounds()}
    assert known["signals"].needed()
    known["signals"].run(tuesday(14))
    assert asked(signal) == [("backup", "Tom")]
    for hour in (14, 15, 37):
        known["risk count"].run(tuesday(hour))
    assert RiskCheck.objects.count() == 1
    known["risk count"].run(tuesday(39))
    assert RiskCheck.objects.count() == 2


def test_a_fault_in_routing_costs_no_signal(cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("routing")

    monkeypatch.setattr(escalation, "Attendance", broken)
    assert raise_signal(cast.client, kind="self_harm", reason=REASON, source=cast.session, on=cast.session.date).state == "raised"
