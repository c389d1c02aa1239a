"""Writing at home: an entry is kept once, can be changed, and its history stays."""

import uuid
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Cast, add_own_account
from tests.web.conftest import SignIn
from tests.web.journal.writing import MOOD, filled, kept, write

from fullarc.instruments.log import EntryRefused, LogKind
from fullarc.modalities.tracker import trackers
from fullarc.web.clients.models import Client
from fullarc.web.journal import actions
from fullarc.web.journal.actions import OtherContent, Written, change, keep, set_up
from fullarc.web.journal.forms_at_home import may_be_offered
from fullarc.web.journal.models import Entry, EntryVersion, Sharing
from fullarc.web.measurements.models import LogRow
from fullarc.web.trackers.actions import keep_thing
from fullarc.web.versions import EditedMeanwhile


def test_every_scale_says_what_its_ends_mean_and_every_quantity_its_unit(cast: Cast, signed_in: SignIn) -> None:
    scales = {line.label: line for form in may_be_offered() for line in form.fields if line.kind is LogKind.SCALE}
    assert not [label for label, line in scales.items() if not (line.low_label and line.high_label)]
    set_up(cast.course, ["diary-card"], by=cast.mira)
    page = signed_in(cast.nora).get(reverse("journal:write", args=["diary-card"])).content.decode()
    assert page.count('<p class="ends">') == sum(line.kind is LogKind.SCALE for line in trackers()["diary-card"].row.fields)
    assert "<span>not at all</span><span>very strongly</span>" in page
    assert "0 to 24 hours" in page


def test_a_mood_is_kept_with_one_number(cast: Cast, signed_in: SignIn) -> None:
    answer = write(signed_in(cast.nora), filled(mood="6"))
    assert answer.status_code == 302
    entry = Entry.objects.get()
    assert (entry.log, entry.values, entry.day) == (MOOD, {"mood": 6.0}, timezone.localdate())
    row = LogRow.objects.get()
    assert (row.values, row.entered_by) == ({"mood": 6.0}, cast.nora)


def test_the_same_entry_sent_again_is_one(cast: Cast, signed_in: SignIn) -> None:
    sent, browser = filled(mood="6", note="a word"), signed_in(cast.nora)
    for _ in range(5):
        assert write(browser, sent).status_code == 302
    assert (Entry.objects.count(), LogRow.objects.count(), EntryVersion.objects.count()) == (1, 1, 1)


def test_another_content_under_the_same_uuid_is_refused_and_the_first_stands(cast: Cast, signed_in: SignIn) -> None:
    sent, browser = filled(mood="6"), signed_in(cast.nora)
    write(browser, sent)
    assert write(browser, {**sent, "line_mood": "2"}).status_code == 409
    assert write(browser, {**sent, "sharing": "nothing"}).status_code == 409
    assert Entry.objects.get().values == {"mood": 6.0}


def test_an_entry_that_was_changed_since_is_still_known_when_its_phone_sends_it_again(cast: Cast) -> None:
    written = Written(MOOD, timezone.localdate(), {"mood": 3.0}, Sharing.ALL, uuid.uuid4(), "UTC")
    first = keep(cast.course, written, by=cast.nora)
    change(first, values={"mood": 5.0}, day=first.day, sharing=Sharing.ALL, started_from=1, by=cast.nora)
    assert keep(cast.course, written, by=cast.nora) == first
    assert Entry.objects.get().values == {"mood": 5.0}


def test_the_queue_of_a_phone_is_answered_in_json(cast: Cast, signed_in: SignIn) -> None:
    browser, sent = signed_in(cast.nora), filled(mood="6")
    queue = {"x-fullarc-queue": "1"}
    for _ in range(2):
        answer = write(browser, sent, **queue)
        assert answer.json() == {"kept": sent["uuid"], "href": reverse("journal:journal")}
    refused = write(browser, {**sent, "line_mood": "9"}, **queue)
    assert (refused.status_code, list(refused.json())) == (409, ["refused"])
    assert write(browser, filled(mood="11"), **queue).status_code == 422


