"""Each due date is reminded of once, at the client's hour, never in quiet hours, whatever becomes of worker, mail server and clock."""

import re
import smtplib
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import CLINICAL, PERSONAL, SIGNS_IN_AS, Cast
from tests.web.conftest import SignIn
from tests.web.reminders.world import MONDAY, assign, local, sent_to, work

from fullarc.schedules.schedule import Rhythm, Schedule
from fullarc.web.access.models import OwnRecord
from fullarc.web.check_ins import actions as check_ins
from fullarc.web.journal.models import Entry
from fullarc.web.mail_settings import TO_FILES
from fullarc.web.reminders import planning, sending
from fullarc.web.reminders.models import Choice, Message, Reminder
from fullarc.web.reminders.neutral import telling_words
from fullarc.web.work import rounds

State = Message.State


class Now:
    """What the clock shows to the task: the moment of the newest round."""

    at = datetime(2025, 3, 3, tzinfo=UTC)


class Clock(datetime):
    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return Now.at


@pytest.fixture(autouse=True)
def _only_reminders_are_worked_on_and_the_clock_is_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    def remind(now: datetime) -> None:
        Now.at = now
        planning.plan_and_send(now)

    monkeypatch.setattr(rounds, "find_spec", lambda name: None)
    monkeypatch.setattr(rounds, "_known", {"reminders": rounds.Round("reminders", timedelta(minutes=1), remind, lambda: True)})
    monkeypatch.setattr(sending, "datetime", Clock)


def test_a_reminder_comes_at_nine_and_not_before_and_only_once(cast: Cast) -> None:
    assign(cast)
    work(local(MONDAY, 8, 59))
    assert sent_to() == []
    work(*(local(MONDAY, 9, minute) for minute in (0, 1, 2, 30)), local(MONDAY, 20))
    assert len(sent_to()) == 1
    assert Message.objects.get().state == State.SENT


