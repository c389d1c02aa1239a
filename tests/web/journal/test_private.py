"""What a client keeps for themselves is nowhere in the practice: no page, no table that pages ask, no chart, no signal."""

import ast
import io
import re
import zipfile
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.journal.writing import filled, kept, write
from tests.web.test_every_url import GUARDED, address, is_own, nothing_stays

import fullarc.web
from fullarc.instruments.log import EntryRefused, LogValue
from fullarc.modalities.tracker import trackers
from fullarc.web.audit.models import Event
from fullarc.web.journal.actions import change, set_up
from fullarc.web.journal.models import Entry, Sharing
from fullarc.web.journal.queries import own_data
from fullarc.web.measurements.models import LogRow
from fullarc.web.progress.queries import timeline_of_course
from fullarc.web.records.taking_out import client_record, practice_record
from fullarc.web.signals.actions import acknowledge
from fullarc.web.signals.models import Signal
from fullarc.web.trackers.actions import keep_thing
from fullarc.web.versions import EditedMeanwhile

CANARY = "privatecanary"


def private_entries(cast: Cast) -> None:
    set_up(cast.course, ["mood-journal", "urges-skills", "thought-record", "diary-card", "activity-schedule"], by=cast.mira)
    kept(cast, {"mood": 1.0, "note": CANARY, "activities": CANARY}, Sharing.NOTHING)
    kept(cast, {"mood": 6.0, "note": CANARY, "activities": CANARY}, Sharing.NUMBERS)
    kept(cast, {"urge_suicide": 5.0, "note": CANARY}, Sharing.NOTHING, log="urges-skills")
    kept(cast, {"usage": 4.0, "substances": CANARY, "note": CANARY}, Sharing.NUMBERS, log="diary-card")
    thought = {"situation": CANARY, "thought": CANARY, "belief_before": 80.0, "emotion_1": CANARY, "emotion_1_before": 70.0}
    kept(cast, thought, Sharing.NOTHING, log="thought-record")
    kept(cast, {"planned": CANARY, "done": 3.0}, Sharing.NOTHING, log="activity-schedule")


def test_no_page_of_the_practice_shows_a_private_word(cast: Cast, signed_in: SignIn) -> None:
    private_entries(cast)
    shown = 0
    for page in GUARDED:
        if is_own(page):
            continue
        with nothing_stays():
            answer = signed_in(cast.mira).get(address(page, cast))
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
            assert CANARY.encode() not in body, f"{page.name} shows a private word"
            shown += answer.status_code == 200
    assert shown > 50


def test_a_private_entry_gives_nothing_to_the_timeline_and_raises_no_signal(cast: Cast) -> None:
    private_entries(cast)
    timeline = timeline_of_course(cast.course)
    assert [entry.value for entry in timeline.entries if entry.item == "mood"] == [6.0]
    assert not [entry for entry in (*timeline.entries, *timeline.tracked) if entry.item.startswith(("urge", "belief", "done"))]
    assert not Signal.objects.filter(kind__startswith="urges").exists()
    rows = [row.values for row in LogRow.objects.all()]
    assert sorted(map(len, rows)) == [1, 1]
    assert CANARY not in str(rows)


def test_no_whole_record_that_is_taken_out_holds_a_private_word(cast: Cast) -> None:
    private_entries(cast)
    kept(cast, {"mood": 4.0, "note": "sharedcanary"}, Sharing.ALL)
    now = timezone.now()
    for taken in (client_record(cast.client, made_at=now), practice_record(made_at=now)):
        told = b"".join(zipfile.ZipFile(io.BytesIO(taken)).read(name) for name in zipfile.ZipFile(io.BytesIO(taken)).namelist())
        assert b"sharedcanary" in told
        assert CANARY.encode() not in told


def test_the_trail_tells_nothing_of_a_private_entry(cast: Cast) -> None:
    before = set(Event.objects.values_list("pk", flat=True))
    entry = kept(cast, {"mood": 1.0, "note": CANARY}, Sharing.NOTHING)
    change(entry, values={"mood": 2.0, "note": CANARY}, day=entry.day, sharing=Sharing.NOTHING, started_from=1, by=cast.nora)
    assert not Event.objects.exclude(pk__in=before).exists()


def test_an_urgent_private_answer_shows_help_and_says_that_nobody_is_told(cast: Cast, signed_in: SignIn) -> None:
    set_up(cast.course, ["urges-skills"], by=cast.mira)
    browser = signed_in(cast.nora)
    answer = write(browser, filled(urge_suicide="5", sharing="nothing"), "urges-skills")
    page = browser.get(answer.headers["Location"]).content.decode()
    assert "emergency" in page
    assert "nobody is told about it" in page
    assert not Signal.objects.exists()