def test_nothing_filled_in_is_refused_in_words(cast: Cast, signed_in: SignIn) -> None:
    answer = write(signed_in(cast.nora), filled())
    assert answer.status_code == 422
    assert "One tap is enough" in answer.content.decode()
    assert not Entry.objects.exists()


def test_an_entry_is_changed_and_its_history_stays(cast: Cast, signed_in: SignIn) -> None:
    entry = kept(cast, {"mood": 3.0, "note": "first words"})
    address = reverse("journal:entry", args=[entry.pk])
    sent = {**filled(mood="4", note="other words"), "from_version": "1"}
    assert signed_in(cast.nora).post(address, sent).status_code == 302
    entry.refresh_from_db()
    assert (entry.version, entry.values["note"], LogRow.objects.get().values["note"]) == (2, "other words", "other words")
    page = signed_in(cast.nora).get(address).content.decode()
    assert "other words" in page
    assert "first words" in page


def test_two_windows_never_overwrite_each_other(cast: Cast, signed_in: SignIn) -> None:
    entry = kept(cast, {"mood": 3.0})
    change(entry, values={"mood": 4.0}, day=entry.day, sharing=Sharing.ALL, started_from=1, by=cast.nora)
    with pytest.raises(EditedMeanwhile):
        change(entry, values={"mood": 9.0}, day=entry.day, sharing=Sharing.ALL, started_from=1, by=cast.nora)
    sent = {**filled(mood="9"), "from_version": "1"}
    assert signed_in(cast.nora).post(reverse("journal:entry", args=[entry.pk]), sent).status_code == 409


def test_the_database_keeps_every_version(cast: Cast) -> None:
    entry = kept(cast, {"mood": 3.0})
    version = entry.versions.get()
    for act in (version.delete, entry.delete, lambda: EntryVersion.objects.update(number=7)):
        with pytest.raises((DatabaseError, Exception), match=r"cannot be changed or deleted|not deleted|protected"), transaction.atomic():
            act()


def test_a_form_of_every_day_opens_the_entry_that_is_there(cast: Cast, signed_in: SignIn) -> None:
    set_up(cast.course, ["diary-card", "symptom-log"], by=cast.mira)
    there = kept(cast, {"anxiety": 4.0}, log="symptom-log")
    answer = signed_in(cast.nora).get(reverse("journal:write", args=["symptom-log"]))
    assert answer.headers["Location"] == reverse("journal:entry", args=[there.pk])


def test_several_moods_a_day_are_several_entries(cast: Cast) -> None:
    for mood in (3.0, 7.0):
        kept(cast, {"mood": mood})
    assert LogRow.objects.filter(log=MOOD, date=timezone.localdate()).count() == 2


def test_every_form_for_home_can_be_opened(cast: Cast, signed_in: SignIn) -> None:
    forms = [form.id for form in may_be_offered()]
    assert {"mood-journal", "stress-log", "symptom-log", "thought-record", "activity-schedule", "exposure", "diary-card"} <= set(forms)
    assert not {"emdr", "mi", "homework"} & set(forms)
    set_up(cast.course, forms, by=cast.mira)
    browser = signed_in(cast.nora)
    for form in forms:
        assert browser.get(reverse("journal:write", args=[form])).status_code == 200, form
    for columns in (3, 5, 7):
        page = browser.get(reverse("journal:write", args=["thought-record"]), {"columns": columns}).content.decode()
        assert ("evidence_for" in page) is (columns == 7)


def test_a_form_that_is_not_offered_is_not_there(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.nora)
    for form in ("diary-card", "emdr", "no-form"):
        assert browser.get(reverse("journal:write", args=[form])).status_code == 404
        assert write(browser, filled(mood="3"), form).status_code == 404


