"""Two tabs, two people: no word is lost."""

import pytest
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.clients.models import Client
from fullarc.web.versions import EditedMeanwhile


def test_the_second_of_two_saves_that_began_together_is_shown_both_texts(cast: Cast, signed_in: SignIn) -> None:
    address = f"/clients/{cast.client.id}/courses/{cast.course.id}/edit/"
    given = {"began": str(cast.course.began), "from_version": "1"}
    first, second = signed_in(cast.mira), signed_in(cast.mira)
    assert first.post(address, {**given, "presenting_problem": "Words of the first tab"}).status_code == 302
    page = second.post(address, {**given, "presenting_problem": "Words of the second tab"})
    body = page.content.decode()
    assert page.status_code == 409
    assert "Words of the first tab" in body
    assert "Words of the second tab" in body
    cast.course.refresh_from_db()
    assert cast.course.presenting_problem == "Words of the first tab"


def test_what_was_put_together_on_the_page_of_both_texts_can_be_saved(cast: Cast, signed_in: SignIn) -> None:
    address, browser = f"/clients/{cast.client.id}/edit/", signed_in(cast.mira)
    given = {"name": "First", "code": cast.client.code, "from_version": "1"}
    browser.post(address, given)
    page = browser.post(address, {**given, "name": "Second"})
    form = page.context["form"]
    assert page.status_code == 409
    again = {field.html_name: field.value() or "" for field in form}
    assert (again["name"], again["from_version"]) == ("Second", "2")
    assert browser.post(address, {**again, "name": "First and second"}).status_code == 302
    assert Client.objects.get(pk=cast.client.pk).name == "First and second"


@pytest.mark.parametrize("sent", ["0", "-1", "x", "99999999999999999999"])
def test_a_made_up_version_saves_nothing(cast: Cast, signed_in: SignIn, sent: str) -> None:
    given = {"name": "Other", "code": cast.client.code, "from_version": sent}
    assert signed_in(cast.mira).post(f"/clients/{cast.client.id}/edit/", given).status_code in (409, 422)
    assert Client.objects.get(pk=cast.client.pk).name == cast.client.name


def test_a_save_without_its_version_saves_nothing(cast: Cast, signed_in: SignIn) -> None:
    given = {"name": "Other", "code": cast.client.code}
    assert signed_in(cast.mira).post(f"/clients/{cast.client.id}/edit/", given).status_code == 422
    assert Client.objects.get(pk=cast.client.pk).name == cast.client.name


def test_a_version_is_claimed_once(cast: Cast) -> None:
    one, other = Client.objects.get(pk=cast.client.pk), Client.objects.get(pk=cast.client.pk)
    one.claim(1)
    with pytest.raises(EditedMeanwhile):
        other.claim(1)


def test_a_session_changed_in_two_tabs_shows_both(cast: Cast, signed_in: SignIn) -> None:
    address, browser = f"/clients/{cast.client.id}/sessions/{cast.session.id}/edit/", signed_in(cast.mira)
    given = {"date": str(cast.session.date), "attendance": "attended", "format": "video", "from_version": "1"}
    assert browser.post(address, {**given, "minutes": "45"}).status_code == 302
    page = browser.post(address, {**given, "minutes": "90"})
    assert page.status_code == 409
    assert [(d.yours, d.theirs) for d in page.context["differences"]] == [("90", "45")]
