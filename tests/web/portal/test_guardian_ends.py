"""A guardian's access that ended at once stays ended; a guardian can always take consent back."""

import pytest
from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.portal.objects import who_to_call

from fullarc.web.access.models import Block, Guardianship
from fullarc.web.portal import inviting
from fullarc.web.portal.actions import cut
from fullarc.web.portal.coming_in import come_in, come_in_as
from fullarc.web.portal.models import Invitation

TERMS = inviting.Terms(name="Greta Guard", basis="mother")


@pytest.fixture
def given(cast: Cast) -> Guardianship:
    who_to_call()
    return Guardianship.objects.get(user=cast.guardian)


def test_ended_at_once_an_invitation_that_waits_opens_nothing(cast: Cast, given: Guardianship) -> None:
    waiting, _ = inviting.invite_guardian(cast.ward_client, TERMS, by=cast.mira)
    own, _ = inviting.invite_client(cast.ward_client, by=cast.mira)
    cut(given, by=cast.mira)
    waiting.refresh_from_db()
    assert waiting.ended_at is not None
    assert come_in(waiting, name="Greta", email="other@example.org", password="seven green lamps hum", language="en") is None
    assert Invitation.objects.get(pk=own.pk).ended_at is None


def test_who_was_cut_does_not_take_another_invitation_of_this_client(cast: Cast, given: Guardianship) -> None:
    cut(given, by=cast.mira)
    other, _ = inviting.invite_guardian(cast.ward_client, TERMS, by=cast.mira)
    assert not come_in_as(cast.guardian, other)
    other.refresh_from_db()
    assert other.used_at is None
    assert Guardianship.objects.filter(user=cast.guardian).count() == 1


def test_the_consent_for_somebody_elses_child_is_not_there(cast: Cast, given: Guardianship, signed_in: SignIn) -> None:
    browser = signed_in(cast.guardian)
    assert browser.get(reverse("portal:ward_consent", args=[cast.client.pk])).status_code == 404
    Block.objects.create(client=cast.ward_client, user=cast.guardian)
    assert browser.get(reverse("portal:ward_consent", args=[cast.ward_client.pk])).status_code == 404
