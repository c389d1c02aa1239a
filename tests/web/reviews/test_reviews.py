"""A review: frozen when begun, written, signed, then never changed; what changed in the record since is pointed out."""

import hashlib

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.progress.test_course_of_care_page import held
from tests.web.reviews.reviewed import OWN, a_draft, a_signed_review, filled, page_of

from fullarc.web.access.models import CareTeam
from fullarc.web.audit.models import Event
from fullarc.web.demo.reviews import review_what_is_over
from fullarc.web.goals.models import Goal
from fullarc.web.measurements.actions import enter_totals
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.actions import import_note
from fullarc.web.reviews import actions
from fullarc.web.reviews.models import Review, ReviewAutosave
from fullarc.web.reviews.queries import changed_since
from fullarc.web.versions import EditedMeanwhile


def test_a_review_is_begun_with_the_assessment_frozen_in_it(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 4)
    mira = signed_in(cast.mira)
    answer = mira.post(page_of(cast, "begin"), {"kind": "discharge"})
    row = Review.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == page_of(cast, "write", row)
    assert row.value.seen.statements
    assert row.value.rules
    assert "4 notes" in row.value.completeness
    assert row.words["chosen"]
    assert mira.post(page_of(cast, "begin"), {"kind": "audit"})["Location"] == page_of(cast, "write", row)  # one draft a course


def test_words_are_written_signed_and_shown_with_their_footnotes(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 4)
    mira, row = signed_in(cast.mira), a_draft(cast)
    first = row.words["chosen"][0]
    sent = filled(mira, row, **OWN, **{f"worded_{first}": "In my own words.", "discussed_on": "2026-01-02", "sign": "1"})
    answer = mira.post(page_of(cast, "write", row), sent)
    assert answer["Location"] == page_of(cast, "review", row)
    row.refresh_from_db()
    assert row.signed_by == cast.mira
    assert row.words["worded"] == {first: "In my own words."}
    page = mira.get(page_of(cast, "review", row)).content.decode()
    for words in (OWN["why"], OWN["recommendation"], "In my own words.", "Mira Lind, clinician", "2 January 2026", row.verification):
        assert words in page
    deeds = set(Event.objects.values_list("action", flat=True))
    assert {"review.begun", "review.saved", "review.signed"} <= deeds


def test_a_statement_that_is_not_ticked_is_not_told(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 4)
    mira, row = signed_in(cast.mira), a_draft(cast)
    statement = next(s for s in row.value.seen.statements if s.id in row.words["chosen"])
    sent = filled(mira, row, save="1")
    del sent[f"told_{statement.id}"]
    mira.post(page_of(cast, "write", row), sent)
    row.refresh_from_db()
    assert statement.id not in row.words["chosen"]
    assert statement.text not in mira.get(page_of(cast, "review", row)).content.decode()


def test_a_score_that_only_a_note_states_is_not_gone_when_the_review_is_begun(cast: Cast) -> None:
    held(cast, 3)
    import_note(cast.course.sessions.latest("date"), text="PHQ-9 = 5. She slept well.", source_name="scored.txt", by=cast.mira)
    row = a_draft(cast)
    assert ("phq-9", 5) in [(score.measure, score.value) for score in row.value.seen.timeline.scores]
    assert changed_since(row) == ()
    enter_totals(cast.course, measure="gad-7", values={"total": 3}, on=timezone.localdate(), by=cast.mira, mode="staff")
    assert [(one.what, one.how) for one in changed_since(row)] == [("GAD-7", "new")]