def test_an_urgent_shared_answer_shows_help_and_raises_the_signal(cast: Cast, signed_in: SignIn) -> None:
    set_up(cast.course, ["urges-skills"], by=cast.mira)
    browser = signed_in(cast.nora)
    answer = write(browser, filled(urge_suicide="5", sharing="numbers"), "urges-skills")
    assert "Your therapist is told" in browser.get(answer.headers["Location"]).content.decode()
    signal = Signal.objects.get()
    assert signal.kind == "urges-skills:urge_suicide"
    assert signal.reason.endswith("was answered 5 of 5")


def test_sharing_a_private_entry_later_raises_its_signal(cast: Cast) -> None:
    entry = kept(cast, {"urge_suicide": 5.0}, Sharing.NOTHING, log="urges-skills")
    change(entry, values=entry.values, day=entry.day, sharing=Sharing.ALL, started_from=1, by=cast.nora)
    assert Signal.objects.get().source_id == str(LogRow.objects.get().pk)


def test_a_change_to_a_graver_answer_raises_a_signal(cast: Cast) -> None:
    entry = kept(cast, {"urge_suicide": 2.0}, log="urges-skills")
    assert not Signal.objects.exists()
    change(entry, values={"urge_suicide": 4.0}, day=entry.day, sharing=Sharing.ALL, started_from=1, by=cast.nora)
    assert [signal.reason.rpartition("” ")[2] for signal in Signal.objects.all()] == ["was answered 4 of 5"]


def test_an_answer_made_graver_after_its_signal_was_acknowledged_raises_another_once(cast: Cast) -> None:
    entry = kept(cast, {"urge_suicide": 4.0}, log="urges-skills")
    acknowledge(Signal.objects.get(), what_was_done="Called her.", by=cast.mira)
    for note in ("", "the same again"):  # the second change is of other lines alone
        entry = change(entry, values=urge(5.0, note), day=entry.day, sharing=Sharing.ALL, started_from=entry.version, by=cast.nora)
    with pytest.raises(EditedMeanwhile):
        change(entry, values=urge(5.0), day=entry.day, sharing=Sharing.ALL, started_from=1, by=cast.nora)
    told = {answered(signal): signal.state for signal in Signal.objects.all()}
    assert told == {"4 of 5": "acknowledged", "5 of 5": "raised"}
    assert Signal.objects.count() == 2


def test_an_answer_made_less_grave_and_grave_again_was_told_of_already(cast: Cast) -> None:
    entry = kept(cast, {"urge_suicide": 5.0}, log="urges-skills")
    for urged in (4.0, 2.0, 5.0):
        entry = change(entry, values=urge(urged), day=entry.day, sharing=Sharing.ALL, started_from=entry.version, by=cast.nora)
    assert [answered(signal) for signal in Signal.objects.all()] == ["5 of 5"]


def test_another_risky_line_of_the_same_entry_raises_its_own_signal(cast: Cast) -> None:
    entry = kept(cast, {"urge_suicide": 4.0}, log="urges-skills")
    values = {"urge_suicide": 4.0, "urge_self_harm": 4.0, "did_self_harm": True}
    change(entry, values=values, day=entry.day, sharing=Sharing.ALL, started_from=1, by=cast.nora)
    kinds = {signal.kind.removeprefix("urges-skills:") for signal in Signal.objects.all()}
    assert kinds == {"urge_suicide", "urge_self_harm", "did_self_harm"}


def test_a_target_of_the_diary_card_answered_graver_raises_another_signal(cast: Cast) -> None:
    target = keep_thing(cast.course, trackers()["diary-card"], {"label": "End my life", "about": 1.0}, by=cast.mira)
    entry = kept(cast, {f"urge_{target.short}": 4.0}, log="diary-card")
    change(entry, values={f"urge_{target.short}": 5.0}, day=entry.day, sharing=Sharing.ALL, started_from=1, by=cast.nora)
    assert sorted(answered(signal) for signal in Signal.objects.all()) == ["4 of 5", "5 of 5"]


def urge(of_suicide: float, note: str = "") -> dict[str, LogValue | None]:
    return {"urge_suicide": of_suicide, "note": note or None}


def answered(signal: Signal) -> str:
    return signal.reason.rpartition("was answered ")[2]