def test_where_no_mail_is_set_up_no_link_that_works_lies_in_a_file(cast: Cast, settings: LazySettings, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = TO_FILES, tmp_path
    assign(cast)
    work(local(MONDAY, 9))
    [written] = [file.read_text() for file in tmp_path.iterdir()]
    assert "left out" in written
    assert reverse("reminders:stop", args=["x"]).removesuffix("x/") not in written
    assert "List-Unsubscribe" not in written


def test_what_is_answered_or_passed_over_is_not_reminded_of(cast: Cast) -> None:
    row = assign(cast)
    check_ins.answered(row.due.get(), now=local(MONDAY, 7))
    second = assign(cast, what="mood-journal")
    check_ins.skip(second.due.get(), by=cast.nora)
    work(local(MONDAY, 9))
    assert sent_to() == []


@pytest.mark.parametrize(
    "why", ["the assignment does not remind", "no account", "an account that ended", "a person who was deactivated", "none wanted"]
)
def test_nobody_is_reminded_who_should_not_be(cast: Cast, why: str) -> None:
    row = assign(cast)
    if why == "the assignment does not remind":
        row.remind = False
        row.save()
    elif why == "no account":
        OwnRecord.objects.filter(user=cast.nora).delete()
    elif why == "an account that ended":
        OwnRecord.objects.filter(user=cast.nora).update(ends=MONDAY)
    elif why == "a person who was deactivated":
        cast.nora.is_active = False
        cast.nora.save()
    else:
        Choice.objects.create(client=cast.client, by=Choice.By.NONE)
    work(local(MONDAY, 9), local(MONDAY, 12))
    assert (mail.outbox, Reminder.objects.count()) == ([], 0)


def test_all_that_has_come_goes_into_one_message(cast: Cast) -> None:
    for what in ("phq-9", "mood-journal"):
        assign(cast, what=what)
    work(local(MONDAY, 9))
    assert len(sent_to()) == 1
    assert Message.objects.get().reminders.count() == 2


CHANGES = {  # the day on which the clocks of a zone change; Kathmandu's do not
    "America/New_York": date(2025, 3, 9),
    "Europe/Helsinki": date(2025, 3, 30),
    "Australia/Lord_Howe": date(2025, 4, 6),
    "Asia/Kathmandu": date(2025, 3, 9),
    "America/Sao_Paulo": date(2018, 11, 4),
}


@pytest.mark.parametrize("zone", CHANGES)
def test_over_a_change_of_clocks_each_due_date_has_one_and_none_comes_in_quiet_hours(
    cast: Cast, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = [time(0, 30), time(3, 30), time(8, 29), time(8, 30), time(14), time(21, 30)]
    day = CHANGES[zone]
    moments = [local(day + timedelta(days=n), at.hour, at.minute, zone) for n in (-1, 0, 1) for at in looks]
    went = when_they_went(cast, zone, day - timedelta(days=1), moments, monkeypatch)
    assert went == [local(day + timedelta(days=n), 8, 30, zone) for n in (-1, 0, 1)]


@pytest.mark.long
@pytest.mark.parametrize("zone", CHANGES)
def test_the_same_with_a_look_every_half_hour_of_three_weeks(cast: Cast, zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = CHANGES[zone] - timedelta(days=10)
    begin = local(first, 0, zone=zone).astimezone(UTC)
    went = when_they_went(cast, zone, first, [begin + timedelta(minutes=30 * half) for half in range(48 * 21)], monkeypatch)
    assert went == [local(first + timedelta(days=n), 8, 30, zone) for n in range(21)]


def when_they_went(cast: Cast, zone: str, first: date, looks: list[datetime], monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The moments at which messages left, for something due every day from `first` on; the client chose half past eight."""
    assign(cast, first=first, zone=zone)
    Choice.objects.create(client=cast.client, at=time(8, 30))
    went = []
    monkeypatch.setattr(EmailBackend, "send_messages", lambda self, messages: went.append(Now.at) or len(messages))
    for moment in looks:
        Now.at = moment.astimezone(UTC)
        planning.plan_and_send(Now.at)
        for message in Message.objects.filter(state=State.PLANNED):
            sending.send_message(message.pk, Now.at)
    return went


def test_a_worker_that_was_stopped_and_started_again_sends_no_second_one(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is cut off in the middle of handing the message over: nobody knows whether it left, and it is never sent again."""
    assign(cast)

    def cut_off(self: EmailBackend, messages: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", cut_off)
        work(local(MONDAY, 9))
    assert Message.objects.get().state == State.SENDING
    work(*(local(MONDAY, 9, minute) for minute in range(1, 30)), local(MONDAY, 18))
    assert sent_to() == []
    assert Message.objects.get().state == State.UNKNOWN


def test_a_worker_that_stood_still_over_the_hour_reminds_when_it_is_back(cast: Cast) -> None:
    assign(cast)
    work(local(MONDAY, 8), local(MONDAY, 15))
    assert len(sent_to()) == 1


def test_a_worker_that_is_back_at_night_waits_for_the_morning(cast: Cast) -> None:
    """The daily check-in of Monday is open until noon of Tuesday."""
    assign(cast)
    work(local(MONDAY, 8), local(MONDAY, 23), local(MONDAY + timedelta(days=1), 7))
    assert sent_to() == []
    work(local(MONDAY + timedelta(days=1), 8, 5))
    assert [reminder.due.due_on for reminder in Reminder.objects.all()] == [MONDAY]


def test_two_workers_at_once_plan_one_message(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    row = assign(cast)
    due, now = row.due.get(), local(MONDAY, 9).astimezone(UTC)
    for _ in range(2):
        planning.store(cast.client, Choice(client=cast.client), [due], now)
    assert (Message.objects.count(), Reminder.objects.count()) == (1, 1)


def test_a_mail_server_that_does_not_answer_is_tried_again_until_the_check_in_closes(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    assign(cast)

    def down(self: EmailBackend) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "open", down)
        work(*(local(MONDAY, 9, minute) for minute in (0, 4, 6)))
        assert (Message.objects.get().state, Message.objects.get().tries) == (State.PLANNED, 2)
    work(local(MONDAY, 9, 40))
    assert len(sent_to()) == 1

    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "open", down)
        tuesday = MONDAY + timedelta(days=1)
        work(*(local(tuesday, hour) for hour in range(9, 24, 2)), local(tuesday + timedelta(days=1), 12, 1))
    assert [message.state for message in Message.objects.filter(reminders__due__due_on=tuesday)] == [State.FAILED]


@pytest.mark.parametrize(
    ("error", "becomes"),
    [
        (smtplib.SMTPRecipientsRefused({"nora@example.org": (550, b"no such person")}), State.FAILED),
        (smtplib.SMTPRecipientsRefused({"nora@example.org": (450, b"greylisted")}), State.PLANNED),
        (smtplib.SMTPDataError(554, b"refused"), State.FAILED),
        (smtplib.SMTPServerDisconnected(), State.UNKNOWN),
        (TimeoutError(), State.UNKNOWN),
    ],
)
def test_what_the_mail_server_says_decides(cast: Cast, monkeypatch: pytest.MonkeyPatch, error: Exception, becomes: str) -> None:
    assign(cast)

    def refuse(self: EmailBackend, messages: object) -> int:
        raise error

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    work(local(MONDAY, 9))
    assert Message.objects.get().state == becomes


def test_what_was_answered_while_the_server_was_down_is_dropped(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    row = assign(cast)
    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "open", lambda self: (_ for _ in ()).throw(ConnectionRefusedError()))
        work(local(MONDAY, 9))
    check_ins.answered(row.due.get(), now=local(MONDAY, 9, 3))
    work(local(MONDAY, 9, 20))
    assert (sent_to(), Message.objects.get().state) == ([], State.DROPPED)


def test_a_message_says_nothing_that_others_should_not_see(cast: Cast) -> None:
    """Canaries in the whole of it, headers too: names, measure, log, problem, diagnosis, code, and words about health in both languages."""
    for week, (language, what) in enumerate((("", "phq-9"), ("es", "diary-card"))):
        cast.nora.language = language
        cast.nora.save()
        day = MONDAY + timedelta(days=7 * week)
        row = assign(cast, what=what, first=day)
        work(local(day, 9))
        check_ins.end(row, by=cast.mira, now=local(day, 10))
    assert len(sent_to()) == 2
    canaries = (*CLINICAL, *PERSONAL, SIGNS_IN_AS, cast.mira.name, "Practice at the River", cast.client.code, "phq", "diary", "fullarc")
    for message in sent_to():
        whole = message.message().as_string() + message.subject + message.body
        for canary in canaries:
            assert canary.casefold() not in whole.casefold().replace("nora@example.org", ""), canary
        assert telling_words(message.subject + message.body) == ()
    assert [message.subject for message in sent_to()] == ["A reminder", "Un recordatorio"]
    assert "No more of these messages" in sent_to()[0].body
    assert "Para no recibir más mensajes como este:" in sent_to()[1].body


def test_the_stop_link_needs_a_click_and_no_sign_in(cast: Cast, signed_in: SignIn) -> None:
    assign(cast)
    work(local(MONDAY, 9))
    [message] = sent_to()
    [link] = re.findall(r"https?://[^/]+(/me/stop/\S+)", message.body)
    assert message.extra_headers["List-Unsubscribe"].endswith(f"{link}>")
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    token = link.rstrip("/").rpartition("/")[2]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert not any(token in str(value) for row in cursor.fetchall() for value in row), f"the token lies in {table}"
    browser = signed_in(None)
    assert "Stop them" in browser.get(link).content.decode()
    assert not Choice.objects.exists()  # a mail scanner looked
    assert browser.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Choice.objects.get().by == Choice.By.NONE
    assert browser.post(link).status_code == 200
    assert browser.post(reverse("reminders:stop", args=["guessed"])).status_code == 404
    work(local(MONDAY + timedelta(days=1), 9))
    assert len(sent_to()) == 1


def test_moving_to_another_zone_does_not_remind_twice(cast: Cast) -> None:
    assign(cast, Rhythm.WEEKLY)
    work(local(MONDAY, 9))
    cast.client.zone = "America/New_York"
    cast.client.save()
    work(local(MONDAY, 9, zone="America/New_York"), local(MONDAY, 15, zone="America/New_York"))
    assert len(sent_to()) == 1


def test_the_number_of_queries_of_a_round_without_news_is_fixed(cast: Cast) -> None:
    counted = []
    for what in ("phq-9", "mood-journal", "gad-7"):
        assign(cast, what=what)
        work(local(MONDAY, 9))
        with CaptureQueriesContext(connection) as looked:
            planning.plan_and_send(local(MONDAY, 9, 5).astimezone(UTC))
        counted.append(len(looked))
    assert len(set(counted)) == 1


def test_what_the_client_wrote_and_keeps_private_is_not_reminded_of_and_not_told(cast: Cast) -> None:
    row = assign(cast, what="mood-journal")
    entry = {
        "log": "mood-journal",
        "day": MONDAY,
        "at": local(MONDAY, 8),
        "zone": "Europe/Helsinki",
        "sharing": "nothing",
        "values": {"mood": 4},
    }
    Entry.objects.create(client=cast.client, course=cast.course, uuid=uuid4(), **entry)
    work(local(MONDAY, 9))
    assert sent_to() == []
    assert row.due.get().state == "open"


def test_a_log_that_is_due_stands_on_the_clients_start_page(cast: Cast, signed_in: SignIn) -> None:
    now = timezone.now()
    for what, rhythm in (("thought-record", Rhythm.ONCE), ("diary-card", Rhythm.DAILY)):
        schedule = Schedule(rhythm, cast.client.today(now), "UTC")
        check_ins.assign(cast.course, kind="log", what=what, schedule=schedule, remind=True, by=cast.mira, now=now)
    page = signed_in(cast.nora).get("/me/").content.decode()
    assert page.count(reverse("journal:write", args=["thought-record"])) == 1
    assert page.count(reverse("journal:write", args=["diary-card"])) == 1
