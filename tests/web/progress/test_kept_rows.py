"""A long caseload is kept in memory, and made anew when anything in it or in who may see it has changed."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast, add_record
from tests.web.conftest import SignIn

from fullarc.web.access.actions import leave_team
from fullarc.web.access.deeds import UNLINKED
from fullarc.web.access.models import CareTeam
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.progress import kept_rows
from fullarc.web.progress.caseload import rows_for
from fullarc.web.progress.in_force import in_force
from fullarc.web.progress.kept_rows import are_kept, rows_of
from fullarc.web.progress.models import CourseRow
from fullarc.web.progress.rounds import judge_anew
from fullarc.web.progress.rows import renew_some
from fullarc.web.signals.actions import raise_signal

Looks = list[Collection[UUID] | None]


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Looks:
    """For which clients rows were put together; None stands for all of them."""
    seen: Looks = []

    def counted(user: User, among: Collection[UUID] | None = None) -> object:
        seen.append(among)
        return rows_for(user, among)

    monkeypatch.setattr(kept_rows, "LONG", 2)
    monkeypatch.setattr(kept_rows, "rows_for", counted)
    return seen


def test_rows_are_put_together_once_while_nothing_changes(cast: Cast, looks: Looks) -> None:
    rows_of(cast.mira)  # makes the rows of the courses, which changes what is kept of them
    first = rows_of(cast.mira)
    count = len(looks)
    assert rows_of(cast.mira) is first
    assert are_kept(cast.mira, first)
    assert len(looks) == count


def test_a_new_signal_and_the_end_of_a_place_in_the_team_show_at_once(cast: Cast, looks: Looks) -> None:
    today = timezone.localdate()
    rows_of(cast.mira)
    raise_signal(cast.client, kind="self_harm", reason="said so", source=cast.session, on=today)
    assert [row.client for row in rows_of(cast.mira) if "to_acknowledge" in row.kinds] == [cast.client]
    place = CareTeam.objects.get(client=cast.client, user=cast.mira)
    CareTeam.objects.create(client=cast.client, user=cast.colleague, begins=today)
    leave_team(place, by=cast.colleague, today=today)
    assert cast.client not in [row.client for row in rows_of(cast.mira)]


def test_only_the_rows_of_those_about_whom_something_changed_are_made_anew(cast: Cast, looks: Looks) -> None:
    add_record("C-0790", "Somebody else", cast.mira, timezone.localdate())
    rows_of(cast.mira)
    rows_of(cast.mira)
    looks.clear()
    raise_signal(cast.client, kind="self_harm", reason="said so", source=cast.session, on=timezone.localdate())
    rows = rows_of(cast.mira)
    assert looks == [{cast.client.pk}]
    assert [(row.client, row.kinds) for row in rows] == [(row.client, row.kinds) for row in rows_for(cast.mira)]


def test_a_change_that_concerns_no_client_is_looked_at_whole(cast: Cast, looks: Looks) -> None:
    rows_of(cast.mira)
    rows_of(cast.mira)
    looks.clear()
    record(UNLINKED, by=cast.owner, on=cast.colleague)
    rows_of(cast.mira)
    assert looks == [None]


def test_a_place_that_only_ran_out_shows_too(cast: Cast, looks: Looks) -> None:
    rows_of(cast.mira)
    rows_of(cast.mira)
    CareTeam.objects.filter(client=cast.client, user=cast.mira).update(ends=timezone.localdate())
    assert cast.client not in [row.client for row in rows_of(cast.mira)]


def test_nobody_is_given_the_rows_of_another(cast: Cast, looks: Looks) -> None:
    rows_of(cast.mira)
    assert {row.client for row in rows_of(cast.colleague)} == {cast.foreign}


def test_short_caseloads_are_not_kept(cast: Cast) -> None:
    assert not are_kept(cast.mira, rows_of(cast.mira))


def test_a_page_shows_fifty_clients(cast: Cast, signed_in: SignIn) -> None:
    for number in range(55):
        add_record(f"P-{number:02}", f"Client {number}", cast.mira, timezone.localdate())
    browser = signed_in(cast.mira)
    first, second = (browser.get(reverse("progress:caseload") + f"?page={number}").context["page"] for number in (1, 2))
    assert len(first.object_list) == 50
    assert len(second.object_list) == 7
    assert not {row.client for row in first.object_list} & {row.client for row in second.object_list}


def test_what_another_day_made_is_made_anew_in_the_background(cast: Cast) -> None:
    add_record("C-0790", "Somebody else", cast.mira, timezone.localdate())
    rows_of(cast.mira)
    CourseRow.objects.update(as_of=timezone.localdate() - timedelta(days=1))
    CourseRow.objects.filter(course=cast.course).update(rules_version="older rules")
    assert renew_some(in_force(), seconds=0) == 1  # those that other rules made come first
    assert CourseRow.objects.get(course=cast.course).rules_version == in_force().key
    judge_anew(timezone.now())
    assert set(CourseRow.objects.values_list("as_of", "rules_version")) == {(timezone.localdate(), in_force().key)}
    assert renew_some(in_force(), seconds=0) == 0
