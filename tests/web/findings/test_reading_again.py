"""When rules change notes are read again in the background; what clinicians said stays, and nobody waits."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.course.timeline import Review
from fullarc.reading.finding import Status
from fullarc.reading.phrases.own_phrases import usable
from fullarc.reading.rules_version import RULES_VERSION
from fullarc.web.audit.models import Event
from fullarc.web.clients.models import Session
from fullarc.web.findings import actions, rereading, rounds
from fullarc.web.findings.models import DISMISSED, Reading, StoredFinding
from fullarc.web.findings.queries import noted_findings
from fullarc.web.findings.rereading import Progress, progress, read_again, something_waits
from fullarc.web.lexicon.actions import add, decide
from fullarc.web.lexicon.in_force import rules_in_force
from fullarc.web.lexicon.models import OwnPhrase
from fullarc.web.notes.actions import begin_note, import_note
from fullarc.web.notes.models import Note
from fullarc.web.signals.actions import acknowledge, close
from fullarc.web.signals.models import Signal

TEXT = "Reports moon days in her third week here. Panicky in shops. Slept poorly since Monday."


def a_note(cast: Cast, text: str = TEXT, days: int = 0) -> Note:
    session = Session.objects.create(course=cast.course, date=cast.session.date - timedelta(days=days + 1))
    return import_note(session, text=text, source_name="", by=cast.mira)


@pytest.fixture
def note(cast: Cast) -> Note:
    made = a_note(cast)
    actions.ensure_read(cast.course, by=cast.mira)
    return made


def phrase(cast: Cast, indicator: str = "low_self_esteem", words: str = "moon days", says: str = "present") -> OwnPhrase:
    return add(usable(indicator, words, says), by=cast.supervisor)


def of(note: Note, indicator: str) -> list[StoredFinding]:
    return [row for row in note.findings.all() if row.as_read.indicator == indicator]


def test_a_new_phrase_is_read_in_every_past_note(cast: Cast, note: Note) -> None:
    assert not of(note, "low_self_esteem")
    new = phrase(cast)
    assert (something_waits(), read_again(), something_waits()) == (True, 1, False)
    [found] = of(note, "low_self_esteem")
    assert (found.finding.quote, found.finding.rule, found.rules_version) == ("moon days", new.rule, rules_in_force())


def test_a_withdrawn_phrase_takes_its_findings_with_it(cast: Cast, note: Note) -> None:
    new = phrase(cast)
    read_again()
    decide(new, OwnPhrase.State.WITHDRAWN, by=cast.owner, why="too rare")
    read_again()
    assert not of(note, "low_self_esteem")
    assert set(note.findings.values_list("rules_version", flat=True)) == {RULES_VERSION}


def test_no_page_waits_for_the_reader(cast: Cast, signed_in: SignIn, note: Note, monkeypatch: pytest.MonkeyPatch) -> None:
    phrase(cast)

    def reader(*_: object, **__: object) -> None:
        raise AssertionError("a page has read a note again")

    monkeypatch.setattr(actions, "read", reader)
    monkeypatch.setattr(rereading, "read", reader)
    browser = signed_in(cast.mira)
    pages = [reverse("findings:note", args=[cast.client.pk, note.pk]), reverse("findings:rereading"), reverse("progress:caseload")]
    assert [browser.get(page).status_code for page in pages] == [200, 200, 200]
    assert something_waits()


def test_a_new_note_is_read_by_the_phrases_in_force_at_once(cast: Cast, signed_in: SignIn) -> None:
    phrase(cast)
    made = a_note(cast)
    page = signed_in(cast.mira).get(reverse("findings:note", args=[cast.client.pk, made.pk])).content.decode()
    assert made.reading.rules_version == rules_in_force()
    assert "a phrase of this practice: “moon days”, added by Sven Holt on" in page


def test_what_is_read_as_before_keeps_its_row_and_leaves_no_line_in_the_trail(cast: Cast, note: Note) -> None:
    before = {row.pk for row in note.findings.all()}
    Reading.objects.update(rules_version="older rules")
    events = Event.objects.count()
    read_again()
    assert {row.pk for row in note.findings.all()} == before
    assert Event.objects.count() == events
    phrase(cast)
    read_again()
    assert before < {row.pk for row in note.findings.all()}
    assert Event.objects.filter(action="notes.read_again", client=cast.client.pk, actor=None).count() == 1


# what clinicians said


def reviewed(note: Note, indicator: str) -> StoredFinding:
    [row] = of(note, indicator)
    return row


def read_with_other_offsets(cast: Cast) -> None:
    """The phrase marks more words than the shipped rule did for the same."""
    phrase(cast, "panic", "panicky in shops")
    assert read_again() == 1


def counted(cast: Cast, indicator: str) -> list[tuple[str, Status, Review]]:
    return [
        (each.finding.quote, each.finding.status, each.review)
        for each in noted_findings(cast.course)
        if each.finding.indicator == indicator
    ]


def test_a_corrected_finding_stays_when_its_rule_marks_other_words(cast: Cast, note: Note) -> None:
    actions.correct(reviewed(note, "panic"), {"status": "historical"}, by=cast.mira)
    read_with_other_offsets(cast)
    assert counted(cast, "panic") == [("Panicky", Status.HISTORICAL, Review.CORRECTED)]


def test_a_finding_corrected_to_another_subject_is_not_doubled(cast: Cast, note: Note) -> None:
    actions.correct(reviewed(note, "panic"), {"indicator": "anxiety"}, by=cast.mira)
    phrase(cast, "anxiety", "panicky in shops")
    read_again()
    assert counted(cast, "anxiety") == [("Panicky", Status.PRESENT, Review.CORRECTED)]
    assert counted(cast, "panic") == []


def test_a_dismissed_finding_stays_dismissed_when_its_rule_marks_other_words(cast: Cast, note: Note) -> None:
    actions.dismiss(reviewed(note, "panic"), by=cast.mira)
    read_with_other_offsets(cast)
    assert counted(cast, "panic") == []
    assert [row.review for row in of(note, "panic")] == [DISMISSED]


def test_a_confirmed_finding_stays_confirmed(cast: Cast, note: Note) -> None:
    actions.confirm(reviewed(note, "panic"), by=cast.mira)
    read_with_other_offsets(cast)
    assert counted(cast, "panic") == [("Panicky", Status.PRESENT, Review.CONFIRMED)]


def test_a_reviewed_finding_stays_when_its_phrase_is_withdrawn_and_says_where_it_came_from(
    cast: Cast, signed_in: SignIn, note: Note
) -> None:
    new = phrase(cast)
    read_again()
    actions.confirm(reviewed(note, "low_self_esteem"), by=cast.mira)
    decide(new, OwnPhrase.State.WITHDRAWN, by=cast.owner, why="too rare")
    read_again()
    assert counted(cast, "low_self_esteem") == [("moon days", Status.PRESENT, Review.CONFIRMED)]
    page = signed_in(cast.mira).get(reverse("findings:note", args=[cast.client.pk, note.pk])).content.decode()
    assert "added by Sven Holt" in page
    assert "; withdrawn on" in page


def dismissed_and_moved(cast: Cast, indicator: str) -> list[str]:
    """A clinician dismisses what one phrase found; then another phrase finds other words of the same sentence."""
    made = a_note(cast, "Told of black water, then of grey wings at dawn.")
    first = phrase(cast, indicator, "black water")
    actions.ensure_read(cast.course, by=cast.mira)
    actions.dismiss(reviewed(made, indicator), by=cast.mira)
    decide(first, OwnPhrase.State.WITHDRAWN, by=cast.owner, why="said otherwise")
    phrase(cast, indicator, "grey wings")
    read_again()
    return [quote for quote, _, _ in counted(cast, indicator)]


def test_a_dismissed_finding_stays_dismissed_at_other_words_of_its_sentence(cast: Cast) -> None:
    assert dismissed_and_moved(cast, "low_self_esteem") == []


def test_dismissed_risk_hides_no_other_words_of_risk(cast: Cast) -> None:
    assert dismissed_and_moved(cast, "self_harm_urge") == ["grey wings"]


# signals


def closed_signal(cast: Cast) -> Signal:
    [signal] = Signal.objects.all()
    acknowledge(signal, what_was_done="talked it through", by=cast.mira)
    close(signal, by=cast.mira)
    return signal


def test_a_signal_that_was_closed_stays_closed_when_its_note_is_read_again(cast: Cast) -> None:
    made = a_note(cast, "Has thoughts of suicide. Told of grey wings.")
    actions.ensure_read(cast.course, by=cast.mira)
    signal = closed_signal(cast)
    made.findings.all().delete()
    phrase(cast, "self_harm_urge", "grey wings")
    read_again()
    assert {row.as_read.indicator for row in made.findings.all()} >= {"suicidal_ideation", "self_harm_urge"}
    [stands] = Signal.objects.all()
    assert (stands.pk, stands.closed_at is not None) == (signal.pk, True)


def test_risk_that_only_the_new_phrase_sees_raises_a_signal(cast: Cast) -> None:
    a_note(cast, "Told of grey wings.")
    actions.ensure_read(cast.course, by=cast.mira)
    assert not Signal.objects.exists()
    phrase(cast, "suicide_plan", "grey wings")
    read_again()
    assert [signal.kind for signal in Signal.objects.all()] == ["suicide_plan"]


# going on


def test_reading_goes_on_where_it_was_broken_off(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = [a_note(cast, days=days) for days in range(4)]
    actions.ensure_read(cast.course, by=cast.mira)
    phrase(cast)
    store, calls = rereading.put_in_place, [0]

    def killed(*arguments: object) -> None:
        calls[0] += 1
        if calls[0] == 3:
            raise KeyboardInterrupt
        store(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(rereading, "put_in_place", killed)
    with pytest.raises(KeyboardInterrupt):
        read_again()
    assert progress() == Progress(of=4, done=2)
    assert read_again() == 2
    assert progress() == Progress(of=4, done=4)
    assert all(len(of(each, "low_self_esteem")) == 1 for each in notes)


def test_a_turn_reads_for_a_while_and_leaves_the_rest_for_the_next(cast: Cast) -> None:
    for days in range(3):
        a_note(cast, days=days)
    assert [read_again(seconds=0) for _ in range(4)] == [1, 1, 1, 0]


def test_the_background_work_does_it(cast: Cast, note: Note) -> None:
    phrase(cast)
    rounds.read_notes_again(datetime(2026, 11, 22, tzinfo=UTC))
    assert of(note, "low_self_esteem")


def test_a_note_that_somebody_else_read_meanwhile_is_left_alone(cast: Cast, note: Note) -> None:
    before = {row.pk for row in note.findings.all()}
    rereading.put_in_place(note, [], rules_in_force())
    assert {row.pk for row in note.findings.all()} == before


def test_a_draft_is_not_read(cast: Cast) -> None:
    begin_note(cast.session, by=cast.mira, format_key="soap", parts={"subjective": TEXT})
    assert (something_waits(), read_again(), progress()) == (False, 0, Progress(0, 0))


def test_the_page_says_how_far_it_is(cast: Cast, signed_in: SignIn, note: Note) -> None:
    browser, url = signed_in(cast.owner), reverse("findings:rereading")
    phrase(cast)
    assert "0 of 1 notes and addenda stand" in browser.get(url).content.decode()
    assert "data-again" in browser.get(url, {"part": "yes"}).content.decode()
    read_again()
    done = browser.get(url, {"part": "yes"}).content.decode()
    assert "All 1 notes and addenda stand as the rules in force read them" in done
    assert "data-again" not in done


def test_the_page_takes_the_same_queries_for_one_and_for_many_notes(cast: Cast, signed_in: SignIn, note: Note) -> None:
    browser, counts = signed_in(cast.owner), []
    phrase(cast)
    rules_in_force()  # made ready once, whatever the number of notes
    for more in (0, 12):
        for days in range(more):
            a_note(cast, days=days + 1)
        with CaptureQueriesContext(connection) as asked:
            browser.get(reverse("findings:rereading"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
