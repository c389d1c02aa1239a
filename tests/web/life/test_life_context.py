"""Life context: entered in one line or taken from a note, changed, withdrawn; the assessment without the weeks after an event."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.course.life_words import kinds
from fullarc.web.audit.models import Event
from fullarc.web.clients.actions import add_event, withdraw_event
from fullarc.web.clients.models import LifeEvent
from fullarc.web.findings.actions import ensure_read
from fullarc.web.findings.models import StoredFinding
from fullarc.web.measurements.actions import enter_totals
from fullarc.web.notes.actions import import_note
from fullarc.web.progress.queries import timeline_of_course


def base(cast: Cast) -> str:
    return f"/clients/{cast.client.id}/courses/{cast.course.id}/life/"


def entered(cast: Cast, signed_in: SignIn, text: str, **more: str) -> LifeEvent:
    given = {"date": str(timezone.localdate()), "text": text, "kind": "as_told", **more}
    assert signed_in(cast.mira).post(base(cast) + "add/", given).status_code == 302
    return LifeEvent.objects.latest("entered_at")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Her mother died", "bereavement"),
        ("Sertraline 50 mg begun", "medication_change"),
        ("Two weeks on holiday", "absence"),
        ("Bought a dog", ""),
    ],
)
def test_the_kind_is_guessed_from_the_words(cast: Cast, signed_in: SignIn, words: str, kind: str) -> None:
    event = entered(cast, signed_in, words)
    assert (event.kind, event.entered_by) == (kind, cast.mira)


def test_the_guessed_kind_may_be_changed_and_the_change_stands_in_the_trail(cast: Cast, signed_in: SignIn) -> None:
    event = entered(cast, signed_in, "Her mother died")
    given = {"date": str(event.date), "text": event.text, "kind": "family_illness", "from_version": "1"}
    assert signed_in(cast.mira).post(f"/clients/{cast.client.id}/events/{event.id}/", given).status_code == 302
    event.refresh_from_db()
    assert (event.kind, event.version) == ("family_illness", 2)
    assert Event.objects.get(action="event.changed").client == cast.client.id


def test_of_two_changes_to_one_event_the_second_is_shown_both(cast: Cast, signed_in: SignIn) -> None:
    event = entered(cast, signed_in, "Moved house")
    given = {"date": str(event.date), "text": "Moved to the sea", "kind": "relocation", "from_version": "1"}
    browser, url = signed_in(cast.mira), f"/clients/{cast.client.id}/events/{event.id}/"
    browser.post(url, given)
    page = browser.post(url, {**given, "text": "Moved to the hills"})
    assert page.status_code == 409
    assert "Moved to the sea" in page.content.decode()


def test_a_withdrawn_event_counts_nowhere_and_stays_readable(cast: Cast, signed_in: SignIn) -> None:
    event, browser = entered(cast, signed_in, "Moved house"), signed_in(cast.mira)
    assert len(timeline_of_course(cast.course).events) == 1
    browser.post(f"/clients/{cast.client.id}/events/{event.id}/withdraw/")
    assert not timeline_of_course(cast.course).events
    assert "1 withdrawn" in browser.get(base(cast)).content.decode()
    assert browser.get(f"/clients/{cast.client.id}/events/{event.id}/").status_code == 404


def test_what_a_note_tells_is_taken_over_once_and_then_stands_for_the_finding(cast: Cast, signed_in: SignIn) -> None:
    import_note(cast.session, text="Her grandmother died on Sunday.", source_name="1.txt", by=cast.mira)
    ensure_read(cast.course, by=cast.mira)
    [stored] = [row for row in StoredFinding.objects.all() if row.finding.indicator == "bereavement"]
    browser, url = signed_in(cast.mira), f"/clients/{cast.client.id}/findings/{stored.id}/take/"
    for _ in range(2):
        assert browser.post(url).status_code == 302
    event = LifeEvent.objects.get()
    timeline = timeline_of_course(cast.course)
    assert (event.kind, event.taken_from) == ("bereavement", stored.pk)
    assert [each.indicator for each in timeline.events] == ["bereavement"]
    assert "bereavement" not in {each.finding.indicator for each in timeline.findings}
    withdraw_event(event, by=cast.mira)
    assert "bereavement" in {each.finding.indicator for each in timeline_of_course(cast.course).findings}


def test_what_a_note_dates_is_shown_so_and_taken_over_with_that_day(cast: Cast, signed_in: SignIn) -> None:
    import_note(cast.session, text="Her grandmother died yesterday.", source_name="1.txt", by=cast.mira)
    ensure_read(cast.course, by=cast.mira)
    [stored] = [row for row in StoredFinding.objects.all() if row.finding.indicator == "bereavement"]
    browser = signed_in(cast.mira)
    assert "a note, which says: on " in browser.get(base(cast)).content.decode()
    browser.post(f"/clients/{cast.client.id}/findings/{stored.id}/take/")
    assert LifeEvent.objects.get().date == cast.session.date - timedelta(days=1)


@pytest.mark.parametrize(
    "change", [{"text": ""}, {"date": "2099-01-01"}, {"until": "2001-01-01"}, {"kind": "no such"}, {"text": "x" * 301}]
)
def test_an_event_that_cannot_be_is_refused_and_nothing_is_kept(cast: Cast, signed_in: SignIn, change: dict[str, str]) -> None:
    given = {"date": str(timezone.localdate()), "text": "Moved", "kind": "as_told", **change}
    assert signed_in(cast.mira).post(base(cast) + "add/", given).status_code == 422
    assert not LifeEvent.objects.exists()


def test_words_and_kind_lie_encrypted(cast: Cast, signed_in: SignIn) -> None:
    entered(cast, signed_in, "Her mother died")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, kind FROM clients_lifeevent")
        row = " ".join(cursor.fetchone())
    assert "mother" not in row
    assert "bereavement" not in row


def test_the_page_without_the_weeks_says_whether_it_is_the_same(cast: Cast, signed_in: SignIn) -> None:
    began = cast.course.began
    for day, value in ((0, 18), (7, 17), (14, 20), (21, 19)):
        enter_totals(cast.course, measure="phq-9", values={"total": value}, on=began + timedelta(days=day), by=cast.mira, mode="staff")
    add_event(cast.course, LifeEvent(date=began + timedelta(days=14), text="Moved house", kind="relocation"), by=cast.mira)
    page = signed_in(cast.mira).get(f"{base(cast)}without/{began + timedelta(days=14)}/?weeks=2")
    assert page.context["comparison"].left_out == 2
    assert "Moved house" in page.content.decode()
    nothing = signed_in(cast.mira).get(f"{base(cast)}without/{began - timedelta(days=90)}/?weeks=2")
    assert "Nothing was observed" in nothing.content.decode()
    assert signed_in(cast.mira).get(f"{base(cast)}without/2026-02-31/").status_code == 404


def test_a_worsening_that_lasts_is_called_still_worse_and_never_sustained(cast: Cast, signed_in: SignIn) -> None:
    began = cast.course.began = cast.course.began - timedelta(weeks=8)
    cast.course.save()
    for number, value in enumerate((8, 8, 9, 20, 21, 21, 22, 22)):
        enter_totals(cast.course, measure="phq-9", values={"total": value}, on=began + timedelta(weeks=number), by=cast.mira, mode="staff")
    page = signed_in(cast.mira).get(f"{base(cast)}without/{began - timedelta(days=90)}/?weeks=2")
    told = page.content.decode()
    assert '<span class="state worsened">worsened</span>, <span class="dur still-worse">still worse</span>' in told
    assert "sustained" not in told


def test_a_supervisor_reads_life_context_and_enters_nothing(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.supervisor)
    assert browser.get(base(cast)).status_code == 200
    assert browser.post(base(cast) + "add/", {"date": "2026-01-01", "text": "x"}).status_code == 403


def test_many_events_take_as_many_queries_as_one(cast: Cast, signed_in: SignIn) -> None:
    browser, counts = signed_in(cast.mira), []
    for batch in (1, 20):
        for number in range(batch):
            add_event(cast.course, LifeEvent(date=cast.course.began, text=f"Event {number}"), by=cast.mira)
        with CaptureQueriesContext(connection) as queries:
            browser.get(base(cast))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_every_kind_is_offered_once() -> None:
    offered = [label for _, label in kinds()]
    assert len(offered) == len(set(offered)) < 40
