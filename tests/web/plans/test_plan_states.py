"""Draft, signed, superseded: whatever people try, no path reaches a forbidden state, and what was signed stays as it was."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Cast

from fullarc.plans.plan import Kind, with_line
from fullarc.web.plans import planning
from fullarc.web.plans.models import TreatmentPlan
from fullarc.web.versions import EditedMeanwhile

TODAY = date(2026, 3, 2)
DEEDS = ("begin", "save", "sign", "sign unread", "sign from an old tab", "discard", "rewrite", "reopen", "erase", "sign by hand")
RAW = {
    "rewrite": "UPDATE plans_treatmentplan SET content_hash = content_hash || 'x' WHERE signed_at IS NOT NULL",
    "reopen": "UPDATE plans_treatmentplan SET superseded_at = NULL WHERE superseded_at IS NOT NULL",
    "erase": "DELETE FROM plans_treatmentplan WHERE signed_at IS NOT NULL",
    "sign by hand": "UPDATE plans_treatmentplan SET signed_at = begun_at WHERE signed_at IS NULL",
}
REFUSALS = (planning.PlanClosed, planning.NotReady, EditedMeanwhile, DatabaseError)
ALLOWED = {"draft": {"draft", "signed", "gone"}, "signed": {"signed", "superseded"}, "superseded": {"superseded"}}


def attempt(cast: Cast, deed: str, place: int) -> None:
    rows = list(TreatmentPlan.objects.filter(course=cast.course))
    if deed in RAW:
        with connection.cursor() as cursor:
            cursor.execute(RAW[deed])
    elif deed == "begin":
        planning.begin_plan(cast.course, by=cast.mira, today=TODAY)
    elif rows:
        row = rows[place % len(rows)]
        if deed == "save":
            planning.save_plan(row, with_line(row.value, Kind.BARRIER, text="Shift work"), by=cast.mira, started_from=row.version)
        elif deed == "discard":
            planning.discard_plan(row, by=cast.mira)
        else:
            started = row.version - (deed == "sign from an old tab")
            planning.sign_plan(row, by=cast.mira, started_from=started, gone_through=deed != "sign unread")


def states(cast: Cast) -> dict[object, str]:
    return {row.pk: row.state.value for row in TreatmentPlan.objects.filter(course=cast.course)}


def sealed(cast: Cast) -> dict[object, tuple[object, ...]]:
    rows = TreatmentPlan.objects.filter(course=cast.course).exclude(signed_at=None)
    return {row.pk: (row.value, row.content_hash, row.signed_at, row.signed_by_id, row.number, row.review_on) for row in rows}


def walk(cast: Cast, deeds: list[tuple[str, int]]) -> None:
    ever: dict[object, tuple[object, ...]] = {}
    for deed, place in deeds:
        before = states(cast)
        try:
            with transaction.atomic():
                attempt(cast, deed, place)
        except REFUSALS:
            assert states(cast) == before
        after = states(cast)
        for pk, state in before.items():
            assert after.get(pk, "gone") in ALLOWED[state], f"{deed}: from {state} to {after.get(pk, 'gone')}"
        assert list(after.values()).count("draft") <= 1
        assert list(after.values()).count("signed") <= 1
        now = sealed(cast)
        assert {pk: now.get(pk) for pk in ever} == ever
        ever = now
        assert all(row.is_unchanged for row in TreatmentPlan.objects.exclude(signed_at=None))


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 3)), min_size=4, max_size=14))
def test_no_path_reaches_a_forbidden_state_and_no_signed_plan_changes(cast: Cast, deeds: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        walk(cast, [("begin", 0), *deeds])
        transaction.set_rollback(True)


def test_the_walk_meets_every_state(cast: Cast) -> None:
    """So that the property above is about something."""
    walk(
        cast, [("begin", 0), ("sign", 0), ("begin", 0), ("save", 0), ("sign", 0), ("rewrite", 0), ("reopen", 0), ("erase", 0), ("begin", 0)]
    )
    assert sorted(states(cast).values()) == ["draft", "signed", "superseded"]
