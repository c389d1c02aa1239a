"""Trackers through their pages: filled in, shown with chart, table and sentence, withdrawn; encrypted; told in the assessment."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.trackers import rows

from fullarc.course.assess import assess_timeline
from fullarc.course.statement import Kind
from fullarc.exchange.pages.course_words import rests_on
from fullarc.instruments.log import EntryRefused
from fullarc.modalities.diary_card import act_line, urge_line
from fullarc.modalities.tracker import trackers
from fullarc.web.audit.models import Event
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.measurements.models import LogRow
from fullarc.web.progress.queries import timeline_of_course
from fullarc.web.signals.models import Signal
from fullarc.web.trackers.actions import enter_row, keep_thing, withdraw_row
from fullarc.web.trackers.models import Thing

SAYS_NO_NUMBER = ["chain-analysis"]


def page(cast: Cast, name: str, tracker: str, more: str = "") -> str:
    return reverse(f"trackers:{name}", args=[cast.client.id, cast.course.id, tracker]) + more


def send(cast: Cast, signed_in: SignIn, tracker: str, more: str = "", **lines: object) -> HttpResponse:
    """Fill in a form as a browser would, its key and its day as they came."""
    browser, address = signed_in(cast.mira), page(cast, "enter", tracker, more)
    form = browser.get(address).context["form"]
    given = {"key": str(form.initial["key"]), "date": timezone.localdate().isoformat()}
    return browser.post(address, {**given, **{key if key == "date" else f"line_{key}": value for key, value in lines.items()}})


def said(course: CourseOfCare) -> dict[str, str]:
    seen = assess_timeline(timeline_of_course(course), timezone.localdate())
    return {one.rule: one.text for one in seen.statements if one.rule.startswith("tracker.")}


THOUGHT = {"situation": "canaryproblem", "thought": "I will faint", "belief_before": "90", "emotion_1": "fear", "emotion_1_before": "80"}


def test_a_thought_record_is_entered_and_shown_with_its_change(cast: Cast, signed_in: SignIn) -> None:
    lines = {**THOUGHT, "belief_after": "40", "distortions": ["mind_reading", "labelling"]}
    assert send(cast, signed_in, "thought-record", **lines).status_code == 302
    shown = signed_in(cast.mira).get(page(cast, "tracker", "thought-record")).content.decode()
    assert "a median of 90 before and 40 after" in shown
    assert "Mind reading, Labelling" in shown
    assert shown.count('class="arc tracker') == 2  # one drawing a page width
    assert Event.objects.filter(action="log.entered", actor=cast.mira.pk).count() == 1


@pytest.mark.parametrize(("columns", "asks_for_evidence"), [(3, False), (5, False), (7, True)])
def test_a_thought_record_has_three_five_or_seven_columns(columns: int, asks_for_evidence: bool, cast: Cast, signed_in: SignIn) -> None:
    form = signed_in(cast.mira).get(page(cast, "enter", "thought-record", f"?columns={columns}")).context["form"]
    assert ("line_evidence_for" in form.fields) is asks_for_evidence
    assert ("line_belief_after" in form.fields) is (columns > 3)


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"belief_before": "101"}, "it runs from 0 to 100"),
        ({"thought": ""}, "is empty; fill it in"),
        ({"emotion_2_before": "50"}, "has no name"),
        ({"distortions": ["invented"]}, "Select a valid choice"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(change: dict[str, object], because: str, cast: Cast, signed_in: SignIn) -> None:
    refused = send(cast, signed_in, "thought-record", **{**THOUGHT, **change})
    assert refused.status_code == 422
    assert because in refused.content.decode()
    assert not LogRow.objects.exists()


def test_the_same_form_sent_twice_is_one_row(cast: Cast, signed_in: SignIn) -> None:
    browser, address = signed_in(cast.mira), page(cast, "enter", "thought-record")
    sent = {"key": str(browser.get(address).context["form"].initial["key"]), "date": timezone.localdate().isoformat()}
    sent |= {f"line_{key}": value for key, value in THOUGHT.items()}
    for _ in range(2):
        assert browser.post(address, sent).status_code == 302
    assert LogRow.objects.count() == 1


def test_what_a_client_wrote_lies_encrypted(cast: Cast) -> None:
    rows.everything(cast.course, timezone.localdate(), cast.mira)
    with connection.cursor() as cursor:
        for table, column in (("measurements_logrow", "values"), ("trackers_thing", "content")):
            cursor.execute(f'SELECT "{column}" FROM "{table}"')
            for (stored,) in cursor.fetchall():
                assert not any(word in stored for word in ("faint", "platform", "Cutting", "Sister"))


def test_an_emdr_target_walks_from_assessment_to_resolved_through_its_pages(cast: Cast, signed_in: SignIn) -> None:
    browser, day = signed_in(cast.mira), timezone.localdate()
    add = page(cast, "add", "emdr")
    browser.post(add, {"key": str(browser.get(add).context["form"].initial["key"]), "line_label": "The platform"})
    target = Thing.objects.get()
    told = {"item": target.short, "date": (day - timedelta(21)).isoformat()}
    assert send(cast, signed_in, "emdr", "?form=emdr-assessment", **told, sud="8", voc="2").status_code == 302
    too_early = send(cast, signed_in, "emdr", **told, suds="8 6", vocs="7", closure="x")
    assert too_early.status_code == 422
    assert "Desensitisation is not complete" in too_early.content.decode()
    assert send(cast, signed_in, "emdr", **told, suds="8 6").status_code == 422
    assert send(cast, signed_in, "emdr", **told, suds="8 6", closure="Safe place").status_code == 302
    told["date"] = (day - timedelta(14)).isoformat()
    again = send(cast, signed_in, "emdr", **told, suds="6 0", vocs="7", scan="1")
    assert "begin with the re-evaluation" in again.content.decode()
    whole = {"sud_now": "5", "voc_now": "3", "suds": "5 0", "vocs": "5 7", "scan": "1"}
    assert send(cast, signed_in, "emdr", **told, **whole).status_code == 302
    assert "resolved in session" in browser.get(reverse("trackers:thing", args=[cast.client.id, target.pk])).content.decode()
    told["date"] = (day - timedelta(7)).isoformat()
    assert send(cast, signed_in, "emdr", **told, sud_now="0", voc_now="7", scan_now="1").status_code == 302
    text = "EMDR target “The platform”: SUD 8 → 0, VoC 2 → 7 in 3 sessions; resolved, confirmed by the re-evaluation of a later session."
    assert said(cast.course)["tracker.emdr"].startswith(text)


def test_an_emdr_row_that_later_ones_rest_on_is_not_withdrawn(cast: Cast, signed_in: SignIn) -> None:
    rows.emdr(cast.course, timezone.localdate(), cast.mira)
    assessment = LogRow.objects.filter(log="emdr-assessment").earliest("date")
    refused = signed_in(cast.mira).post(reverse("trackers:withdraw", args=[cast.client.id, assessment.pk]), {"because": "wrong day"})
    assert refused.status_code == 422
    assert "Withdraw those first" in refused.content.decode()


def test_a_row_entered_in_error_counts_nowhere_and_stays(cast: Cast) -> None:
    row = enter_row(cast.course, trackers()["activity-schedule"], {"planned": "walk", "done": 3.0}, on=timezone.localdate(), by=cast.mira)
    assert "tracker.activation" in said(cast.course)
    withdraw_row(row, because="another client's", by=cast.mira)
    assert said(cast.course) == {}
    assert LogRow.objects.filter(pk=row.pk).exists()


def test_the_diary_card_has_this_clients_targets_with_urge_and_action_apart(cast: Cast, signed_in: SignIn) -> None:
    cut = rows.thing(cast.course, "diary-card", cast.mira, label="Cutting", about=2.0)
    form = signed_in(cast.mira).get(page(cast, "enter", "diary-card")).context["form"]
    assert list(form.fields)[2:4] == [f"line_{urge_line(cut.short)}", f"line_{act_line(cut.short)}"]
    lines = {urge_line(cut.short): "5", act_line(cut.short): "0", "usage": "5", "skills": ["opposite_action"]}
    assert send(cast, signed_in, "diary-card", **lines).status_code == 302
    assert said(cast.course)["tracker.urges"] == (
        "“Cutting”: an urge of 4 or 5 on 1 of 1 day with an answer, 1 of them without the action; the action on 0 of 1 day."
    )
    assert "Skills were used on 1 of 1 day and helped on 1 of them. Most often: opposite action (1)." in said(cast.course)["tracker.skills"]
    assert Signal.objects.filter(client=cast.client).count() == 1  # an urge of 5 to hurt oneself asks for attention


def test_a_week_of_the_diary_is_one_page_and_a_day_without_a_card_is_a_gap(cast: Cast, signed_in: SignIn) -> None:
    rows.dbt(cast.course, timezone.localdate(), cast.mira)
    missing = timezone.localdate() - timedelta(4)
    shown = signed_in(cast.mira).get(page(cast, "tracker", "diary-card", f"?week={missing}"))
    [has_card] = [has for day, has, _ in shown.context["week"].heads if day == missing]
    assert not has_card
    assert f"?day={missing}" in shown.content.decode()


def test_what_was_told_of_a_target_stays_readable_after_it_is_closed(cast: Cast, signed_in: SignIn) -> None:
    rows.dbt(cast.course, timezone.localdate(), cast.mira)
    browser, cut = signed_in(cast.mira), Thing.objects.get(kind="diary-target")
    assert browser.post(reverse("trackers:close", args=[cast.client.id, cut.pk])).status_code == 302
    assert f"line_{urge_line(cut.short)}" not in browser.get(page(cast, "enter", "diary-card")).context["form"].fields
    for address in (page(cast, "tracker", "diary-card"), reverse("trackers:thing", args=[cast.client.id, cut.pk])):
        told = [label for row in browser.get(address).context["shown"].rows for label, _ in row.lines]
        assert told.count("Cutting: urge") == 5


def test_a_chain_is_shown_link_by_link_with_its_solutions(cast: Cast, signed_in: SignIn) -> None:
    rows.dbt(cast.course, timezone.localdate(), cast.mira)
    [shown] = signed_in(cast.mira).get(page(cast, "tracker", "chain-analysis")).context["shown"].rows
    assert [link.kind for link in shown.chain] == ["thought", "feeling", "urge", "action"]
    assert [link.solution for link in shown.chain] == ["check the facts", "", "opposite action", ""]


def test_the_assessment_names_what_every_tracker_says_with_its_rows_as_evidence(cast: Cast) -> None:
    rows.everything(cast.course, timezone.localdate(), cast.mira)
    seen = assess_timeline(timeline_of_course(cast.course), timezone.localdate())
    tracked = [one for one in seen.statements if one.rule.startswith("tracker.")]
    assert {one.rule.removeprefix("tracker.") for one in tracked} == {
        "belief", "thinking", "activation", "pleasure_mood", "exposure", "homework", "emdr", "urges", "skills", "values", "inventory",
        "rulers", "talk",
    }  # fmt: skip
    kept = {str(key) for key in LogRow.objects.values_list("pk", flat=True)}
    for one in tracked:
        assert {proof.kind for proof in one.evidence} == {Kind.LOG}
        assert {proof.source for proof in one.evidence} <= kept


def test_what_trackers_count_is_no_line_of_the_clients_log(cast: Cast) -> None:
    """There it would be drawn with a median, which the levels of skills use do not have."""
    rows.everything(cast.course, timezone.localdate(), cast.mira)
    seen = assess_timeline(timeline_of_course(cast.course), timezone.localdate())
    assert seen.timeline.entries == ()
    assert rests_on(seen.timeline) == f"Rests on {LogRow.objects.exclude(log__in=SAYS_NO_NUMBER).count()} log entries."
    assert not [one for one in seen.statements if one.rule == "log.medians"]


def test_the_assessment_of_an_earlier_day_knows_no_later_row(cast: Cast) -> None:
    today = timezone.localdate()
    rows.thought_records(cast.course, today, cast.mira)
    seen = assess_timeline(timeline_of_course(cast.course), today - timedelta(10))
    [told] = [one.text for one in seen.statements if one.rule == "tracker.belief"]
    assert told.startswith("In 2 thought records")


@pytest.mark.parametrize("tracker", list(trackers()))
def test_the_page_of_a_tracker_takes_as_many_queries_for_one_row_as_for_many(tracker: str, cast: Cast, signed_in: SignIn) -> None:
    browser, counts = signed_in(cast.mira), []
    for days in (0, 60):
        if days:
            Thing.objects.update(kind="gone")
        rows.everything(cast.course, timezone.localdate() - timedelta(days), cast.mira)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert browser.get(page(cast, "tracker", tracker)).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_name_is_given_once_and_rows_speak_of_this_clients_things_only(cast: Cast) -> None:
    rows.thing(cast.course, "emdr", cast.mira, label="The platform")
    with pytest.raises(EntryRefused, match="of this name already"):
        rows.thing(cast.course, "emdr", cast.mira, label="the Platform")
    foreign = keep_thing(cast.foreign.courses.get(), trackers()["emdr"], {"label": "elsewhere"}, by=cast.colleague)
    with pytest.raises(EntryRefused, match="choose one"):
        rows.row(cast.course, "emdr", timezone.localdate(), cast.mira, log="emdr-assessment", item=foreign.short, sud=8.0, voc=2.0)
