"""The page of a month: for the client and the therapist the same, from what the client shares."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.my_progress.courses import mood

from fullarc.web.homework.actions import set_task, tell
from fullarc.web.homework.models import Report
from fullarc.web.journal.models import Sharing
from fullarc.web.my_progress.actions import write_note
from fullarc.web.my_progress.models import SessionWord


def here(cast: Cast) -> str:
    return f"{timezone.localdate():%Y-%m}"


def own(cast: Cast) -> str:
    return reverse("my_progress:month", args=[here(cast)])


def of_staff(cast: Cast) -> str:
    return reverse("my_progress:staff_month", args=[cast.client.id, here(cast)])


def test_client_and_therapist_see_the_same_month(cast: Cast, signed_in: SignIn) -> None:
    today = timezone.localdate()
    mood(cast, today, 7)
    write_note(cast.course, today, "math test", today=today, by=cast.nora)
    task = set_task(cast.course, "Text Sam", by=cast.mira, due=today)
    tell(task, Report.How.PARTLY, obstacles=[], words="3 of 5", uuid=task.pk, by=cast.nora)
    pages = [signed_in(cast.nora).get(own(cast)), signed_in(cast.mira).get(of_staff(cast))]
    for page in (page.content.decode() for page in pages):
        for words in ("math test", "Text Sam", "3 of 5", f"1 of {today.day} day"):
            assert words in page
        assert 'class="arc month-wide"' in page
        assert 'class="arc month-narrow"' in page


def test_a_private_entry_is_in_the_clients_own_month_and_in_none_of_the_therapist(cast: Cast, signed_in: SignIn) -> None:
    mood(cast, timezone.localdate(), 7, Sharing.NOTHING)
    shown = signed_in(cast.nora).get(own(cast)).content.decode()
    assert "month-wide" in shown
    assert "On 1 day there is an entry that only you see." in shown
    for url in (of_staff(cast), reverse("my_progress:staff_month_file", args=[cast.client.id, here(cast)])):
        assert b"month-wide" not in signed_in(cast.mira).get(url).content


@pytest.mark.parametrize("year_month", ["1999-01", "2999-01", "2026-13", "nonsense", "2026-1-1"])
def test_a_month_outside_the_course_is_not_there(year_month: str, cast: Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.nora).get(reverse("my_progress:month", args=[year_month])).status_code == 404
    assert signed_in(cast.mira).get(reverse("my_progress:staff_month", args=[cast.client.id, year_month])).status_code == 404


def test_a_month_with_nothing_says_so_in_plain_words(cast: Cast, signed_in: SignIn) -> None:
    cast.course.sessions.all().delete()
    assert "Nothing was written down in this month." in signed_in(cast.nora).get(own(cast)).content.decode()


def test_words_for_the_session_reach_the_therapist_and_the_newest_count(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.nora)
    for text in ("The phone thing.", "The phone thing feels like a punishment.", "The phone thing feels like a punishment."):
        assert browser.post(own(cast), {"text": text}).status_code == 302
    assert SessionWord.objects.count() == 2
    assert "feels like a punishment" in browser.get(own(cast)).content.decode()
    assert "feels like a punishment" in signed_in(cast.mira).get(of_staff(cast)).content.decode()


def test_the_month_as_pdf_names_nobody_in_its_file_name(cast: Cast, signed_in: SignIn) -> None:
    mood(cast, timezone.localdate(), 7)
    answer = signed_in(cast.nora).get(reverse("my_progress:month_file", args=[here(cast)]))
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == f'attachment; filename="{here(cast)}.pdf"'
    staff = signed_in(cast.mira).get(reverse("my_progress:staff_month_file", args=[cast.client.id, here(cast)]) + "?language=es")
    assert staff.content.startswith(b"%PDF")
    assert cast.client.name not in staff["Content-Disposition"]


def test_the_number_of_queries_does_not_grow_with_the_entries(cast: Cast, signed_in: SignIn, django_assert_max_num_queries: object) -> None:
    today = timezone.localdate()
    for back in range(25):
        mood(cast, today - timedelta(days=back), float(back % 10))
    browser = signed_in(cast.nora)
    with django_assert_max_num_queries(45):  # type: ignore[operator]
        assert browser.get(own(cast)).status_code == 200


def test_months_and_pages_have_no_name_and_no_health_word_in_their_titles(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.nora)
    for url in (own(cast), "/me/progress/", reverse("my_progress:note", args=[f"{cast.course.began:%Y-%m-%d}"])):
        title = browser.get(url).content.decode().partition("<title>")[2].partition("</title>")[0]
        assert "Nora" not in title
        assert not {"mood", "therapy", "symptom", "depress"} & set(title.lower().split())


def test_the_start_page_leads_to_the_month_and_to_what_is_new(cast: Cast, signed_in: SignIn) -> None:
    assert own(cast) in signed_in(cast.nora).get("/me/").content.decode()
