"""The therapist's page of what was shared at home, and the sheet before a session: at once, with gaps, in a fixed number of queries."""

import re
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.journal.writing import kept

from fullarc.instruments.catalogue import catalogue
from fullarc.modalities.code_list import code_list
from fullarc.modalities.tracker import trackers
from fullarc.web.check_ins.actions import NOT_AT_HOME
from fullarc.web.journal.actions import set_up
from fullarc.web.journal.form_words import WORDS
from fullarc.web.journal.forms_at_home import offered_in
from fullarc.web.journal.glance import at_home
from fullarc.web.journal.models import Sharing
from fullarc.web.measurements.models import LogRow
from fullarc.web.progress.in_force import in_force
from fullarc.web.progress.judged import judged
from fullarc.web.trackers.actions import keep_thing


def page_of(cast: Cast) -> str:
    return reverse("journal:of_course", args=[cast.client.pk, cast.course.pk])


def test_a_shared_mood_is_drawn_at_once_and_a_gap_stays_a_gap(cast: Cast, signed_in: SignIn) -> None:
    today = timezone.localdate()
    for ago in (5, 4, 1, 0):
        kept(cast, {"mood": 6.0 - ago}, day=today - timedelta(ago))
    page = signed_in(cast.mira).get(page_of(cast)).content.decode()
    assert "4 entries on 4 of 6 days, 1 gap." in page
    wide = page[page.index("tracker-wide") : page.index("tracker-narrow")]
    assert wide.count('class="line"') == 2
    assert wide.count('class="band"') == 1


def test_the_sheet_says_the_last_two_weeks_in_a_sentence(cast: Cast) -> None:
    today = timezone.localdate()
    for ago, mood in ((20, 3.0), (2, 5.0), (1, 7.0), (1, 9.0)):
        kept(cast, {"mood": mood}, day=today - timedelta(ago))
    [sentence] = at_home([cast.course], today)[cast.course.pk]
    expected = "Mood journal: 3 entries on 2 of the last 14 days; mood from 5 to 9, median 7, in the 14 days before 3."
    assert sentence == expected


def test_the_sheet_tells_of_the_diary_card_with_urges_apart_from_actions(cast: Cast) -> None:
    target = keep_thing(cast.course, trackers()["diary-card"], {"label": "Scrolling", "about": 0.0}, by=cast.mira)
    today = timezone.localdate()
    for ago in (1, 0):
        values = {f"urge_{target.short}": 5.0, f"act_{target.short}": 0.0, "usage": 5.0}
        kept(cast, values, log="diary-card", day=today - timedelta(ago))
    [sentence] = at_home([cast.course], today)[cast.course.pk]
    assert sentence.startswith("Diary card, 2 of the last 14 days.")
    assert "2 of them without the action" in sentence
    assert "Skills were used on 2 of 2 days" in sentence


def test_the_assessment_rests_on_shared_entries_and_shows_them_as_evidence(cast: Cast) -> None:
    today = timezone.localdate()
    for ago in range(28, -1, -1):
        kept(cast, {"mood": 3.0 if ago > 14 else 7.0}, day=today - timedelta(ago))
        kept(cast, {"mood": 0.0}, Sharing.NOTHING, day=today - timedelta(ago))
    told = [each for each in judged(cast.course, today, in_force()).seen.statements if each.rule == "log.medians"]
    assert len(told) == 1
    assert "a median of 3 in the first two weeks and 7 in the last two" in told[0].text
    shared = {str(pk) for pk in LogRow.objects.values_list("pk", flat=True)}
    assert {proof.source for proof in told[0].evidence} <= shared
    assert len(told[0].evidence) >= 28


def test_many_entries_take_as_many_queries_as_one(cast: Cast, signed_in: SignIn) -> None:
    counts, therapist = [], signed_in(cast.mira)
    for _ in range(2):
        for ago in range(20):
            kept(cast, {"mood": 5.0}, day=timezone.localdate() - timedelta(ago))
        therapist.get(page_of(cast))
        with CaptureQueriesContext(connection) as seen:
            therapist.get(page_of(cast))
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_therapist_chooses_what_the_client_fills_in(cast: Cast, signed_in: SignIn) -> None:
    assert offered_in(cast.course) == ["mood-journal"]
    sent = {"log": ["diary-card", "stress-log", "emdr", "nothing"]}
    answer = signed_in(cast.mira).post(reverse("journal:set_up", args=[cast.client.pk, cast.course.pk]), sent)
    assert answer.status_code == 302
    assert offered_in(cast.course) == ["stress-log", "diary-card"]
    page = signed_in(cast.nora).get("/me/journal/").content.decode()
    assert "Diary card" in page
    assert "Mood journal" not in page
    set_up(cast.course, [], by=cast.mira)
    assert offered_in(cast.course) == []


def test_the_supervisor_looks_and_chooses_nothing(cast: Cast, signed_in: SignIn) -> None:
    assert "Forms at home" not in signed_in(cast.supervisor).get(page_of(cast)).content.decode()
    assert signed_in(cast.supervisor).post(reverse("journal:set_up", args=[cast.client.pk, cast.course.pk])).status_code in (403, 404)


def test_every_word_of_a_form_that_clients_fill_in_is_marked_for_translation() -> None:
    words: set[str] = set()
    for form in (*catalogue().logs.values(), *(each.row for each in trackers().values() if each.id not in NOT_AT_HOME)):
        words |= {form.name, form.about, form.instruction}
        for line in form.fields:
            words |= {line.label, line.low_label, line.high_label, *(option.label for option in line.options)}
    for name in ("skills", "distortions", "obstacles"):
        words |= {word for code in code_list(name) for word in (code.group, code.label)}
    missing = {word for word in words - set(WORDS) if word and not re.fullmatch(r"\d+", word)}
    assert not missing, f"Add them to journal/form_words.py: {sorted(missing)}"
