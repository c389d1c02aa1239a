"""A client who was entered by mistake goes while nothing but the entry is there; the trail keeps the code; whoever was in care stays."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.access.models import Block, CareTeam
from fullarc.web.accounts.models import User
from fullarc.web.audit.models import Event
from fullarc.web.audit.verify import verify
from fullarc.web.clients.actions import add_client, begin_course
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.portal.models import Invitation

NAME = "Typo Mistakename"


@pytest.fixture
def mistaken(cast: Cast) -> Client:
    return add_client(by=cast.mira, today=timezone.localdate(), name=NAME, contact="typo@example.org", born=date(1980, 1, 1))


def remove(signed_in: SignIn, client: Client, by: User, version: int = 1) -> tuple[int, str]:
    answer = signed_in(by).post(reverse("clients:remove", args=[client.pk]), {"from_version": version}, follow=True)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("who", ["mira", "front_desk", "owner"])
def test_who_keeps_the_directory_removes_an_entry_and_the_trail_keeps_its_code(
    cast: Cast, signed_in: SignIn, mistaken: Client, who: str
) -> None:
    person = getattr(cast, who)
    assert "Remove this entry" in signed_in(person).get(reverse("clients:edit", args=[mistaken.pk])).content.decode()
    page = remove(signed_in, mistaken, person)[1]
    assert f"The entry {mistaken.code} is removed" in page
    assert NAME not in page
    assert not Client.objects.filter(pk=mistaken.pk).exists()
    assert not CareTeam.objects.filter(client=mistaken.pk).exists()
    event = Event.objects.get(action="client.removed")
    assert (event.actor, event.client, event.category) == (person.pk, mistaken.pk, mistaken.code)
    assert verify().whole


def test_nobody_else_removes_it(cast: Cast, signed_in: SignIn, mistaken: Client) -> None:
    for person in (cast.colleague, cast.supervisor, cast.auditor, cast.nora, cast.guardian):
        assert remove(signed_in, mistaken, person)[0] in (403, 404)
    assert Client.objects.filter(pk=mistaken.pk).exists()


@pytest.mark.parametrize("stands", ["a course", "an invitation", "somebody kept out"])
def test_a_client_of_whom_more_is_known_stays(cast: Cast, signed_in: SignIn, mistaken: Client, stands: str) -> None:
    if stands == "a course":
        begin_course(mistaken, CourseOfCare(began=timezone.localdate()), by=cast.mira)
    elif stands == "an invitation":
        Invitation.objects.create(client=mistaken, made_by=cast.mira, digest="0" * 64, expires_at=timezone.now())
    else:
        Block.objects.create(client=mistaken, user=cast.colleague)
    assert "More than the entry stands under this client" in remove(signed_in, mistaken, cast.mira)[1]
    assert Client.objects.filter(pk=mistaken.pk).exists()
    assert not Event.objects.filter(action="client.removed").exists()


def test_the_page_of_a_client_in_care_offers_no_removal(cast: Cast, signed_in: SignIn) -> None:
    assert "Remove this entry" not in signed_in(cast.mira).get(reverse("clients:edit", args=[cast.client.pk])).content.decode()


def test_an_entry_that_somebody_changed_meanwhile_stays(cast: Cast, signed_in: SignIn, mistaken: Client) -> None:
    assert "Somebody changed this entry meanwhile" in remove(signed_in, mistaken, cast.mira, version=7)[1]
    assert Client.objects.filter(pk=mistaken.pk).exists()


def test_the_code_of_a_removed_entry_is_not_given_again_and_the_trail_can_be_read(cast: Cast, signed_in: SignIn, mistaken: Client) -> None:
    remove(signed_in, mistaken, cast.mira)
    assert add_client(by=cast.mira, today=timezone.localdate(), name="The next one").code > mistaken.code
    assert signed_in(cast.auditor).get(reverse("trail")).status_code == 200
