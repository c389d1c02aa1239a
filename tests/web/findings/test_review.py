"""What was read counts until a clinician says otherwise; what a clinician says stays."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.course.timeline import Review
from fullarc.reading.finding import Status
from fullarc.web.findings import actions
from fullarc.web.findings.margin import lines_of
from fullarc.web.findings.models import Reading, StoredFinding
from fullarc.web.findings.queries import noted_findings
from fullarc.web.findings.rereading import read_again
from fullarc.web.notes.actions import import_note
from fullarc.web.signals.models import Signal

TEXT = "Reports one panic attack. Sleep is poor. Has thoughts of suicide, no plan or intent."


@pytest.fixture
def found(cast: Cast) -> StoredFinding:
    import_note(cast.session, text=TEXT, source_name="01.txt", by=cast.mira)
    actions.ensure_read(cast.course, by=cast.mira)
    return next(row for row in StoredFinding.objects.all() if row.finding.indicator == "panic")


def send(cast: Cast, signed_in: SignIn, found: StoredFinding, **sent: str) -> int:
    return signed_in(cast.mira).post(reverse("findings:review", args=[cast.client.pk, found.pk]), sent).status_code


def test_an_unreviewed_finding_counts_and_says_so(cast: Cast, found: StoredFinding) -> None:
    counted = {noted.finding.indicator: noted.review for noted in noted_findings(cast.course)}
    assert counted["panic"] is Review.UNREVIEWED


def test_a_dismissed_finding_is_gone(cast: Cast, signed_in: SignIn, found: StoredFinding) -> None:
    assert send(cast, signed_in, found, act="dismiss") == 302
    assert "panic" not in {noted.finding.indicator for noted in noted_findings(cast.course)}


def test_a_corrected_finding_is_as_corrected_and_survives_new_rules(cast: Cast, signed_in: SignIn, found: StoredFinding) -> None:
    assert send(cast, signed_in, found, status="other_person") == 302
    Reading.objects.update(rules_version="older rules")
    assert read_again() == 1
    panic = [noted for noted in noted_findings(cast.course) if noted.finding.indicator == "panic"]
    assert [(noted.finding.status, noted.review) for noted in panic] == [(Status.OTHER_PERSON, Review.CORRECTED)]


def test_a_status_that_does_not_exist_is_refused_and_nothing_changes(cast: Cast, signed_in: SignIn, found: StoredFinding) -> None:
    assert send(cast, signed_in, found, status="maybe") == 422
    found.refresh_from_db()
    assert found.review == Review.UNREVIEWED.value


def test_a_sign_of_risk_raises_one_signal_however_often_the_note_is_read(cast: Cast, found: StoredFinding) -> None:
    Reading.objects.update(rules_version="older rules")
    assert read_again() == 1
    assert [signal.kind for signal in Signal.objects.filter(client=cast.client)] == ["suicidal_ideation"]


def test_denied_risk_raises_nothing(cast: Cast) -> None:
    import_note(cast.session, text="Denies suicidal ideation, plan or intent.", source_name="", by=cast.mira)
    actions.ensure_read(cast.course, by=cast.mira)
    assert not Signal.objects.exists()


def test_the_words_in_the_margin_are_the_words_of_the_note(cast: Cast, signed_in: SignIn, found: StoredFinding) -> None:
    page = signed_in(cast.mira).get(reverse("findings:note", args=[cast.client.pk, found.note_id])).content.decode()
    assert f'id="finding-{found.pk}"' in page
    assert found.finding.quote in page
    assert TEXT[found.finding.evidence.start : found.finding.evidence.end] == found.finding.quote


def test_a_supervisor_reads_but_does_not_review(cast: Cast, signed_in: SignIn, found: StoredFinding) -> None:
    browser = signed_in(cast.supervisor)
    assert browser.get(reverse("findings:note", args=[cast.client.pk, found.note_id])).status_code == 200
    assert browser.post(reverse("findings:review", args=[cast.client.pk, found.pk]), {"act": "dismiss"}).status_code == 403


def test_the_page_to_go_back_to_is_one_of_ours(cast: Cast, signed_in: SignIn, found: StoredFinding) -> None:
    url = reverse("findings:review", args=[cast.client.pk, found.pk])
    answer = signed_in(cast.mira).post(url, {"act": "confirm", "next": "https://elsewhere.example/"})
    assert answer.url == reverse("clients:client", args=[cast.client.pk])


def test_reading_back_takes_the_same_queries_for_one_and_for_sixty_sessions(
    cast: Cast, django_assert_num_queries: object, found: StoredFinding
) -> None:
    from datetime import timedelta

    from fullarc.web.clients.models import Session

    with django_assert_num_queries(2):  # type: ignore[operator]
        noted_findings(cast.course)
    days = [cast.session.date - timedelta(days=n) for n in range(1, 60)]
    for session in Session.objects.bulk_create(Session(course=cast.course, date=day) for day in days):
        import_note(session, text=TEXT, source_name="", by=cast.mira)
    actions.ensure_read(cast.course, by=cast.mira)
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(noted_findings(cast.course)) > 100


def test_the_findings_of_a_course_come_without_the_text_of_their_notes(cast: Cast, found: StoredFinding) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert len(noted_findings(cast.course)) > 1
    assert len(asked) == 2  # the findings; the passages that corrections took back
    [of_findings] = [each["sql"] for each in asked if "findings_storedfinding" in each["sql"]]
    assert '"parts"' not in of_findings


def test_the_margin_says_for_each_finding_what_made_it_so_without_a_script(cast: Cast, signed_in: SignIn, found: StoredFinding) -> None:
    page = signed_in(cast.mira).get(reverse("findings:note", args=[cast.client.pk, found.note_id])).content.decode()
    margin = page.split(f'data-finding="{found.pk}"')[1].split("</dl>")[0]
    assert "<details>" in margin
    assert "<dt>found by</dt><dd>a written rule (panic.attack)</dd>" in margin
    assert ".toml" not in margin  # files and the wordings in them are said by the command
    assert "before these words, said of 2 things together" in page
    assert page.count('<dl class="why">') == page.count("data-finding=")


def test_what_is_observed_is_within_normal_limits_or_out_of_the_ordinary_in_its_fold_too(cast: Cast, signed_in: SignIn) -> None:
    import_note(cast.session, text="Came in on time.", source_name="01.txt", by=cast.mira)
    actions.ensure_read(cast.course, by=cast.mira)
    row = StoredFinding.objects.get()
    page = signed_in(cast.mira).get(reverse("findings:note", args=[cast.client.pk, row.note_id])).content.decode()
    margin = page.split(f'data-finding="{row.pk}"')[1].split("</form>")[0]
    assert "<b>Engagement</b> within normal limits" in margin
    assert "<dd>within normal limits: the words say so" in margin
    assert 'value="denied" data-finding-key="2" aria-pressed="true"><kbd>2</kbd>within normal limits' in margin


def test_a_paragraph_of_the_note_begins_a_paragraph_of_its_page() -> None:
    lines = lines_of("First week back.\nSlept well.\n\nPlan: same time.", [])
    assert [line.begins_paragraph for line in lines] == [False, False, True]


def test_a_corrected_finding_is_explained_as_it_was_read(cast: Cast, signed_in: SignIn, found: StoredFinding) -> None:
    send(cast, signed_in, found, status="historical")
    page = signed_in(cast.mira).get(reverse("findings:note", args=[cast.client.pk, found.note_id])).content.decode()
    margin = page.split(f'data-finding="{found.pk}"')[1].split("</dl>")[0]
    assert "present: the words say so" in margin
    assert "by Mira Lind. It was read as" in margin


def test_a_signal_shows_the_words_it_stands_on_what_they_deny_and_the_way_to_the_note(
    cast: Cast, signed_in: SignIn, found: StoredFinding
) -> None:
    signal = Signal.objects.get()
    page = signed_in(cast.mira).get(reverse("signals:signal", args=[cast.client.pk, signal.pk])).content.decode()
    assert "thoughts of suicide</mark>" in page
    assert '<mark class="denied">' in page
    assert "a suicide plan: denied" in page.casefold()
    assert reverse("findings:note", args=[cast.client.pk, found.note_id]) in page


def test_a_signal_shows_no_word_of_the_note_to_whoever_may_not_read_notes(cast: Cast, signed_in: SignIn, found: StoredFinding) -> None:
    signal = Signal.objects.get()
    told = signed_in(cast.owner).get(reverse("signals:signal", args=[cast.client.pk, signal.pk]))
    assert "thoughts of suicide</mark>" not in told.content.decode()