def test_a_signed_review_can_be_changed_neither_by_the_application_nor_in_the_database(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    row = a_signed_review(cast)
    with pytest.raises(actions.Closed):
        actions.save(row, {}, row.kind, by=cast.mira, started_from=row.version)
    with pytest.raises(actions.Closed):
        actions.discard(row, by=cast.mira)
    assert signed_in(cast.mira).get(page_of(cast, "write", row)).status_code == 302
    for statement in (
        "UPDATE reviews_review SET words = 'x'",
        "UPDATE reviews_review SET frozen = 'x'",
        "UPDATE reviews_review SET signed_at = NULL",
        "DELETE FROM reviews_review",
    ):
        with pytest.raises(DatabaseError, match="signed review"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    row.refresh_from_db()
    assert row.is_unchanged


def test_the_hash_covers_data_words_and_kind(cast: Cast) -> None:
    held(cast, 3)
    row = a_signed_review(cast)
    assert len(row.content_hash) == len(hashlib.sha256().hexdigest())
    row.words = {**row.words, "own": {"why": "Another word."}}
    assert not row.is_unchanged
    row.refresh_from_db()
    row.frozen = {**row.frozen, "rules": "others"}
    assert not row.is_unchanged


def test_what_changes_in_the_record_afterwards_is_pointed_out_and_never_taken_over(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 4)
    Goal.objects.create(course=cast.course, text="Take the train.", agreed_on=cast.course.began)
    row = a_signed_review(cast)
    mira, before = signed_in(cast.mira), row.hash_now()
    assert changed_since(row) == ()
    assert "The record since" not in mira.get(page_of(cast, "review", row)).content.decode()
    goal = Goal.objects.get()
    goal.text = "Take the train alone."
    goal.save()
    enter_totals(cast.course, measure="phq-9", values={"total": 9}, on=row.as_of, by=cast.mira, mode=Administration.Mode.STAFF)
    assert {(one.kind, one.how) for one in changed_since(row)} == {("goal", "changed"), ("score", "new")}
    page = mira.get(page_of(cast, "review", row)).content.decode()
    assert "The record since" in page
    assert "1 thing was recorded since" in page
    row.refresh_from_db()
    assert row.hash_now() == before


def test_a_draft_is_frozen_anew_when_asked_and_the_clinicians_words_stay(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    mira, row = signed_in(cast.mira), a_draft(cast)
    mira.post(page_of(cast, "write", row), filled(mira, row, **OWN, save="1"))
    held(cast, 5)
    row = Review.objects.get()
    assert mira.post(page_of(cast, "freeze", row), {"from_version": str(row.version)}).status_code == 302
    row = Review.objects.get()
    assert len(row.value.seen.timeline.notes) == 5
    assert row.words["own"] == OWN
    assert changed_since(row) == ()


def test_of_two_who_save_at_once_nobody_overwrites_the_other(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    mira, row = signed_in(cast.mira), a_draft(cast)
    first, second = filled(mira, row, why="From one tab.", save="1"), filled(mira, row, why="From the other.", save="1")
    assert mira.post(page_of(cast, "write", row), first).status_code == 302
    answer = mira.post(page_of(cast, "write", row), second)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "From one tab." in page
    assert "From the other." in page
    assert Review.objects.get().words["own"]["why"] == "From one tab."
    with pytest.raises(EditedMeanwhile):
        actions.sign(row, by=cast.mira, started_from=1)


def test_what_was_typed_is_kept_offered_and_gone_once_saved(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    mira, row = signed_in(cast.mira), a_draft(cast)
    sent = filled(mira, row, why="Half a sentence", tab="tab-1", sequence="2")
    assert mira.post(page_of(cast, "autosave", row), sent).json()["saved"]
    older = mira.post(page_of(cast, "autosave", row), {**sent, "why": "Half", "sequence": "1"}).json()
    assert older == {"saved": False, "older": True}
    assert Review.objects.get().words["own"] == {}
    assert "was kept, and never saved" in mira.get(page_of(cast, "write", row)).content.decode()
    assert "Half a sentence" in mira.post(page_of(cast, "unsaved", row)).content.decode()
    mark = ReviewAutosave.objects.get().mark
    assert mark in mira.post(page_of(cast, "unsaved", row)).content.decode()
    mira.post(page_of(cast, "write", row), filled(mira, row, why="A whole sentence.", kept=mark, save="1"))
    assert not ReviewAutosave.objects.exists()


def test_saving_in_one_tab_leaves_what_is_typed_in_another(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    mira, row = signed_in(cast.mira), a_draft(cast)
    for tab, why in (("tab-1", "From the first tab"), ("tab-2", "From the second tab")):
        mira.post(page_of(cast, "autosave", row), filled(mira, row, why=why, tab=tab, sequence="1"))
    mira.post(page_of(cast, "write", row), filled(mira, row, why="From the first tab", tab="tab-1", save="1"))
    assert ReviewAutosave.objects.get().tab == "tab-2"
    row.refresh_from_db()
    mira.post(page_of(cast, "write", row), filled(mira, row, why="From the first tab", tab="tab-1", sign="1"))
    signed = mira.get(page_of(cast, "review", row)).content.decode()
    assert "not saved before this was signed" in signed
    assert "From the second tab" in signed
    mira.post(page_of(cast, "unsaved", row), {"discard": "1"})
    assert "From the second tab" not in mira.get(page_of(cast, "review", row)).content.decode()


def test_a_draft_with_somebody_else_s_unsaved_words_is_not_discarded(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    mira, row = signed_in(cast.mira), a_draft(cast)
    mira.post(page_of(cast, "autosave", row), filled(mira, row, why="Mine", tab="tab-1", sequence="1"))
    CareTeam.objects.create(client=cast.client, user=cast.colleague, begins=cast.course.began)
    colleague = signed_in(cast.colleague)
    refused = colleague.post(page_of(cast, "discard", row))
    assert refused.status_code == 422
    assert "not saved yet" in refused.content.decode()
    assert Review.objects.filter(pk=row.pk).exists()
    mira.post(page_of(cast, "unsaved", row), {"discard": "1"})
    assert colleague.post(page_of(cast, "discard", row)).status_code == 302
    assert not Review.objects.filter(pk=row.pk).exists()


def test_an_empty_review_is_not_signed(cast: Cast, signed_in: SignIn) -> None:
    mira, row = signed_in(cast.mira), a_draft(cast)
    sent = {name: value for name, value in filled(mira, row, sign="1").items() if not name.startswith("told_")}
    answer = mira.post(page_of(cast, "write", row), sent)
    assert answer.status_code == 422
    assert "Nothing is told yet" in answer.content.decode()


def test_a_later_review_is_compared_with_the_one_before(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    a_signed_review(cast)
    held(cast, 5)
    later = a_signed_review(cast)
    assert later.number == 2
    assert "Compared with the review of" in signed_in(cast.mira).get(page_of(cast, "review", later)).content.decode()


def test_a_draft_is_discarded_on_purpose(cast: Cast, signed_in: SignIn) -> None:
    mira, row = signed_in(cast.mira), a_draft(cast)
    assert "Discard this draft?" in mira.get(page_of(cast, "discard", row)).content.decode()
    assert mira.post(page_of(cast, "discard", row))["Location"] == page_of(cast, "list")
    assert not Review.objects.exists()


def test_the_pages_cost_the_same_number_of_queries_whatever_the_length_of_the_course(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    mira, row = signed_in(cast.mira), a_signed_review(cast)

    def cost(url: str) -> int:
        mira.get(url)
        with CaptureQueriesContext(connection) as seen:
            assert mira.get(url).status_code == 200
        return len(seen)

    pages = (page_of(cast, "list"), page_of(cast, "review", row))
    before = [cost(url) for url in pages]
    held(cast, 9)
    assert [cost(url) for url in pages] == before


def test_a_supervisor_reads_a_review_and_writes_none(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    row = a_signed_review(cast)
    supervisor = signed_in(cast.supervisor)
    assert supervisor.get(page_of(cast, "review", row)).status_code == 200
    assert supervisor.post(page_of(cast, "begin"), {"kind": "audit"}).status_code == 403
    assert signed_in(cast.colleague).get(page_of(cast, "review", row)).status_code == 404


def test_the_demo_practice_has_signed_reviews_of_courses_that_are_over_and_a_report_that_left(cast: Cast) -> None:
    held(cast, 4)
    cast.course.ended = cast.course.sessions.latest("date").date
    cast.course.save()
    review_what_is_over(cast.mira)
    row = Review.objects.get()
    assert (row.kind, row.signed_by, row.is_unchanged) == ("discharge", cast.mira, True)
    assert row.reports.get().is_unchanged