def test_the_diary_card_has_the_clients_own_targets_and_skills(cast: Cast, signed_in: SignIn) -> None:
    target = keep_thing(cast.course, trackers()["diary-card"], {"label": "Scrolling at night", "about": 0.0}, by=cast.mira)
    set_up(cast.course, ["diary-card"], by=cast.mira)
    browser = signed_in(cast.nora)
    assert "Scrolling at night: urge" in browser.get(reverse("journal:write", args=["diary-card"])).content.decode()
    urge, act = f"urge_{target.short}", f"act_{target.short}"
    sent = filled(usage="5", skills=["wise_mind", "stop"], **{urge: "4", act: "0"})
    assert write(browser, sent, "diary-card").status_code == 302
    assert LogRow.objects.get().values == {urge: 4.0, act: False, "usage": 5.0, "skills": "wise_mind,stop"}


def test_a_line_that_the_form_does_not_have_is_refused(cast: Cast, signed_in: SignIn) -> None:
    assert write(signed_in(cast.nora), filled(mood="4", weather="3")).status_code == 422


def test_a_thought_record_offers_its_lengths_in_words_and_marks_the_one_that_is_open(cast: Cast, signed_in: SignIn) -> None:
    set_up(cast.course, ["thought-record"], by=cast.mira)
    browser, where = signed_in(cast.nora), reverse("journal:write", args=["thought-record"])
    page = browser.get(where).content.decode()
    assert '<a href="?columns=7" aria-current="true">And what speaks for and against</a>' in page
    assert "columns</a>" not in page
    short = browser.get(f"{where}?columns=3").content.decode()
    assert '<a href="?columns=3" aria-current="true">Short: what I thought and felt</a>' in short


def test_what_a_form_refuses_is_said_in_the_language_of_the_page(cast: Cast, signed_in: SignIn) -> None:
    set_up(cast.course, ["thought-record"], by=cast.mira)
    record, browser = "thought-record", signed_in(cast.nora)
    needed = {"situation": "bus", "thought": "all look", "belief_before": "80", "emotion_1": "shame", "emotion_1_before": "70"}
    for language, said in (("en", "emotion 2 is rated and has no name"), ("es", "la emoción 2 tiene fuerza y no tiene nombre")):
        refused = write(browser, filled(record, **needed, emotion_2_before="50"), record, accept_language=language)
        assert refused.status_code == 422
        assert said in refused.content.decode()
    empty = write(browser, filled(record, **{**needed, "situation": ""}), record, accept_language="es").content.decode()
    assert "Registro de pensamientos: falta “Situación: quién, cuándo, dónde”; complétalo" in empty


def test_before_care_has_begun_nobody_is_told_that_it_has_ended(cast: Cast, signed_in: SignIn) -> None:
    new = Client.objects.create(code="C-0700", name="Not begun")
    browser = signed_in(add_own_account(new, "New", "new@example.org", timezone.localdate()))
    page = browser.get(reverse("journal:journal")).content.decode()
    assert "Your care has ended" not in page
    assert "Your therapist has not chosen anything to fill in at home" in page
    assert "Your months are always here" not in browser.get(reverse("my_progress:own")).content.decode()


def test_after_care_has_ended_the_journal_is_only_read(cast: Cast, signed_in: SignIn) -> None:
    kept(cast, {"mood": 3.0})
    cast.course.ended = timezone.localdate()
    cast.course.save()
    browser = signed_in(cast.nora)
    assert "Your care has ended" in browser.get(reverse("journal:journal")).content.decode()
    assert write(browser, filled(mood="4")).status_code == 404
    assert Entry.objects.count() == 1


# ---- days ----

