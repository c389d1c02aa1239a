"""A whole course each of CBT, DBT and EMDR, entered through the pages week by week, and what its assessment then says, with evidence."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.trackers.whole_courses import Pages, cbt, dbt, emdr

from fullarc.course.assess import assess_timeline
from fullarc.course.statement import Kind, Statement
from fullarc.web.measurements.models import LogRow
from fullarc.web.notes.models import Note
from fullarc.web.progress.queries import timeline_of_course


@pytest.fixture
def pages(cast: Cast, signed_in: SignIn) -> Pages:
    cast.course.began = timezone.localdate() - timedelta(days=60)
    cast.course.save()
    return Pages(cast, signed_in(cast.mira))


def told(cast: Cast) -> dict[str, Statement]:
    """What the assessment says of the trackers by rule, each sentence with rows of these trackers as its evidence."""
    seen = assess_timeline(timeline_of_course(cast.course), timezone.localdate())
    tracked = [one for one in seen.statements if one.rule.startswith("tracker.")]
    kept = {str(key) for key in LogRow.objects.values_list("pk", flat=True)}
    for one in tracked:
        assert one.evidence, one.rule
        assert {(proof.kind, proof.source in kept) for proof in one.evidence} == {(Kind.LOG, True)}, one.rule
    return {one.rule.removeprefix("tracker."): one for one in tracked}


def test_a_course_of_cbt_names_belief_activation_and_homework(pages: Pages) -> None:
    cbt(pages)
    says = told(pages.cast)
    assert {"belief", "thinking", "activation", "homework"} <= set(says)
    assert (
        "In 4 thought records belief in the automatic thought was rated twice: a median of 82.5 before and 50 after" in says["belief"].text
    )
    assert len(says["belief"].evidence) >= 4
    assert Note.objects.filter(state=Note.State.SIGNED).count() == 4
    page = pages.outcome()
    assert all(says[rule].text.split(".")[0] in page for rule in ("belief", "activation", "homework"))


def test_a_course_of_dbt_names_urges_apart_from_actions_and_skills_counted(pages: Pages) -> None:
    dbt(pages)
    says = told(pages.cast)
    page = pages.outcome()
    assert "“Leaving the house”: an urge of 4 or 5 on 8 of 19 days with an answer, 6 of them without the action" in page
    assert says["skills"].text.startswith("Skills were used on 14 of 19 days and helped on 14 of them. Most often: opposite action (14).")
    assert "average" not in says["skills"].text
    assert says["skills"].text.split(".")[0] in page


def test_a_course_of_emdr_with_two_targets_and_an_incomplete_session_names_sud_and_voc(pages: Pages) -> None:
    emdr(pages)
    says = told(pages.cast)
    assert says["emdr"].text.startswith(
        "EMDR target “The phone call”: SUD 7 → 4, VoC 2 in 1 session; desensitising. 1 session ended incomplete"
    )
    page = pages.outcome()
    assert "SUD 8 → 0, VoC 2 → 7 in 3 sessions; resolved" in page
    assert "“The phone call”: SUD 7 → 4" in page
