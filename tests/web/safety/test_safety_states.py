"""Draft, signed, superseded: whatever people try, no path reaches a forbidden state, and what was signed stays as it was."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Cast
from tests.web.safety.writing import PLAN, RISK

from fullarc.web.safety import keeping
from fullarc.web.safety.models import RiskAssessment, SafetyPlan, SignedDocument
from fullarc.web.versions import EditedMeanwhile

DEEDS = (
    *("begin", "save", "empty", "sign", "sign from an old tab", "sign alone", "sign tomorrow", "discard"),
    *("rewrite", "reopen", "erase", "sign by hand"),
)
RAW = {
    "rewrite": "UPDATE {table} SET content_hash = content_hash || 'x' WHERE signed_at IS NOT NULL",
    "reopen": "UPDATE {table} SET superseded_at = NULL WHERE superseded_at IS NOT NULL",
    "erase": "DELETE FROM {table} WHERE signed_at IS NOT NULL",
    "sign by hand": "UPDATE {table} SET signed_at = begun_at WHERE signed_at IS NULL",
}
REFUSALS = (keeping.Closed, keeping.NotReady, EditedMeanwhile, DatabaseError)
ALLOWED = {"draft": {"draft", "signed", "gone"}, "signed": {"signed", "superseded"}, "superseded": {"superseded"}}
KINDS = (SafetyPlan, RiskAssessment)
Kind = type[SafetyPlan] | type[RiskAssessment]


def attempt(cast: Cast, kind: Kind, deed: str, place: int) -> None:
    rows = list(kind.objects.filter(client=cast.client))
    if deed in RAW:
        with connection.cursor() as cursor:
            cursor.execute(RAW[deed].format(table=kind._meta.db_table))
    elif deed == "begin":
        begin(cast, kind)
    elif rows:
        change(cast, rows[place % len(rows)], deed)


def begin(cast: Cast, kind: Kind) -> None:
    if kind is SafetyPlan:
        keeping.begin_plan(cast.client, by=cast.mira)
    else:
        keeping.begin_assessment(cast.client, by=cast.mira, today=timezone.localdate())


def change(cast: Cast, row: SafetyPlan | RiskAssessment, deed: str) -> None:
    today, started = timezone.localdate(), row.version - (deed == "sign from an old tab")
    day: date = today + timedelta(days=deed == "sign tomorrow")
    if deed == "save":
        words = PLAN if isinstance(row, SafetyPlan) else {**RISK, "assessed_on": today.isoformat()}
        keeping.save(row, {**words, "warning_signs": f"Saved as {row.version}"}, by=cast.mira, started_from=started)
    elif deed == "empty":
        keeping.save(row, {}, by=cast.mira, started_from=started)
    elif deed == "discard":
        keeping.discard(row, by=cast.mira)
    elif isinstance(row, SafetyPlan):
        how = "" if deed == "sign alone" else "written"
        keeping.sign_plan(row, agreed_on=day, agreed_how=how, by=cast.mira, started_from=started)
    else:
        keeping.sign_assessment(row, by=cast.mira, started_from=started)


def states(cast: Cast, kind: Kind) -> dict[object, str]:
    return {row.pk: row.state.value for row in kind.objects.filter(client=cast.client)}


def sealed(cast: Cast, kind: Kind) -> dict[object, tuple[object, ...]]:
    rows: list[SignedDocument] = list(kind.objects.filter(client=cast.client).exclude(signed_at=None))
    return {row.pk: (row.content, row.content_hash, row.signed_at, row.signed_by_id, row.number) for row in rows}


def walk(cast: Cast, kind: Kind, deeds: list[tuple[str, int]]) -> None:
    ever: dict[object, tuple[object, ...]] = {}
    for deed, place in deeds:
        before = states(cast, kind)
        try:
            with transaction.atomic():
                attempt(cast, kind, deed, place)
        except REFUSALS:
            assert states(cast, kind) == before
        after = states(cast, kind)
        for pk, state in before.items():
            assert after.get(pk, "gone") in ALLOWED[state], f"{deed}: from {state} to {after.get(pk, 'gone')}"
        assert list(after.values()).count("draft") <= 1
        assert list(after.values()).count("signed") <= 1
        now = sealed(cast, kind)
        assert {pk: now.get(pk) for pk in ever} == ever
        ever = now
        for row in kind.objects.exclude(signed_at=None):
            assert row.is_unchanged
            assert needed(row) <= set(row.content)


def needed(row: SignedDocument) -> set[str]:
    """What no signed one is without."""
    return {"agreed_on", "agreed_how"} if isinstance(row, SafetyPlan) else {"source", "formulation", "action", "assessed_on"}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(deeds=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 3)), min_size=4, max_size=14))
def test_no_path_reaches_a_forbidden_state_and_nothing_signed_changes(kind: Kind, cast: Cast, deeds: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        walk(cast, kind, [("begin", 0), *deeds])
        transaction.set_rollback(True)


@pytest.mark.parametrize("kind", KINDS)
def test_the_walk_meets_every_state(kind: Kind, cast: Cast) -> None:
    """So that the property above is about something."""
    round_ = [("begin", 0), ("save", 0), ("sign", 0)]
    walk(cast, kind, [*round_, *round_, ("rewrite", 0), ("reopen", 0), ("erase", 0), ("begin", 0)])
    assert sorted(states(cast, kind).values()) == ["draft", "signed", "superseded"]
