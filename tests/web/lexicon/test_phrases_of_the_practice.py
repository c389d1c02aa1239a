"""A practice adds words of its own for the reader: tried on past notes first, proposed by one and decided by another, never deleted."""

import tomllib
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.reading.finding import Status
from fullarc.reading.phrases.own_phrases import OwnPhrase as Usable
from fullarc.reading.phrases.own_phrases import usable
from fullarc.reading.reader import read
from fullarc.web.access.models import CareTeam
from fullarc.web.accounts.models import User
from fullarc.web.audit.models import Event
from fullarc.web.clients.models import Client, Session
from fullarc.web.lexicon import actions, trying
from fullarc.web.lexicon.actions import PhraseNotKept, add, decide, propose
from fullarc.web.lexicon.in_force import lexicon_in_force, rules_in_force
from fullarc.web.lexicon.models import OwnPhrase, PhraseStep, Trial
from fullarc.web.notes.actions import import_note

State = OwnPhrase.State
MOON = usable("low_self_esteem", "moon days")
TEXT = "Reports moon days all week. Denies moon days at work. Panicky in shops."


def a_note(client: Client, by: User, text: str = TEXT) -> None:
    import_note(client.sessions.earliest("date"), text=text, source_name="", by=by)


def tried(phrase: Usable, by: User, old: OwnPhrase | None = None) -> Trial:
    trial = trying.begin_trial(phrase, by=by, phrase=old)
    while trial.waiting:
        trial = trying.go_on(trial, seconds=5)
    return trial


def typed(**changes: str) -> dict[str, str]:
    return {"about": "low self-esteem", "words": "moon days", "says": "present", "unless": "", "why": "", **changes}


# trying before keeping


def test_before_it_is_kept_a_phrase_shows_what_it_would_have_found(cast: Cast, signed_in: SignIn) -> None:
    a_note(cast.client, cast.mira)
    browser = signed_in(cast.mira)
    begun = browser.post(reverse("lexicon:new"), typed())
    assert b"0 of 1 notes" in browser.get(begun.headers["Location"]).content
    browser.post(begun.headers["Location"])
    page = browser.get(begun.headers["Location"]).content.decode()
    assert "2 findings in 1 note: 1 present, 1 denied" in page
    assert "Reports <mark>moon days</mark> all week." in page
    assert reverse("findings:note", args=[cast.client.pk, cast.session.notes.get().pk]) in page
    assert "None of them changes." in page
    assert not OwnPhrase.objects.exists()


def test_before_it_is_kept_a_phrase_shows_which_findings_would_change(cast: Cast) -> None:
    a_note(cast.client, cast.mira)
    doubled = trying.seen(tried(usable("anxiety", "panicky in shops"), cast.mira), cast.mira)
    assert [(each.words, each.said) for each in doubled.changed] == [("Panicky", "panic attacks, present")]
    assert [number for _, number in doubled.effects] == [1]
    other = trying.seen(tried(usable("panic", "panicky in shops", "denied"), cast.mira), cast.mira)
    assert [(each.effect, each.then) for each in other.changed] == [("changes its status", "panic attacks, denied")]
    assert other.effects == (("with another status", 1),)


def test_only_notes_that_the_person_may_read_are_looked_at(cast: Cast, signed_in: SignIn) -> None:
    a_note(cast.foreign, cast.colleague, "Tells of moon days by the sea.")
    seen = trying.seen(tried(MOON, cast.mira), cast.mira)
    assert (seen.findings, seen.sentences, seen.places) == (0, 0, ())
    trial = tried(MOON, cast.colleague)
    assert [place.code for place in trying.seen(trial, cast.colleague).places] == [cast.foreign.code]
    assert signed_in(cast.mira).get(reverse("lexicon:trial", args=[trial.pk])).status_code == 404


def test_what_was_found_is_hidden_when_the_record_is_closed_to_the_person_meanwhile(cast: Cast) -> None:
    a_note(cast.foreign, cast.colleague, "Tells of moon days by the sea.")
    trial = tried(MOON, cast.colleague)
    CareTeam.objects.filter(user=cast.colleague).update(ends=timezone.localdate() - timedelta(days=1))
    assert trying.seen(trial, cast.colleague).places == ()


def test_whose_sentences_were_seen_stands_in_the_trail_without_a_word_of_them(cast: Cast) -> None:
    a_note(cast.client, cast.mira)
    tried(MOON, cast.mira)
    event = Event.objects.get(action="own_phrase.quoted")
    assert (event.client, event.actor) == (cast.client.pk, cast.mira.pk)
    assert not any("moon" in str(value) for value in Event.objects.values().iterator())


