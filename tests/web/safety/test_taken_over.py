"""An assessment may begin with what the last signed one said of what lasts: marked with its day, and kept only by saving."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.safety.writing import a_signed_assessment

from fullarc.web.safety import keeping
from fullarc.web.safety.checklist import AFTER, BEFORE, LASTING, REQUIRED, taken_over
from fullarc.web.safety.models import RiskAssessment

LASTS = {"past_behaviour": "Attempt in 2019.", "protective": "Her niece.", "intent": "None.", "ideation": "2"}


def a_draft(cast: Cast) -> tuple[RiskAssessment, str]:
    row = keeping.begin_assessment(cast.client, by=cast.mira, today=timezone.localdate())
    return row, reverse("safety:write_assessment", args=[cast.client.id, row.id])


def test_what_lasts_is_offered_with_its_day_and_put_into_the_form_only_when_asked(cast: Cast, signed_in: SignIn) -> None:
    day = timezone.localdate() - timedelta(days=40)
    a_signed_assessment(cast, assessed_on=day.isoformat(), **LASTS)
    row, address = a_draft(cast)
    browser, told = signed_in(cast.mira), f"{day.day} {day:%B %Y}"
    page = browser.get(address).content.decode()
    assert f"The assessment of {told} has words on what lasts: past behaviour; protective factors." in page
    assert "Attempt in 2019." not in page
    taken = browser.get(address, {"take": "last"})
    assert f"As on {told}: Attempt in 2019." in taken.content.decode()
    assert "Nothing is saved yet." in taken.content.decode()
    initial = taken.context["form"].initial
    assert {key for key in initial if initial[key]} == {"assessed_on", "from_version", "past_behaviour", "protective"}
    assert initial["assessed_on"] == timezone.localdate().isoformat()
    row.refresh_from_db()
    assert set(row.content) == {"assessed_on"}


def test_it_is_kept_when_the_therapist_saves(cast: Cast, signed_in: SignIn) -> None:
    a_signed_assessment(cast, **LASTS)
    row, address = a_draft(cast)
    browser = signed_in(cast.mira)
    form = browser.get(address, {"take": "last"}).context["form"]
    browser.post(address, {**{name: str(value) for name, value in form.initial.items()}, "save": "1"})
    row.refresh_from_db()
    assert row.content["protective"].endswith(": Her niece.")
    assert "Put them into the form" not in browser.get(address).content.decode()


def test_the_first_assessment_is_offered_nothing(cast: Cast, signed_in: SignIn) -> None:
    _, address = a_draft(cast)
    page = signed_in(cast.mira).get(address, {"take": "last"}).content.decode()
    assert "Taken over" not in page
    assert "has words on what lasts" not in page


def test_words_of_the_draft_are_never_replaced() -> None:
    assert taken_over({"protective": "Her niece."}, "3 May 2026", {"protective": "Her sister."}) == {}


def test_words_taken_over_again_keep_the_day_they_were_said_on() -> None:
    assert taken_over({"protective": "As on 3 May 2026: Her niece."}, "7 June 2026", {}) == {"protective": "As on 3 May 2026: Her niece."}


def test_what_is_asked_anew_each_time_is_never_taken_over() -> None:
    assert set(LASTING) <= {part.key for part in (*BEFORE, *AFTER)}
    assert not set(LASTING) & {*REQUIRED, "ideation_words", "plan", "intent", "ideation", "recent", "mental_state", "level", "follow_up"}