def test_a_shared_entry_can_be_taken_back_and_is_gone_from_the_record(cast: Cast) -> None:
    entry = kept(cast, {"mood": 3.0, "note": CANARY})
    change(entry, values=entry.values, day=entry.day, sharing=Sharing.NOTHING, started_from=1, by=cast.nora)
    assert not LogRow.objects.exists()
    assert timeline_of_course(cast.course).entries == ()
    assert Entry.objects.get().values["note"] == CANARY


def test_an_entry_that_has_raised_a_signal_stays_shared_and_says_why(cast: Cast) -> None:
    entry = kept(cast, {"urge_suicide": 5.0}, log="urges-skills")
    with pytest.raises(EntryRefused, match="told about this entry"):
        change(entry, values=entry.values, day=entry.day, sharing=Sharing.NOTHING, started_from=1, by=cast.nora)
    assert LogRow.objects.count() == 1


def test_words_alone_kept_for_oneself_share_nothing(cast: Cast) -> None:
    kept(cast, {"note": CANARY}, Sharing.NUMBERS)
    assert not LogRow.objects.exists()


def test_numbers_alone_are_no_choice_where_they_say_nothing(cast: Cast, signed_in: SignIn) -> None:
    set_up(cast.course, ["thought-record"], by=cast.mira)
    thought = {"situation": "x", "thought": "y", "belief_before": 80.0, "emotion_1": "z", "emotion_1_before": 70.0}
    with pytest.raises(EntryRefused, match="as a whole"):
        kept(cast, thought, Sharing.NUMBERS, log="thought-record")
    page = signed_in(cast.nora).get(reverse("journal:write", args=["thought-record"])).content.decode()
    assert 'value="numbers"' not in page


def test_words_are_private_the_first_time_and_later_as_the_client_chose(cast: Cast, signed_in: SignIn) -> None:
    browser, page = signed_in(cast.nora), reverse("journal:write", args=["mood-journal"])
    assert chosen(browser.get(page).content.decode()) == "numbers"
    write(browser, filled(mood="4", sharing="all"))
    assert chosen(browser.get(page).content.decode()) == "all"


def chosen(page: str) -> str:
    return next(m[1] for m in re.finditer(r'name="sharing" value="(\w+)"([^>]*)>', page) if "checked" in m[2])


def test_each_entry_says_plainly_who_sees_it(cast: Cast, signed_in: SignIn) -> None:
    for sharing in Sharing:
        kept(cast, {"mood": 5.0, "note": "x"}, sharing)
    page = signed_in(cast.nora).get(reverse("journal:journal")).content.decode()
    for words in ("only you", "numbers shared, words only you", ">shared<"):
        assert words in page


def test_another_client_and_a_guardian_find_no_entry(cast: Cast, signed_in: SignIn) -> None:
    entry = kept(cast, {"mood": 5.0, "note": CANARY})
    for person in (cast.guardian, cast.mira, cast.owner):
        for url in (reverse("journal:entry", args=[entry.pk]), reverse("journal:journal")):
            assert signed_in(person).get(url).status_code in (403, 404)


def test_the_client_takes_everything_with_them_private_entries_too(cast: Cast) -> None:
    private_entries(cast)
    told = own_data(cast.client)
    assert len(told) == Entry.objects.count() == 6
    assert CANARY in str(told)


def test_only_the_clients_own_pages_know_the_table_of_entries() -> None:
    """Staff code cannot show what it cannot reach: outside the client's side nothing imports Entry or the queries that read it."""
    root = Path(fullarc.web.__file__).parent
    allowed = {"journal", "portal", "demo", "my_progress", "own_data"}
    for file in root.rglob("*.py"):
        if file.relative_to(root).parts[0] in allowed:
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module in ("fullarc.web.journal.models", "fullarc.web.journal"):
                assert not {alias.name for alias in node.names} & {"Entry", "EntryVersion", "models"}, file
    staff = ast.parse((root / "journal/staff_views.py").read_text()), ast.parse((root / "journal/trend.py").read_text())
    for tree in staff:
        names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
        assert not names & {"Entry", "EntryVersion", "entries_of", "queries"}


def test_the_number_of_queries_is_fixed(cast: Cast, signed_in: SignIn) -> None:
    counts, browser = [], signed_in(cast.nora)
    for _ in range(2):
        for number in range(10):
            kept(cast, {"mood": float(number)})
        with CaptureQueriesContext(connection) as seen:
            browser.get(reverse("journal:journal"))
        counts.append(len(seen))
    assert counts[0] == counts[1]
