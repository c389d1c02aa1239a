"""Signals of a course: said with rule and false alarms, closed by somebody, raised anew on new evidence, never lost."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format
from tests.cast import Cast, add_record
from tests.web.conftest import SignIn
from tests.web.progress.courses import FLAT, WORSE, another_session, finished, with_scores

from fullarc.course.assessment import Signal
from fullarc.web.audit.models import Event
from fullarc.web.findings.actions import ensure_read
from fullarc.web.notes.actions import import_note, session_on
from fullarc.web.progress.in_force import in_force
from fullarc.web.progress.judged import judged
from fullarc.web.progress.risk_seen import when
from fullarc.web.progress.rows import summaries
from fullarc.web.signals.actions import acknowledge, raise_signal
from fullarc.web.signals.closing import CannotBeClosed, ClosedBefore, close_signal, fingerprint
from fullarc.web.signals.models import ClosedSignal
from fullarc.web.signals.models import Signal as RaisedSignal


def signals(cast: Cast) -> tuple[Signal, ...]:
    return judged(cast.course, timezone.localdate(), in_force()).seen.signals


def worsening(cast: Cast) -> Signal:
    with_scores(cast.course, WORSE, cast.mira)
    [signal] = [one for one in signals(cast) if one.kind == "deterioration"]
    return signal


def page_of(cast: Cast, signal: Signal | None = None) -> str:
    ids = [cast.client.pk, cast.course.pk]
    if signal is None:
        return reverse("progress:course", args=ids)
    return reverse("progress:close_signal", args=[*ids, fingerprint(cast.course, signal)])


def test_the_course_page_says_the_rule_and_the_expected_share_of_false_alarms(cast: Cast, signed_in: SignIn) -> None:
    signal = worsening(cast)
    page = unescape(signed_in(cast.mira).get(page_of(cast)).content.decode())
    assert signal.rule in page
    assert "Expected share of false alarms" in page


@pytest.mark.parametrize("how", ["reviewed", "discussed", "plan_changed"])
def test_a_closed_signal_leaves_the_page_and_the_caseload_and_stands_in_the_history(cast: Cast, signed_in: SignIn, how: str) -> None:
    signal, browser = worsening(cast), signed_in(cast.mira)
    assert "deterioration" in {kind for kind, *_ in summaries([cast.course], by=cast.mira)[cast.course.pk].signals}
    assert browser.post(page_of(cast, signal), {"how": how}).status_code == 302
    assert signal not in signals(cast)
    assert "deterioration" not in {kind for kind, *_ in summaries([cast.course], by=cast.mira)[cast.course.pk].signals}
    page = browser.get(page_of(cast)).content.decode()
    history = page[page.index('id="closed"') :]
    assert "Mira Lind" in history
    assert "still closed" in history
    assert [event.fields for event in Event.objects.filter(action="signal.closed", client=cast.client.pk)] == [how]


def test_it_stays_closed_until_a_new_score_gives_it_another_reason(cast: Cast) -> None:
    signal = worsening(cast)
    close_signal(cast.course, signal, how="reviewed", by=cast.mira)
    assert "deterioration" not in {one.kind for one in signals(cast)}
    another_session(cast.course, 23, cast.mira)
    assert "deterioration" in {one.kind for one in signals(cast)}
    assert ClosedSignal.objects.get().reason == signal.reason


def test_a_risk_that_was_acknowledged_says_so_on_the_course_page_and_leads_to_what_was_done(cast: Cast, signed_in: SignIn) -> None:
    today = session_on(cast.course, timezone.localdate(), minutes=50, by=cast.mira)
    import_note(today, text="Has thoughts of suicide.", source_name="1.txt", by=cast.mira)
    ensure_read(cast.course, by=cast.mira)
    browser, [raised] = signed_in(cast.mira), RaisedSignal.objects.all()
    assert "See what is to acknowledge" in browser.get(page_of(cast)).content.decode()
    acknowledge(raised, what_was_done="Safety plan gone through", by=cast.mira)
    page = unescape(browser.get(page_of(cast)).content.decode())
    assert "See what is to acknowledge" not in page
    when = timezone.localtime(RaisedSignal.objects.get().acknowledged_at)
    assert f"Acknowledged {when.day} {when:%B, %H:%M}, still open in the record. See what was done" in page
    assert reverse("signals:signal", args=[cast.client.pk, raised.pk]) in page


def test_the_statement_of_an_open_risk_and_the_lead_say_who_acknowledged_it_when_and_what_was_done(cast: Cast, signed_in: SignIn) -> None:
    today = session_on(cast.course, timezone.localdate(), minutes=50, by=cast.mira)
    import_note(today, text="Has thoughts of suicide.", source_name="1.txt", by=cast.mira)
    ensure_read(cast.course, by=cast.mira)
    browser, [raised] = signed_in(cast.mira), RaisedSignal.objects.all()
    before = browser.get(page_of(cast)).content.decode()
    assert "A risk is open (suicidal thoughts)." in before
    assert "Seen and acknowledged" not in before
    acknowledge(raised, what_was_done="Safety plan gone through. Called again.", by=cast.mira)
    page = unescape(browser.get(page_of(cast)).content.decode())
    said = when(RaisedSignal.objects.get())
    assert f"Seen and acknowledged on {said} by {cast.mira.name}. What was done: “Safety plan gone through. Called again.”" in page
    assert f"A risk is open (suicidal thoughts), and was acknowledged on {said}." in page


def test_a_risk_of_another_day_that_waits_is_not_called_acknowledged(cast: Cast, signed_in: SignIn) -> None:
    for days, text in ((7, "Has thoughts of suicide."), (0, "Has thoughts of suicide with a plan.")):
        session = session_on(cast.course, timezone.localdate() - timedelta(days=days), minutes=50, by=cast.mira)
        import_note(session, text=text, source_name=f"{days}.txt", by=cast.mira)
    ensure_read(cast.course, by=cast.mira)
    first = RaisedSignal.objects.order_by("source_date").first()
    assert first is not None
    acknowledge(first, what_was_done="Safety plan gone through", by=cast.mira)
    page = unescape(signed_in(cast.mira).get(page_of(cast)).content.decode())
    assert "Seen and acknowledged" not in page
    assert "and was acknowledged" not in page
    said = when(RaisedSignal.objects.exclude(acknowledged_at=None).get())
    assert f"A risk is open (suicidal thoughts and a suicide plan); one of two acknowledged on {said}." in page
    assert f"One of two acknowledged on {said} by {cast.mira.name}. What was done: “Safety plan gone through”. " in page
    assert "One still waits to be acknowledged." in page


def test_a_stay_after_the_acknowledged_thoughts_is_not_called_acknowledged(cast: Cast, signed_in: SignIn) -> None:
    for days, text in ((7, "Has thoughts of suicide."), (0, "Was admitted to the psychiatric ward last night after a crisis call.")):
        session = session_on(cast.course, timezone.localdate() - timedelta(days=days), minutes=50, by=cast.mira)
        import_note(session, text=text, source_name=f"{days}.txt", by=cast.mira)
    ensure_read(cast.course, by=cast.mira)
    [raised] = RaisedSignal.objects.all()
    acknowledge(raised, what_was_done="Safety plan gone through", by=cast.mira)
    page = unescape(signed_in(cast.mira).get(page_of(cast)).content.decode())
    until, said = date_format(raised.source_date, "j F"), when(RaisedSignal.objects.get())
    told = "suicidal thoughts, a psychiatric admission and a crisis contact"
    assert f"A risk is open ({told}); what was noted until {until} was acknowledged on {said}." in page
    assert f"What was noted after {until} has not been acknowledged." in page


def test_a_dismissal_needs_its_reason(cast: Cast, signed_in: SignIn) -> None:
    signal, browser = worsening(cast), signed_in(cast.mira)
    assert browser.post(page_of(cast, signal), {"how": "dismissed", "because": " "}).status_code == 422
    with pytest.raises(CannotBeClosed, match="dismissed with a reason"):
        close_signal(cast.course, signal, how="dismissed", by=cast.mira)
    assert browser.post(page_of(cast, signal), {"how": "dismissed", "because": "The form was filled in for last year."}).status_code == 302
    assert "The form was filled in for last year." in browser.get(page_of(cast)).content.decode()


def test_risk_is_acknowledged_and_not_closed(cast: Cast) -> None:
    risk = Signal("risk", "Suicidal ideation on 3 May.", timezone.localdate(), ())
    with pytest.raises(CannotBeClosed, match="acknowledged"):
        close_signal(cast.course, risk, how="reviewed", by=cast.mira)


def test_of_two_who_close_the_same_signal_the_second_is_told_who_was_first(cast: Cast, signed_in: SignIn) -> None:
    signal = worsening(cast)
    close_signal(cast.course, signal, how="discussed", by=cast.supervisor)
    with pytest.raises(ClosedBefore):
        close_signal(cast.course, signal, how="reviewed", by=cast.mira)
    answer = signed_in(cast.mira).post(page_of(cast, signal), {"how": "reviewed"})
    assert answer.status_code == 409
    assert "Sven Holt closed this signal" in answer.content.decode()
    assert ClosedSignal.objects.get().closed_by == cast.supervisor


@pytest.mark.parametrize("who", ["colleague", "owner", "front_desk", "auditor", "blocked"])
def test_nobody_else_closes_it(cast: Cast, signed_in: SignIn, who: str) -> None:
    signal = worsening(cast)
    assert signed_in(getattr(cast, who)).post(page_of(cast, signal), {"how": "reviewed"}).status_code in (403, 404)
    assert not ClosedSignal.objects.exists()


@pytest.mark.parametrize("statement", ["DELETE FROM signals_closedsignal", "UPDATE signals_closedsignal SET how = 'reviewed'"])
def test_the_database_refuses_to_change_a_closing(cast: Cast, statement: str) -> None:
    close_signal(cast.course, worsening(cast), how="discussed", because="Said in the session.", by=cast.mira)
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    with connection.cursor() as cursor:
        cursor.execute("SELECT because, reason FROM signals_closedsignal")
        assert "session" not in "".join(cursor.fetchone())


def test_the_caseload_shows_the_short_form_and_keeps_the_sentence_at_hand(cast: Cast, signed_in: SignIn) -> None:
    signal = worsening(cast)
    page = signed_in(cast.mira).get("/caseload/").content.decode()
    assert f">{signal.short}" in page
    assert f'title="{signal.reason}"' in page
    assert len(signal.short) <= 40


def test_not_on_track_lists_everybody_whose_scores_go_the_wrong_way(cast: Cast, signed_in: SignIn) -> None:
    with_scores(cast.course, (12, 13, 14, 15, 16), cast.mira)
    assert {"own_regression"} <= {one.kind for one in signals(cast)}
    page = signed_in(cast.mira).get("/caseload/", {"show": "track"}).content.decode()
    assert cast.client.name in page


def test_ended_courses_stand_apart_below_the_others(cast: Cast, signed_in: SignIn) -> None:
    with_scores(cast.course, FLAT, cast.mira)
    finished(cast, WORSE, 1)
    page = signed_in(cast.mira).get("/caseload/").content.decode()
    assert page.index(cast.client.name) < page.index("Ended courses") < page.index("Client 1<")
    assert "Client 1<" not in signed_in(cast.mira).get("/caseload/", {"show": "attention"}).content.decode()


def test_on_a_clients_page_its_own_risk_stands_in_full_and_that_of_others_is_one_line(cast: Cast, signed_in: SignIn) -> None:
    other = add_record("C-0700", "Somebody Else", cast.mira, cast.session.date)
    for client, words in ((cast.client, "own words"), (other, "words of another")):
        for n in range(4):
            raise_signal(client, kind=f"k{n}", reason=f"{words} {n}", source=client.sessions.first(), on=cast.session.date)
    page = signed_in(cast.mira).get(page_of(cast)).content.decode()
    assert all(f"own words {n}" in page for n in range(4))
    assert "words of another" not in page
    assert "4 risk signals of other clients to acknowledge" in page
    assert "words of another" in signed_in(cast.mira).get("/account/").content.decode()
