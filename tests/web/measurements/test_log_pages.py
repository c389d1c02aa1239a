"""Rows of a client's log, entered by the clinician."""

import re
import uuid

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.instruments.catalogue import catalogue
from fullarc.web.measurements import queries
from fullarc.web.measurements.models import LogRow
from fullarc.web.signals.models import Signal


def page_of(cast: Cast, log: str, name: str = "enter_log") -> str:
    return reverse(f"measurements:{name}", args=[cast.client.id, cast.course.id, log])


def enter(signed_in: SignIn, cast: Cast, log: str, **lines: str) -> HttpResponse:
    typed = {f"line_{name}": value for name, value in lines.items()}
    sent = {"date": timezone.localdate().isoformat(), "key": str(uuid.uuid4()), **typed}
    return signed_in(cast.mira).post(page_of(cast, log), sent)


def test_every_shipped_log_has_a_form_with_all_its_lines(cast: Cast, signed_in: SignIn) -> None:
    for log in catalogue().logs.values():
        form = signed_in(cast.mira).get(page_of(cast, log.id)).context["form"]
        assert [name for name in form.fields if name.startswith("line_")] == [f"line_{field.id}" for field in log.fields]


def test_a_row_is_kept_and_shown_and_what_is_left_empty_stays_empty(cast: Cast, signed_in: SignIn) -> None:
    answer = enter(signed_in, cast, "mood-journal", mood="6", sleep_hours="7.25", note="canarylog slept")
    assert answer.headers["Location"] == page_of(cast, "mood-journal", "log")
    assert LogRow.objects.get().values == {"mood": 6.0, "sleep_hours": 7.25, "note": "canarylog slept"}
    assert [entry.item for entry in queries.log_entries(cast.course)] == ["mood"]
    page = signed_in(cast.mira).get(page_of(cast, "mood-journal", "log"))
    [(_, words)] = page.context["rows"]
    assert [word for _, word in words if word] == ["6", "7.25", "canarylog slept"]
    assert len(words) == len(catalogue().logs["mood-journal"].fields)


def test_named_levels_and_yes_and_no_are_shown_in_words(cast: Cast, signed_in: SignIn) -> None:
    enter(signed_in, cast, "urges-skills", skills_used="5", did_use="0")
    page = signed_in(cast.mira).get(page_of(cast, "urges-skills", "log")).content.decode()
    assert "Used them, they helped" in page
    assert re.search(r'<td data-label="[^"]+">no</td>', page)


def test_a_risky_line_raises_its_signal(cast: Cast, signed_in: SignIn) -> None:
    enter(signed_in, cast, "urges-skills", urge_suicide="4")
    assert Signal.objects.get().kind == "urges-skills:urge_suicide"


def test_a_value_off_the_scale_is_refused_by_name(cast: Cast, signed_in: SignIn) -> None:
    refused = enter(signed_in, cast, "mood-journal", mood="11", sleep_hours="25")
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Mood: the answer was 11; choose one of those offered." in page
    assert "it runs from 0 to 24" in page
    assert not LogRow.objects.exists()


def test_a_value_between_the_steps_is_refused(cast: Cast, signed_in: SignIn) -> None:
    refused = enter(signed_in, cast, "mood-journal", sleep_hours="7.1")
    assert refused.status_code == 422
    assert "answers go in steps of 0.25" in refused.content.decode()


def test_a_row_without_anything_in_it_is_refused(cast: Cast, signed_in: SignIn) -> None:
    assert enter(signed_in, cast, "mood-journal").status_code == 422


def test_the_same_row_sent_twice_is_one(cast: Cast, signed_in: SignIn) -> None:
    browser, sent = signed_in(cast.mira), {"date": "2026-01-05", "key": str(uuid.uuid4()), "line_mood": "3"}
    for _ in range(2):
        browser.post(page_of(cast, "mood-journal"), sent)
    assert LogRow.objects.count() == 1


def test_an_unknown_log_is_not_there(cast: Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.mira).get(page_of(cast, "tea-journal")).status_code == 404
