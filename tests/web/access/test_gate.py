"""The gate: who comes in today, what the trail says about it, and that it holds at the next request."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.access import actions
from fullarc.web.access.gate import NotOpen, clients_open_to, open_client, open_client_to_all, relations
from fullarc.web.access.matrix import About, allows, matrix
from fullarc.web.access.models import CareTeam, Supervision
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts import actions as accounts
from fullarc.web.accounts.models import User
from fullarc.web.accounts.roles import Role
from fullarc.web.audit.models import Event
from fullarc.web.clients.models import Client


def fresh(person: User) -> User:
    return User.objects.get(pk=person.pk)


def test_the_therapist_comes_in_and_the_trail_says_so(cast: Cast) -> None:
    assert open_client(cast.mira, cast.client.id, to=Permission.READ_NOTES) == cast.client
    event = Event.objects.latest("sequence")
    assert (event.action, event.actor, event.client, event.category) == ("record.opened", cast.mira.id, cast.client.id, "read_notes")


@pytest.mark.parametrize("who", ["owner", "colleague", "front_desk", "auditor", "blocked"])
def test_nobody_else_comes_in(cast: Cast, who: str) -> None:
    with pytest.raises(Http404):
        open_client(getattr(cast, who), cast.client.id, to=Permission.READ_NOTES)


def test_who_needs_several_rights_at_once_is_refused_by_name_of_the_one_that_is_missing(cast: Cast) -> None:
    needed = (Permission.KEEP_SESSIONS, Permission.WRITE_NOTES)
    assert open_client_to_all(cast.mira, cast.client.id, to=needed) == cast.client
    with pytest.raises(NotOpen) as refused:
        open_client_to_all(cast.front_desk, cast.client.id, to=needed)
    assert refused.value.permission is Permission.WRITE_NOTES


def test_a_refusal_is_recorded_although_the_request_is_rolled_back(cast: Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.colleague).get(f"/clients/{cast.client.id}/").status_code == 404
    refusal = Event.objects.filter(outcome="denied").latest("sequence")
    assert (refusal.actor, refusal.client, refusal.category) == (cast.colleague.id, cast.client.id, "see_directory")


def test_lists_and_the_gate_agree_for_everybody_and_every_capability(cast: Cast) -> None:
    people = [cast.owner, cast.mira, cast.supervisor, cast.colleague, cast.front_desk, cast.auditor, cast.blocked]
    for permission in (rule.permission for rule in matrix().values() if rule.about is About.CLIENT):
        for person in people:
            listed = set(clients_open_to(person, to=permission))
            opened = {client for client in Client.objects.all() if allows(person.role_names, relations(person, client.id), permission)}
            assert listed == opened, f"{permission} for {person}"


def test_an_ended_place_in_the_team_closes_the_record_at_once(cast: Cast, signed_in: SignIn) -> None:
    browser, today = signed_in(cast.mira), timezone.localdate()
    assert browser.get(f"/clients/{cast.client.id}/").status_code == 200
    actions.join_team(cast.client, cast.colleague, by=cast.mira, today=today)
    actions.leave_team(CareTeam.objects.get(client=cast.client, user=cast.mira), by=cast.owner, today=today)
    assert browser.get(f"/clients/{cast.client.id}/").status_code == 404


def test_an_ended_supervision_closes_the_supervisees_records(cast: Cast) -> None:
    assert open_client(cast.supervisor, cast.client.id, to=Permission.READ_NOTES)
    actions.end_supervision(Supervision.objects.get(), by=cast.owner, today=timezone.localdate())
    with pytest.raises(Http404):
        open_client(fresh(cast.supervisor), cast.client.id, to=Permission.READ_NOTES)


def test_a_place_that_begins_tomorrow_opens_nothing_today(cast: Cast) -> None:
    CareTeam.objects.create(client=cast.client, user=cast.colleague, begins=timezone.localdate() + timedelta(days=1))
    with pytest.raises(Http404):
        open_client(cast.colleague, cast.client.id, to=Permission.SEE_DIRECTORY)


def test_a_removed_role_counts_at_the_next_request(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.colleague)
    assert browser.get("/clients/").status_code == 200
    accounts.change_roles(cast.colleague, [Role.AUDITOR], by=cast.owner)
    assert browser.get("/clients/").status_code == 302  # the session has ended
    assert signed_in(fresh(cast.colleague)).get("/clients/").status_code == 403


def test_nobody_lets_themselves_in(cast: Cast) -> None:
    today = timezone.localdate()
    with pytest.raises(actions.NotAllowed, match="put themselves"):
        actions.join_team(cast.client, cast.colleague, by=cast.colleague, today=today)
    accounts.change_roles(cast.colleague, [Role.CLINICIAN, Role.SUPERVISOR], by=cast.owner)
    colleague = fresh(cast.colleague)
    with pytest.raises(actions.NotAllowed):
        actions.link_supervisor(colleague, cast.mira, by=colleague, today=today)
    with pytest.raises(accounts.NotAllowed):
        accounts.change_roles(cast.owner, [Role.OWNER, Role.CLINICIAN], by=cast.owner)


def test_only_a_clinician_can_be_in_a_care_team(cast: Cast) -> None:
    with pytest.raises(actions.NotAllowed, match="not an active clinician"):
        actions.join_team(cast.client, cast.front_desk, by=cast.owner, today=timezone.localdate())


def test_the_last_one_does_not_leave_a_care_team(cast: Cast) -> None:
    place = CareTeam.objects.get(client=cast.foreign)
    with pytest.raises(actions.NotAllowed, match="somebody"):
        actions.leave_team(place, by=cast.owner, today=timezone.localdate())


def test_a_block_beats_every_role_and_is_not_lifted_by_the_blocked(cast: Cast) -> None:
    made = actions.block(cast.client, cast.owner, by=cast.mira)
    with pytest.raises(Http404):
        open_client(cast.owner, cast.client.id, to=Permission.SEE_DIRECTORY)
    with pytest.raises(actions.NotAllowed):
        actions.lift_block(made, by=cast.owner)
    actions.lift_block(made, by=cast.mira)
    assert open_client(cast.owner, cast.client.id, to=Permission.SEE_DIRECTORY)


def test_a_script_that_fetches_a_piece_after_the_sign_out_gets_no_sign_in_page_to_put_there(cast: Cast, client: Browser) -> None:
    page = reverse("clients:client", args=[cast.client.pk])
    fetched = client.get(page, headers={"Sec-Fetch-Dest": "empty"})
    assert fetched.status_code == 401
    assert fetched.content == b"You are signed out. Sign in and try again."
    through_the_worker = {"Sec-Fetch-Dest": "empty", "Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    assert client.get(page, headers=through_the_worker)["Location"].startswith(reverse("account_login"))
    assert client.get(page, headers={"Sec-Fetch-Dest": "document"})["Location"].startswith(reverse("account_login"))