def test_a_phrase_that_stands_in_every_other_sentence_is_refused(cast: Cast, signed_in: SignIn) -> None:
    a_note(cast.client, cast.mira, "Told of the harbour. Was quiet.\n" * 110)
    trial = tried(usable("low_self_esteem", "harbour"), cast.mira)
    browser = signed_in(cast.mira)
    assert "in 50.0 % of all sentences" in browser.get(reverse("lexicon:trial", args=[trial.pk])).content.decode()
    assert browser.post(reverse("lexicon:trial", args=[trial.pk]), {"keep": "propose"}).status_code == 422
    assert not OwnPhrase.objects.exists()


def test_a_trial_goes_on_where_it_was(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "AT_ONCE", 1)
    for days in range(3):
        session = Session.objects.create(course=cast.course, date=cast.session.date - timedelta(days=days + 1))
        import_note(session, text=TEXT, source_name="", by=cast.mira)
    trial = trying.go_on(trying.begin_trial(MOON, by=cast.mira), seconds=0)
    assert (trial.done, trial.notes) == (1, 3)
    trial = trying.go_on(trying.go_on(trial, seconds=0), seconds=0)
    assert (trial.waiting, trial.found["findings"]) == ([], 6)


# what is typed


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"words": ""}, "This field is required"),
        ({"words": "the"}, "nearly every sentence"),
        ({"words": "(moon"}, "&#x27;)&#x27; is missing"),
        ({"words": "{moods} days"}, "no list of words called {moods}"),
        ({"words": "moon " * 30}, "at most 24 words"),
        ({"unless": "sun\nthe"}, "nearly every sentence"),
        ({"about": "zzzz"}, "Found no indicator of this name"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(cast: Cast, signed_in: SignIn, changes: dict[str, str], why: str) -> None:
    answer = signed_in(cast.mira).post(reverse("lexicon:new"), typed(**changes))
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert not Trial.objects.exists()


def test_an_indicator_is_found_by_words_for_it(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    assert browser.post(reverse("lexicon:new"), typed(about="insomnia")).status_code == 302
    assert Trial.objects.get().indicator == "sleep_disturbance"


def test_of_several_indicators_that_may_be_meant_one_is_chosen(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    page = browser.post(reverse("lexicon:new"), typed(about="family", words="(moon")).content.decode()
    assert "difficulty in the family (functioning)" in page
    assert "an illness in the family (life)" in page
    assert "&#x27;)&#x27; is missing" in page
    assert browser.post(reverse("lexicon:new"), typed(about="family", which="family_illness")).status_code == 302
    assert Trial.objects.get().indicator == "family_illness"


# keeping


def test_a_clinician_proposes_and_a_supervisor_takes_it_into_force(cast: Cast, signed_in: SignIn) -> None:
    a_note(cast.client, cast.mira)
    trial = tried(MOON, cast.mira)
    browser, url = signed_in(cast.mira), reverse("lexicon:trial", args=[trial.pk])
    assert browser.post(url, {"keep": "add"}).status_code == 422
    browser.post(url, {"keep": "propose"})
    phrase = OwnPhrase.objects.get()
    assert (phrase.state, lexicon_in_force()) == (State.PROPOSED, None)
    decided = reverse("lexicon:decide", args=[phrase.pk])
    assert browser.post(decided, {"act": "take"}).status_code == 403
    assert signed_in(cast.supervisor).post(decided, {"act": "take"}).status_code == 302
    assert [each.quote for each in read(TEXT, lexicon=lexicon_in_force()) if each.rule == phrase.rule] == ["moon days", "moon days"]
    assert not Trial.objects.exists()


def test_whoever_decides_is_told_numbers_and_small_ones_not(cast: Cast, signed_in: SignIn) -> None:
    a_note(cast.client, cast.mira)
    signed_in(cast.mira).post(reverse("lexicon:trial", args=[tried(MOON, cast.mira).pk]), {"keep": "propose"})
    page = signed_in(cast.owner).get(reverse("lexicon:phrase", args=[OwnPhrase.objects.get().pk])).content.decode()
    assert "fewer than five findings" in page
    assert "all week" not in page


def test_an_owner_who_reads_no_notes_does_not_add_blindly(cast: Cast, signed_in: SignIn) -> None:
    a_note(cast.client, cast.mira)
    trial = tried(MOON, cast.owner)
    browser, url = signed_in(cast.owner), reverse("lexicon:trial", args=[trial.pk])
    assert "nothing could be tried" in browser.get(url).content.decode()
    assert browser.post(url, {"keep": "add"}).status_code == 422
    browser.post(url, {"keep": "propose"})
    phrase = OwnPhrase.objects.get()
    assert browser.post(reverse("lexicon:decide", args=[phrase.pk]), {"act": "take"}).status_code == 422
    again = signed_in(cast.mira)
    begun = again.post(reverse("lexicon:try_again", args=[phrase.pk]))
    again.post(begun.headers["Location"])
    again.post(begun.headers["Location"], {"keep": "note"})
    assert browser.post(reverse("lexicon:decide", args=[phrase.pk]), {"act": "take"}).status_code == 302


def test_a_phrase_is_withdrawn_with_a_reason_and_its_history_stays(cast: Cast) -> None:
    phrase = add(MOON, by=cast.supervisor, why="said on the ward")
    before = rules_in_force()
    with pytest.raises(PhraseNotKept, match="no reason"):
        decide(phrase, State.WITHDRAWN, by=cast.owner)
    decide(phrase, State.WITHDRAWN, by=cast.owner, why="a house name now")
    told = [(step.into, step.by.name, step.why) for step in PhraseStep.objects.all()]
    assert told == [
        ("proposed", "Sven Holt", "said on the ward"),
        ("in_force", "Sven Holt", ""),
        ("withdrawn", "Olga Owens", "a house name now"),
    ]
    assert (lexicon_in_force(), rules_in_force() != before) == (None, True)
    assert [event.action for event in Event.objects.order_by("sequence")][-1] == "own_phrase.withdrawn"


def test_the_same_phrase_is_kept_once(cast: Cast) -> None:
    phrase = propose(MOON, by=cast.mira)
    with pytest.raises(PhraseNotKept, match="already"):
        propose(usable("low_self_esteem", "Moon  Days"), by=cast.mira)
    decide(phrase, State.DECLINED, by=cast.owner, why="too rare")
    propose(MOON, by=cast.mira)
    with pytest.raises(PhraseNotKept, match="already"):
        decide(phrase, State.IN_FORCE, by=cast.owner)


def test_the_words_lie_encrypted_and_leave_no_trace_in_the_version(cast: Cast) -> None:
    phrase = add(usable("low_self_esteem", "canarymoon days", "present", ["canarysun"]), by=cast.supervisor, why="canarywhy")
    with connection.cursor() as cursor:
        for table in ("lexicon_ownphrase", "lexicon_phrasestep", "audit_event"):
            cursor.execute(f"SELECT * FROM {table}")
            assert "canary" not in repr(cursor.fetchall())
    assert "canary" not in rules_in_force()
    assert phrase.words == "canarymoon days"


def test_a_phrase_that_a_release_can_no_longer_read_stops_no_other(cast: Cast) -> None:
    add(MOON, by=cast.supervisor)
    OwnPhrase.objects.create(key="own_gone", indicator="an_indicator_of_before", words="old words", state=State.IN_FORCE)
    lexicon = lexicon_in_force()
    assert lexicon is not None
    assert [each.quote for each in read("Moon days.", lexicon=lexicon)] == ["Moon days"]


# files


def test_what_is_taken_out_is_of_the_shipped_form_and_can_be_taken_in(cast: Cast, signed_in: SignIn) -> None:
    words = 'he said "moon \\ days"'
    add(usable("low_self_esteem", words, "denied", ["honeymoon"]), by=cast.supervisor)
    browser = signed_in(cast.owner)
    text = browser.get(reverse("lexicon:toml")).content.decode()
    [rule] = tomllib.loads(text)["low_self_esteem"].values()
    assert rule == {"says": "denied", "phrases": [words], "unless": ["honeymoon"]}
    assert actions.take_in([usable("low_self_esteem", words, "denied")], by=cast.owner, why="") == (0, 1)
    more = text + '[panic.more]\nphrases = ["shaky sea", "shaky lake"]\n'
    assert browser.post(reverse("lexicon:take_in"), {"file": SimpleUploadedFile("a.toml", more.encode())}).status_code == 302
    assert sorted(row.words for row in OwnPhrase.objects.filter(state=State.PROPOSED)) == ["shaky lake", "shaky sea"]


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"no toml", b"", b"[panic.x]\nphrases = ['moon days', 'the']", b"[panic.x]\nneeds = ['a']"]
)
def test_of_a_file_with_one_bad_phrase_none_is_taken(cast: Cast, signed_in: SignIn, content: bytes) -> None:
    answer = signed_in(cast.owner).post(reverse("lexicon:take_in"), {"file": SimpleUploadedFile("a.toml", content)})
    assert answer.status_code == 422
    assert not OwnPhrase.objects.exists()


# looking


def test_the_list_takes_the_same_queries_for_one_and_for_thirty_phrases(cast: Cast, signed_in: SignIn) -> None:
    browser, counts = signed_in(cast.owner), []
    for upto in (1, 30):
        for number in range(OwnPhrase.objects.count(), upto):
            propose(usable("panic", f"moon {number} waves"), by=cast.mira)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(reverse("lexicon:phrases")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_denying_phrase_says_so(cast: Cast) -> None:
    add(usable("low_self_esteem", "sun days", "denied"), by=cast.supervisor)
    assert [each.status for each in read("Had sun days.", lexicon=lexicon_in_force())] == [Status.DENIED]
