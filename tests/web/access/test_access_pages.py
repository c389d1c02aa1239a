"""Staff, care team, access list and audit pages, through the browser."""

import csv
import io

from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.accounts.models import StaffRole, User
from fullarc.web.accounts.roles import Role
from fullarc.web.audit.models import Event


def test_an_invited_person_joins_with_the_code_once(cast: Cast, signed_in: SignIn) -> None:
    page = signed_in(cast.owner).post("/staff/", {"name": "Nils New", "email": "NILS@example.org", "roles": ["clinician"]})
    code = page.context["code"]
    assert code in page.content.decode()
    first, second = signed_in(None), signed_in(None)
    assert first.post("/join/", {"code": code.lower(), "password": "short"}).status_code == 422
    assert first.post("/join/", {"code": code.lower(), "password": "seven green lamps hum"}).status_code == 302
    assert first.get("/account/").status_code == 200
    assert second.post("/join/", {"code": code, "password": "seven green lamps hum"}).status_code == 422
    assert User.objects.get(email="nils@example.org").has_role(Role.CLINICIAN)


def test_the_code_is_not_stored(cast: Cast, signed_in: SignIn) -> None:
    code = signed_in(cast.owner).post("/staff/", {"name": "N", "email": "n@example.org", "roles": ["auditor"]}).context["code"]
    digest = User.objects.get(email="n@example.org").invitations.get().digest
    assert code.replace("-", "") not in digest
    assert len(code.replace("-", "")) == 32  # 160 bits


def test_the_last_owner_stays_owner(cast: Cast, signed_in: SignIn) -> None:
    StaffRole.objects.create(user=cast.owner, role=Role.AUDITOR)
    page = signed_in(cast.owner).post(reverse("person", args=[cast.owner.id]), {"roles": ["auditor"]})
    assert page.status_code == 422
    assert "needs an owner" in page.content.decode()


def test_the_owner_does_not_deactivate_themselves(cast: Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.owner).post(reverse("set_active", args=[cast.owner.id]), {"active": "no"}).status_code == 422
    cast.owner.refresh_from_db()
    assert cast.owner.is_active


def test_the_care_team_page_puts_a_colleague_into_the_team(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    assert browser.post(reverse("join_team", args=[cast.client.id]), {"person": str(cast.colleague.id)}).status_code == 302
    assert "Tom Berg" in browser.get(reverse("care_team", args=[cast.client.id])).content.decode()
    again = browser.post(reverse("join_team", args=[cast.client.id]), {"person": str(cast.colleague.id)})
    assert again.status_code == 422
    assert "in this care team already" in again.content.decode()


def test_the_access_list_names_who_opened_the_record(cast: Cast, signed_in: SignIn) -> None:
    signed_in(cast.supervisor).get(f"/clients/{cast.client.id}/")
    page = signed_in(cast.mira).get(reverse("opened_by", args=[cast.client.id])).content.decode()
    assert "Sven Holt" in page
    assert "opened the record" in page


def test_the_trail_is_filtered_checked_and_taken_out(cast: Cast, signed_in: SignIn) -> None:
    signed_in(cast.mira).get(f"/clients/{cast.client.id}/")
    browser = signed_in(cast.auditor)
    page = browser.get("/audit/", {"client": str(cast.client.id), "who": str(cast.mira.id)})
    assert [line.event.action for line in page.context["lines"]] == ["record.opened"]
    assert "The trail is whole" in browser.post("/audit/check/").content.decode()
    rows = list(csv.DictReader(io.StringIO(browser.get("/audit/export/").getvalue().decode())))
    assert len(rows) == Event.objects.count() - 1  # the export itself is recorded after its rows were chosen
    assert rows[-1]["previous"] == rows[-2]["hash"]


def test_a_wrong_filter_is_answered_not_obeyed(cast: Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.auditor).get("/audit/", {"client": "' OR 1=1 --", "page": "999999"}).status_code == 200