ZONES = (
    "America/New_York",
    "Europe/Helsinki",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "America/Sao_Paulo",
    "Pacific/Kiritimati",
)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seconds=st.integers(0, 620_000_000), zone=st.sampled_from(ZONES))
def test_today_is_the_day_where_the_client_is_and_no_later_one(seconds: int, zone: str, cast: Cast) -> None:
    moment = datetime(2007, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    today = moment.astimezone(ZoneInfo(zone)).date()
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(timezone, "now", lambda: moment)
        for day, taken in ((today, True), (today - timedelta(1), True), (today + timedelta(1), False)):
            written = Written(MOOD, day, {"mood": 5.0}, Sharing.ALL, uuid.uuid4(), zone)
            try:
                entry = keep(cast.course, written, by=cast.nora)
            except EntryRefused:
                assert not taken
            else:
                assert taken
                assert (entry.day, entry.row.date) == (day, day)
        transaction.set_rollback(True)


def test_an_entry_written_before_midnight_on_a_journey_stays_on_the_chosen_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime(2026, 3, 1, 4, 59, tzinfo=UTC)  # 23:59 of 28 February in New York, 1 March at home in Helsinki
    monkeypatch.setattr(timezone, "now", lambda: moment)
    written = Written(MOOD, date(2026, 2, 28), {"mood": 5.0}, Sharing.ALL, uuid.uuid4(), "America/New_York", at=moment)
    entry = keep(cast.course, written, by=cast.nora)
    assert (entry.day, entry.row.date, entry.zone) == (date(2026, 2, 28), date(2026, 2, 28), "America/New_York")


def test_a_clock_that_cannot_be_true_is_the_servers(cast: Cast) -> None:
    now = timezone.now()
    assert actions.moment(now + timedelta(hours=1)) <= timezone.now()
    assert actions.moment(now - timedelta(days=30)) >= now
    assert actions.moment(now - timedelta(days=2)) == now - timedelta(days=2)


def test_other_content_is_refused_by_the_action_too(cast: Cast) -> None:
    written = Written(MOOD, timezone.localdate(), {"mood": 3.0}, Sharing.ALL, uuid.uuid4(), "UTC")
    keep(cast.course, written, by=cast.nora)
    with pytest.raises(OtherContent):
        keep(cast.course, Written(MOOD, written.day, {"mood": 4.0}, Sharing.ALL, written.uuid, "UTC"), by=cast.nora)


def test_the_journal_speaks_spanish_to_whoever_chose_it_also_in_the_words_of_forms(cast: Cast, signed_in: SignIn) -> None:
    cast.nora.language = "es"
    cast.nora.save()
    set_up(cast.course, ["mood-journal", "diary-card"], by=cast.mira)
    browser = signed_in(cast.nora)
    for form, words in (("mood-journal", ("¿Cómo estás hoy?", "Ánimo", "muy bueno")), ("diary-card", ("Tarjeta diaria", "Mente sabia"))):
        page = browser.get(reverse("journal:write", args=[form])).content.decode()
        for said in (*words, "¿Quién ve esto?", "Guardar"):
            assert said in page
        assert "Who sees this?" not in page


def test_a_journal_begins_with_its_first_entry_and_days_before_it_are_no_gaps(cast: Cast, signed_in: SignIn) -> None:
    set_up(cast.course, ["mood-journal"], by=cast.mira)
    browser, today = signed_in(cast.nora), timezone.localdate()
    empty = browser.get("/me/journal/").content.decode()
    assert "Nothing written yet." in empty
    assert "no entry" not in empty
    kept(cast, {"mood": 6.0}, day=today - timedelta(days=3))
    assert browser.get("/me/journal/").content.decode().count("no entry") == 3
    assert "Earlier days" not in browser.get("/me/journal/").content.decode()
    kept(cast, {"mood": 5.0}, day=today - timedelta(days=20))
    assert browser.get("/me/journal/").content.decode().count("no entry") == 13
    earlier = browser.get(f"/me/journal/earlier/?until={today - timedelta(days=14):%Y-%m-%d}").content.decode()
    assert earlier.count("no entry") == 6
    assert "Four weeks before" not in earlier
