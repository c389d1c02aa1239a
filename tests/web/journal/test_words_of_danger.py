"""What a client writes in own words: nobody reads it at once, which both sides are told; what is shared is looked through for danger."""

import pytest
from django.urls import reverse
from tests.cast import Cast, assemble
from tests.web.conftest import SignIn
from tests.web.imports.chromium import chromium
from tests.web.journal.writing import filled, kept, write

from fullarc.web.journal.actions import change
from fullarc.web.journal.models import Entry, Sharing
from fullarc.web.portal.models import WhoToCall
from fullarc.web.signals.actions import acknowledge
from fullarc.web.signals.models import Signal

DANGER = "I bought more paracetamol on the way home and I want it to be over."
LINE = "Night line: 555 0199"


@pytest.fixture
def practice(cast: Cast) -> Cast:
    WhoToCall(contacts=LINE, not_watched="Nobody reads your answers at night.").save()
    return cast


def changed(entry: Entry, note: str, sharing: Sharing = Sharing.ALL) -> Entry:
    return change(entry, values={"mood": 2.0, "note": note}, day=entry.day, sharing=sharing, started_from=entry.version, by=None)


def test_words_of_danger_that_are_shared_raise_a_signal_and_the_client_reads_whom_to_call(practice: Cast, signed_in: SignIn) -> None:
    browser = signed_in(practice.nora)
    answer = write(browser, filled(mood="2", note=DANGER))
    signal = Signal.objects.get()
    assert signal.kind == "suicidal_ideation"
    assert signal.reason == "Mood journal: the client’s own words speak of suicidal thoughts, access to means"
    page = browser.get(answer.headers["Location"]).content.decode()
    assert LINE in page
    assert "Your therapist is told about this entry" in page


@pytest.mark.parametrize("sharing", ["nothing", "numbers"])
def test_words_of_danger_that_are_kept_raise_none_and_say_so_below_whom_to_call(practice: Cast, signed_in: SignIn, sharing: str) -> None:
    browser = signed_in(practice.nora)
    page = browser.get(write(browser, filled(mood="2", note=DANGER, sharing=sharing)).headers["Location"]).content.decode()
    assert not Signal.objects.exists()
    assert LINE in page
    assert "obody is told about" in page
    assert "Your therapist is told" not in page


@pytest.mark.parametrize("note", ["Walked the dog, a good day.", "No thoughts of suicide today.", "My sister wants to die."])
def test_words_without_a_danger_of_one_s_own_raise_nothing(practice: Cast, note: str) -> None:
    kept(practice, {"mood": 6.0, "note": note})
    assert not Signal.objects.exists()


def test_words_that_are_changed_to_graver_ones_raise_a_signal_of_their_own_once(practice: Cast) -> None:
    entry = kept(practice, {"mood": 2.0, "note": "I want to hurt myself."})
    first = Signal.objects.get()
    acknowledge(first, what_was_done="Called.", by=practice.mira)
    entry = changed(entry, "I want to kill myself. I will jump from the bridge tonight.")
    graver = Signal.objects.exclude(pk=first.pk).get()
    entry = changed(entry, "I want to kill myself. I will jump from the bridge tonight, really.")
    assert set(Signal.objects.all()) == {first, graver}


def test_words_that_are_shared_later_raise_their_signal_then(practice: Cast) -> None:
    entry = kept(practice, {"mood": 2.0, "note": DANGER}, Sharing.NOTHING)
    assert not Signal.objects.exists()
    changed(entry, DANGER)
    assert Signal.objects.get().kind == "suicidal_ideation"


def test_the_client_is_told_where_they_write_that_nobody_reads_it_at_once_with_whom_to_call(practice: Cast, signed_in: SignIn) -> None:
    page = signed_in(practice.nora).get(reverse("journal:write", args=["mood-journal"])).content.decode()
    assert "Nobody reads this at once" in page
    assert '<a href="tel:5550199">' in page


def test_the_therapist_reads_the_words_beside_the_mood_and_that_nobody_is_told_at_once(practice: Cast, signed_in: SignIn) -> None:
    kept(practice, {"mood": 2.0, "note": "Alone all day."})
    kept(practice, {"mood": 2.0, "note": "My secret."}, Sharing.NUMBERS)
    page = signed_in(practice.mira).get(reverse("journal:of_course", args=[practice.client.pk, practice.course.pk])).content.decode()
    assert "Alone all day." in page
    assert "My secret." not in page
    assert "Nobody is told at once of what stands here" in page


def test_the_signal_leads_to_the_entry(practice: Cast, signed_in: SignIn) -> None:
    row = kept(practice, {"mood": 2.0, "note": DANGER}).row
    assert row is not None
    signal = Signal.objects.get()
    page = signed_in(practice.mira).get(reverse("signals:signal", args=[practice.client.pk, signal.pk])).content.decode()
    entries = reverse("measurements:log", args=[practice.client.pk, practice.course.pk, "mood-journal"])
    assert f"{entries}#row-{row.pk}" in page
    assert DANGER in signed_in(practice.mira).get(entries).content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_on_a_phone_the_words_stand_in_sight_among_all_entries(live_server: object) -> None:
    cast = assemble()
    kept(cast, {"mood": 2.0, "note": "Alone all day."})
    with chromium(live_server.url, cast.mira, width=390) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse("measurements:log", args=[cast.client.pk, cast.course.pk, "mood-journal"]))
        box = page.get_by_text("Alone all day.").bounding_box()
        assert box is not None
        assert 0 <= box["x"] < box["x"] + box["width"] <= 390
