"""Guardians: what a guardianship opens, and when it opens nothing any more: cut, ended, or the young client is of age where they live."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import Http404
from django.utils import timezone
from tests.cast import Cast

from fullarc.web.access.gate import clients_open_to, open_client, own_record, ward_record
from fullarc.web.access.majority import comes_of_age, is_of_age
from fullarc.web.access.models import Block, Guardianship, OwnRecord
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import Practice, User
from fullarc.web.audit.models import Event

BORN = date(2008, 11, 22)


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def opens(cast: Cast) -> bool:
    guardian = User.objects.get(pk=cast.guardian.pk)
    try:
        ward_record(guardian, cast.ward_client.pk, to=Permission.WARD_APPOINTMENTS)
    except Http404:
        return False
    return True


@pytest.mark.parametrize(
    ("born", "years", "day"),
    [
        (date(2008, 11, 22), 18, date(2026, 11, 22)),
        (date(2008, 2, 29), 18, date(2026, 3, 1)),
        (date(2008, 2, 29), 16, date(2024, 2, 29)),
        (date(2004, 2, 29), 21, date(2025, 3, 1)),
    ],
)
def test_the_day_on_which_somebody_comes_of_age(born: date, years: int, day: date) -> None:
    assert comes_of_age(born, years) == day
    assert not is_of_age(born, day - timedelta(days=1), years)
    assert is_of_age(born, day, years)


@pytest.mark.parametrize(
    ("zone", "last", "first"),
    [
        ("America/New_York", datetime(2026, 11, 22, 4, 59, tzinfo=UTC), datetime(2026, 11, 22, 5, 0, tzinfo=UTC)),
        ("Europe/Helsinki", datetime(2026, 11, 21, 21, 59, tzinfo=UTC), datetime(2026, 11, 21, 22, 0, tzinfo=UTC)),
        ("Asia/Kathmandu", datetime(2026, 11, 21, 18, 14, tzinfo=UTC), datetime(2026, 11, 21, 18, 15, tzinfo=UTC)),
        ("Pacific/Apia", datetime(2026, 11, 21, 10, 59, tzinfo=UTC), datetime(2026, 11, 21, 11, 0, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2026, 11, 21, 12, 59, tzinfo=UTC), datetime(2026, 11, 21, 13, 0, tzinfo=UTC)),
    ],
)
def test_the_guardians_access_ends_as_the_birthday_begins_where_the_client_lives(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, zone: str, last: datetime, first: datetime
) -> None:
    Guardianship.objects.update(begins=date(2020, 1, 1))
    cast.ward_client.born, cast.ward_client.zone = BORN, zone
    cast.ward_client.save()
    at(monkeypatch, last)
    assert opens(cast)
    at(monkeypatch, first)
    assert not opens(cast)


def test_somebody_born_on_29_february_comes_of_age_on_1_march(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    Guardianship.objects.update(begins=date(2020, 1, 1))
    cast.ward_client.born, cast.ward_client.zone = date(2008, 2, 29), "UTC"
    cast.ward_client.save()
    at(monkeypatch, datetime(2026, 2, 28, 23, 59, tzinfo=UTC))
    assert opens(cast)
    at(monkeypatch, datetime(2026, 3, 1, tzinfo=UTC))
    assert not opens(cast)


def test_the_practice_says_at_which_age(cast: Cast) -> None:
    assert opens(cast)
    Practice.objects.update(adult_at=15)
    assert not opens(cast)


def test_without_a_date_of_birth_nothing_opens(cast: Cast) -> None:
    cast.ward_client.born = None
    cast.ward_client.save()
    assert not opens(cast)


def test_a_cut_an_end_and_a_block_hold_at_once(cast: Cast) -> None:
    rows = Guardianship.objects.filter(user=cast.guardian)
    for change, back in (({"cut_at": timezone.now()}, {"cut_at": None}), ({"ends": timezone.localdate()}, {"ends": None})):
        rows.update(**change)
        assert not opens(cast)
        rows.update(**back)
        assert opens(cast)
    Block.objects.create(client=cast.ward_client, user=cast.guardian)
    assert not opens(cast)


def test_a_guardian_opens_only_what_the_scopes_name_and_only_their_ward(cast: Cast) -> None:
    assert ward_record(cast.guardian, cast.ward_client.pk, to=Permission.WARD_FORMS) == cast.ward_client
    assert ward_record(cast.guardian, cast.ward_client.pk, to=Permission.WARD_FORMS, scope="observer_forms") == cast.ward_client
    for refused in (
        lambda: ward_record(cast.guardian, cast.ward_client.pk, to=Permission.WARD_PROGRESS),
        lambda: ward_record(cast.guardian, cast.ward_client.pk, to=Permission.WARD_APPOINTMENTS, scope="goals"),
        lambda: ward_record(cast.guardian, cast.client.pk, to=Permission.WARD_APPOINTMENTS),
        lambda: open_client(cast.guardian, cast.ward_client.pk, to=Permission.READ_SCORES),
        lambda: own_record(cast.guardian, to=Permission.OWN_JOURNAL),
    ):
        with pytest.raises(Http404):
            refused()


def test_lists_and_the_gate_agree_for_a_guardian(cast: Cast) -> None:
    assert list(clients_open_to(cast.guardian, to=Permission.WARD_APPOINTMENTS)) == [cast.ward_client]
    assert not clients_open_to(cast.guardian, to=Permission.WARD_PROGRESS).exists()
    assert not clients_open_to(cast.nora, to=Permission.WARD_APPOINTMENTS).exists()


def test_a_client_opens_their_own_record_and_the_trail_says_so(cast: Cast) -> None:
    assert own_record(cast.nora, to=Permission.OWN_JOURNAL) == cast.client
    event = Event.objects.latest("sequence")
    assert (event.action, event.actor, event.client, event.category) == ("record.opened", cast.nora.pk, cast.client.pk, "own_journal")


def test_an_account_that_has_ended_or_has_no_record_opens_nothing(cast: Cast) -> None:
    with pytest.raises(Http404):
        own_record(cast.mira, to=Permission.OWN_PORTAL)
    OwnRecord.objects.update(ends=timezone.localdate())
    with pytest.raises(Http404):
        own_record(cast.nora, to=Permission.OWN_PORTAL)
