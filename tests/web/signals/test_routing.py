"""To whom unseen signals go: history, and a second person for what loosens."""

from datetime import time, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.accounts.actions import deactivate
from fullarc.web.accounts.models import User
from fullarc.web.audit.models import Event
from fullarc.web.measurements.actions import enter_answers
from fullarc.web.measurements.models import Administration
from fullarc.web.measurements.risk_invariant import check_risk, count_risk
from fullarc.web.signals import routing
from fullarc.web.signals.escalation import in_force
from fullarc.web.signals.models import Signal
from fullarc.web.signals.routing import RoutingRefused, confirm, propose
from fullarc.web.signals.routing_models import Routing
from fullarc.web.start import risk_in_order

FORM = {"wait_hours": 4, "opens": "09:00", "closes": "17:00", "days": list("01234"), "backup": "", "because": "", "typed": ""}


def test_a_stricter_routing_holds_at_once_and_the_old_one_stays_readable(cast: Cast) -> None:
    propose(Routing(wait_hours=2), by=cast.owner)
    propose(Routing(wait_hours=1), by=cast.owner)
    assert in_force().wait_hours == 1
    assert [row.wait_hours for row in Routing.objects.all()] == [1, 2]
    with pytest.raises(DatabaseError), transaction.atomic():
        Routing.objects.update(wait_hours=9)


@pytest.mark.parametrize(
    "then",
    [
        {"wait_hours": 5},
        {"opens": time(10)},
        {"closes": time(16)},
        {"days": "0123"},
    ],
)
def test_what_loosens_waits_for_a_second_person(cast: Cast, then: dict[str, object]) -> None:
    row = propose(Routing(because="long days", **then), by=cast.owner)
    assert row.is_waiting
    assert in_force().confirmed_at is None
    with pytest.raises(RoutingRefused, match="Somebody else"):
        confirm(row, by=cast.owner)
    confirm(row, by=cast.mira)
    assert in_force() == row
    assert Event.objects.filter(action="signal.routed", actor=cast.mira.pk).exists()


def test_taking_the_backup_away_loosens(cast: Cast) -> None:
    propose(Routing(backup=cast.colleague), by=cast.owner)
    assert propose(Routing(because="Tom is leaving"), by=cast.owner).is_waiting
    assert in_force().backup == cast.colleague


def test_a_loosening_needs_a_reason(cast: Cast) -> None:
    with pytest.raises(RoutingRefused, match="Write why"):
        propose(Routing(wait_hours=8), by=cast.owner)


def test_sending_colleagues_away_makes_nobody_alone_within_the_week(cast: Cast) -> None:
    for person in routing.seconds_to(cast.owner):
        deactivate(person, by=cast.owner)
    assert propose(Routing(wait_hours=8, because="quicker"), by=cast.owner, typed=routing.TYPED).is_waiting


def test_a_newcomer_does_not_confirm_while_a_colleague_is_here_for_longer(cast: Cast) -> None:
    User.objects.filter(pk=cast.mira.pk).update(joined_at=timezone.now() - timedelta(days=8))
    row = propose(Routing(wait_hours=8, because="long days"), by=cast.owner)
    with pytest.raises(RoutingRefused, match="joined within the last week"):
        confirm(row, by=cast.colleague)
    confirm(row, by=cast.mira)
    assert in_force() == row


def test_a_person_alone_confirms_by_typed_words(cast: Cast) -> None:
    User.objects.exclude(pk=cast.owner.pk).update(is_active=False)
    with pytest.raises(RoutingRefused, match="Type"):
        propose(Routing(wait_hours=8, because="I see nobody on Fridays"), by=cast.owner)
    row = propose(Routing(wait_hours=8, because="I see nobody on Fridays"), by=cast.owner, typed=routing.TYPED)
    assert in_force() == row


def test_a_backup_is_an_active_clinician(cast: Cast) -> None:
    with pytest.raises(RoutingRefused, match="is not an active clinician"):
        propose(Routing(backup=cast.front_desk), by=cast.owner)


def test_the_pages_propose_confirm_and_refuse(cast: Cast, signed_in: SignIn) -> None:
    owner, mira = signed_in(cast.owner), signed_in(cast.mira)
    assert owner.post(reverse("signals:propose"), FORM | {"wait_hours": 8, "because": "long days"}).status_code == 302
    row = Routing.objects.get()
    assert "Confirm it" not in owner.get(reverse("signals:routing")).content.decode()
    assert "Confirm it" in mira.get(reverse("signals:routing")).content.decode()
    assert owner.post(reverse("signals:decide", args=[row.pk]), {"confirm": "1"}).status_code >= 400
    assert mira.post(reverse("signals:decide", args=[row.pk]), {"confirm": "1"}).status_code == 302
    assert in_force() == row
    assert owner.post(reverse("signals:propose"), FORM | {"closes": "08:00"}).status_code == 422
    assert "long days" in mira.get(reverse("signals:routing")).content.decode()


def test_the_count_of_risk_answers_and_signals_finds_one_that_is_missing(cast: Cast, signed_in: SignIn) -> None:
    answers = dict.fromkeys(range(1, 10), 1)
    enter_answers(cast.course, measure="phq-9", answers=answers, on=cast.session.date, by=cast.mira, mode=Administration.Mode.STAFF)
    assert (count_risk().answers, count_risk().holds) == (1, True)
    row = Administration.objects.get()
    Administration.objects.bulk_create(
        [
            Administration(
                course=row.course,
                measure=row.measure,
                definition_version=row.definition_version,
                fingerprint=row.fingerprint,
                date=row.date,
                mode=row.mode,
                answers=row.answers,
            )
        ]
    )
    found = check_risk()
    assert (found.answers, found.signals, found.missing, found.holds) == (2, 1, ["C-0417"], False)
    page = signed_in(cast.owner).get(reverse("signals:practice")).content.decode()
    assert "Not in order: 2 answers to risk items and 1 signals" in page
    assert any("1 signals: missing for C-0417" in finding.what and not finding.fine for finding in risk_in_order())
    assert Signal.objects.count() == 1
