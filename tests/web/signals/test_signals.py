"""Risk signals: raised once a source, shown on top until acknowledged, never deleted."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.audit.models import Event
from fullarc.web.signals.actions import AcknowledgedBefore, acknowledge, raise_signal
from fullarc.web.signals.models import Signal

REASON = "PHQ-9 item 9 answered “several days”"


@pytest.fixture
def signal(cast: Cast) -> Signal:
    return raise_signal(cast.client, kind="phq-9:9", reason=REASON, source=cast.session, on=cast.session.date)


def test_the_same_source_raises_the_same_kind_once(cast: Cast, signal: Signal) -> None:
    again = raise_signal(cast.client, kind="phq-9:9", reason="other words", source=cast.session, on=cast.session.date)
    assert again == signal
    assert Signal.objects.count() == 1
    assert raise_signal(cast.client, kind="self_harm", reason="x", source=cast.session, on=cast.session.date) != signal


def test_a_signal_goes_with_what_raised_it_when_that_is_rolled_back(cast: Cast) -> None:
    with transaction.atomic():
        raise_signal(cast.client, kind="phq-9:9", reason=REASON, source=cast.session, on=cast.session.date)
        transaction.set_rollback(True)
    assert not Signal.objects.exists()
    assert not Event.objects.filter(action="signal.raised").exists()


@pytest.mark.parametrize("who", ["mira", "supervisor"])
def test_it_stands_on_top_of_every_page_of_those_who_look_after_the_client(cast: Cast, signal: Signal, signed_in: SignIn, who: str) -> None:
    browser = signed_in(getattr(cast, who))
    for address in ("/clients/", "/account/", f"/clients/{cast.client.id}/"):
        assert REASON in browser.get(address).content.decode()


@pytest.mark.parametrize("who", ["owner", "colleague", "front_desk", "auditor", "blocked"])
def test_nobody_else_sees_it_anywhere(cast: Cast, signal: Signal, signed_in: SignIn, who: str) -> None:
    browser = signed_in(getattr(cast, who))
    for address in ("/clients/", "/account/", "/signals/"):
        assert "item 9" not in browser.get(address).content.decode()


def test_acknowledging_needs_words_and_takes_it_from_the_top(cast: Cast, signal: Signal, signed_in: SignIn) -> None:
    browser, address = signed_in(cast.mira), reverse("signals:signal", args=[cast.client.id, signal.id])
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"what_was_done": "  "}).status_code == 422
    assert REASON in browser.get("/account/").content.decode()
    assert browser.post(address, {"what_was_done": "Safety plan gone through together."}).status_code == 302
    assert REASON not in browser.get("/account/").content.decode()
    signal.refresh_from_db()
    assert (signal.acknowledged_by, signal.what_was_done) == (cast.mira, "Safety plan gone through together.")
    assert [event.action for event in Event.objects.filter(object_id=signal.id, outcome="done")] == [
        "signal.raised",
        "signal.seen",
        "signal.acknowledged",
    ]


def test_several_signals_of_a_client_are_acknowledged_in_one_act_with_the_same_words(cast: Cast, signal: Signal, signed_in: SignIn) -> None:
    day = cast.session.date
    others = [
        raise_signal(cast.client, kind="self_harm", reason="a note", source=cast.course, on=day),
        raise_signal(cast.client, kind="suicide_plan", reason="another note", source=cast.course, on=day),
    ]
    foreign = raise_signal(cast.foreign, kind="self_harm", reason="of another client", source=cast.course, on=day)
    browser, address = signed_in(cast.mira), reverse("signals:signal", args=[cast.client.id, signal.id])
    page = browser.get(address).content.decode()
    form = page[page.index("Also acknowledge") :]
    assert [f'value="{each.pk}"' in form for each in (*others, foreign)] == [True, True, False]
    assert '" checked> <span>' not in form
    sent = {"what_was_done": "Went through all of it with her.", "also": [str(others[0].pk), str(foreign.pk)]}
    assert browser.post(address, sent).status_code == 302
    said = {each.pk: each.what_was_done for each in Signal.objects.all()}
    assert [said[each.pk] for each in (signal, *others, foreign)] == [sent["what_was_done"], sent["what_was_done"], None, None]
    assert Event.objects.filter(action="signal.acknowledged", outcome="done").count() == 2


def test_who_saw_it_first_is_kept(cast: Cast, signal: Signal, signed_in: SignIn) -> None:
    address = reverse("signals:signal", args=[cast.client.id, signal.id])
    signed_in(cast.supervisor).get(address)
    signed_in(cast.mira).get(address)
    signal.refresh_from_db()
    assert signal.seen_by == cast.supervisor


def test_the_first_acknowledgement_stands_and_the_second_persons_words_are_shown(cast: Cast, signal: Signal, signed_in: SignIn) -> None:
    acknowledge(signal, what_was_done="First words.", by=cast.supervisor)
    page = signed_in(cast.mira).post(reverse("signals:signal", args=[cast.client.id, signal.id]), {"what_was_done": "Second words."})
    assert page.status_code == 409
    assert "First words." in page.content.decode()
    assert "Second words." in page.content.decode()
    signal.refresh_from_db()
    assert signal.what_was_done == "First words."
    with pytest.raises(AcknowledgedBefore):
        acknowledge(signal, what_was_done="Third", by=cast.mira)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM signals_signal",
        "UPDATE signals_signal SET reason = 'x'",
        "UPDATE signals_signal SET kind = 'x'",
        "UPDATE signals_signal SET acknowledged_at = NULL, acknowledged_by_id = NULL, what_was_done = NULL",
        "UPDATE signals_signal SET what_was_done = 'x'",
    ],
)
def test_the_database_refuses_to_delete_change_or_reopen_a_signal(cast: Cast, signal: Signal, statement: str) -> None:
    acknowledge(signal, what_was_done="Done.", by=cast.mira)
    with (
        pytest.raises(DatabaseError, match="cannot be deleted, changed or taken back"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    with pytest.raises(DatabaseError), transaction.atomic():
        signal.delete()
    assert Signal.objects.get().what_was_done == "Done."


def test_the_reason_is_not_readable_in_the_database(cast: Cast, signal: Signal) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM signals_signal")
        assert "item" not in cursor.fetchone()[0]
