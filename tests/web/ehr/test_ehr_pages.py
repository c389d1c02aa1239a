"""The pages of the other system: settings by the owner, who a client is there, sending from the note, the folder."""

from pathlib import Path

import pytest
from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.ehr.fake_server import FakeServer

from fullarc.web import places
from fullarc.web.clients.models import Client
from fullarc.web.ehr.actions import set_up
from fullarc.web.ehr.addresses import AddressRefused, checked_address
from fullarc.web.ehr.dropping import FolderRefused, checked_folder, drop
from fullarc.web.ehr.models import Destination, EhrPatient, Sending
from fullarc.web.ehr.queue import ask_for_forms, ask_for_note, run_pending
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.actions import add_addendum
from fullarc.web.notes.models import Note

SETTINGS = {
    "kind": "fhir",
    "in_use": "on",
    "writes": "own_id",
    "sign_in": "bearer",
    "bearer_token": "fixed-token",
    "algorithm": "ES384",
    "scope": "system/DocumentReference.write",
}

NUMBERS = [
    "https://[::ffff:169.254.169.254]/x",
    "https://[::ffff:7f00:1]",
    "https://2852039166/x",
    "https://0xa9fea9fe",
    "https://0xa9.0xfe.1",
    "https://127.1",
    "https://169.254.169.254./x",
]


def test_the_owner_sets_it_up_and_tries_it(cast: Cast, signed_in: SignIn, server: FakeServer):
    browser = signed_in(cast.owner)
    url = reverse("ehr:destination")
    assert browser.post(url, {**SETTINGS, "address": server.base}).headers["Location"] == url
    browser.post(reverse("ehr:try"))
    page = browser.get(url).content.decode()
    assert "FHIR 4.0.1" in page
    assert "fixed-token" not in page
    version = Destination.objects.get().version
    browser.post(url, {**SETTINGS, "bearer_token": "", "address": server.base, "from_version": version})
    assert Destination.objects.get().bearer_token == "fixed-token"


def test_signed_requests_have_a_public_key_that_can_be_fetched(cast: Cast, signed_in: SignIn, server: FakeServer):
    browser = signed_in(cast.owner)
    given = {"sign_in": "backend", "known_as": "us", "address": server.base, "token_address": f"{server.base}/token"}
    browser.post(reverse("ehr:destination"), {**SETTINGS, **given})
    [key] = browser.get(reverse("ehr:keys")).json()["keys"]
    assert (key["kty"], key["crv"], key["alg"]) == ("EC", "P-384", "ES384")
    assert "d" not in key


@pytest.mark.parametrize(
    "typed", ["http://fhir.example.org", "ftp://x", "nothing", "https://user:word@x.org", "https://169.254.169.254/x", *NUMBERS]
)
def test_an_address_that_is_not_safe_is_refused_with_the_reason(cast: Cast, signed_in: SignIn, typed: str):
    answer = signed_in(cast.owner).post(reverse("ehr:destination"), {**SETTINGS, "address": typed})
    assert answer.status_code == 422
    assert answer.context["form"].errors["address"]
    with pytest.raises(AddressRefused):
        checked_address(typed)


def test_in_use_it_needs_what_the_chosen_way_needs(cast: Cast, signed_in: SignIn):
    answer = signed_in(cast.owner).post(reverse("ehr:destination"), {**SETTINGS, "kind": "folder"})
    assert "folder" in answer.context["form"].errors
    assert not Destination.objects.exists()


def test_who_a_client_is_there_is_looked_at_before_it_is_kept(cast: Cast, signed_in: SignIn, to: Destination):
    EhrPatient.objects.all().delete()
    browser = signed_in(cast.mira)
    url = reverse("ehr:patient", args=[cast.client.id])
    assert "no Patient" in browser.post(url, {"patient": "p2"}).content.decode()
    shown = browser.post(url, {"patient": "Patient/p1"}).content.decode()
    assert "Nora There" in shown
    assert not EhrPatient.objects.exists()
    browser.post(url, {"patient": "p1", "same": "1"})
    assert EhrPatient.objects.get().patient == "p1"


def test_a_note_is_sent_from_its_page_and_says_what_became_of_it(
    cast: Cast, signed_in: SignIn, server: FakeServer, to: Destination, note: Note
):
    browser = signed_in(cast.mira)
    piece = reverse("ehr:of_note", args=[cast.client.id, note.id])
    assert piece in browser.get(reverse("findings:note", args=[cast.client.id, note.id])).content.decode()
    assert "Send to the other system" in browser.get(piece).content.decode()
    browser.post(reverse("ehr:send_note", args=[cast.client.id, note.id]))
    assert "Waiting" in browser.get(piece).content.decode()
    server.reset(plan=("422",))
    run_pending()
    shown = browser.get(piece).content.decode()
    assert "Not sent." in shown
    assert "fault 422" in shown
    browser.post(reverse("ehr:again", args=[cast.client.id, Sending.objects.get().pk]))
    run_pending()
    assert "Sent " in browser.get(piece).content.decode()
    assert "version" not in browser.get(piece).content.decode()


def test_a_supervisor_sees_the_state_and_sends_nothing(cast: Cast, signed_in: SignIn, to: Destination, note: Note):
    shown = signed_in(cast.supervisor).get(reverse("ehr:of_note", args=[cast.client.id, note.id])).content.decode()
    assert "Copy as text" in shown
    assert "Send to the other system" not in shown


def test_scores_are_sent_from_the_clients_page(cast: Cast, signed_in: SignIn, server: FakeServer, to: Destination, form: Administration):
    browser = signed_in(cast.mira)
    browser.post(reverse("ehr:send_scores", args=[cast.client.id]))
    browser.post(reverse("ehr:send_scores", args=[cast.client.id]))
    assert run_pending() == 1
    page = browser.get(reverse("ehr:client", args=[cast.client.id])).content.decode()
    assert "Sent " in page
    assert len(server.of("Observation")) == 1


def test_the_clients_page_takes_as_many_queries_for_one_row_as_for_many(
    cast: Cast, signed_in: SignIn, to: Destination, note: Note, form: Administration, django_assert_max_num_queries: object
):
    browser = signed_in(cast.mira)
    browser.post(reverse("ehr:send_scores", args=[cast.client.id]))
    browser.post(reverse("ehr:send_note", args=[cast.client.id, note.id]))
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        browser.get(reverse("ehr:client", args=[cast.client.id]))


def test_without_fhir_a_note_is_dropped_into_a_folder_whole_and_an_amended_one_beside_it(cast: Cast, tmp_path: Path, note: Note):
    Destination(kind="folder", folder=str(tmp_path), in_use=True).save()
    ask_for_note(note, by=cast.mira)
    assert run_pending() == 1
    [file] = tmp_path.iterdir()
    assert "Slept badly." in file.read_text()
    assert file.name.startswith(f"{cast.client.code}_{note.session.date:%Y-%m-%d}_")
    add_addendum(note, kind="addendum", reason="later", text="And walked.", by=cast.mira)
    assert run_pending() == 1
    assert [each.stem for each in tmp_path.iterdir() if each.stem.endswith("_v2")]
    assert run_pending() == 0


def test_a_folder_of_ours_or_none_at_all_is_refused(tmp_path: Path):
    for typed in ("relative", str(tmp_path / "none"), str(places.data_home()), "/"):
        with pytest.raises(FolderRefused):
            checked_folder(typed)


def test_the_same_version_again_takes_its_own_place(tmp_path: Path):
    drop(str(tmp_path), "note", 1, "first")
    drop(str(tmp_path), "note", 1, "first again")
    assert [each.read_text() for each in tmp_path.iterdir()] == ["first again"]


def test_whoever_sets_it_up_is_asked_for_the_password_again(cast: Cast, signed_in: SignIn):
    cast.owner.set_password("a very long password")
    cast.owner.save()
    browser, url = signed_in(cast.owner), reverse("ehr:destination")
    for answer in (browser.get(url), browser.post(url, {**SETTINGS, "address": "https://elsewhere.example"})):
        assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert not Destination.objects.exists()


@pytest.mark.parametrize("between", ["", "https://elsewhere.example"])
def test_a_token_does_not_go_along_to_another_server(cast: Cast, signed_in: SignIn, to: Destination, between: str):
    browser, url = signed_in(cast.owner), reverse("ehr:destination")
    given = {**SETTINGS, "bearer_token": "", "from_version": to.version}
    refused = browser.post(url, {**given, "address": "https://elsewhere.example"})
    assert refused.context["form"].errors["bearer_token"]
    assert Destination.objects.get().bearer_token == "fixed-token"
    browser.post(url, {key: value for key, value in {**given, "address": between}.items() if key != "in_use"})
    assert Destination.objects.get().bearer_token == ""


@pytest.mark.parametrize("change", [{"address": "https://elsewhere.example"}, {"kind": "folder"}])
def test_what_was_said_about_one_system_holds_for_no_other(
    cast: Cast, server: FakeServer, to: Destination, note: Note, form: Administration, change: dict[str, str]
):
    Destination.objects.update(writes="conditional")
    ask_for_note(note, by=cast.mira)
    run_pending()
    assert Sending.objects.get().there
    ask_for_forms(cast.client, [form], by=cast.mira)
    to = Destination.objects.get()
    for name, value in change.items():
        setattr(to, name, value)
    set_up(to, by=cast.owner, started_from=to.version, fields=list(change))
    assert not EhrPatient.objects.exists()
    sent, waited = Sending.objects.get(note=note), Sending.objects.get(form=form)
    assert (sent.state, sent.there) == ("sent", "")
    assert waited.state == "refused"
    assert "was changed" in waited.told


def test_another_path_at_the_same_server_leaves_what_was_said(cast: Cast, to: Destination):
    to.address += "/r4"
    set_up(to, by=cast.owner, started_from=to.version, fields=["address"])
    assert EhrPatient.objects.exists()


def test_a_code_never_leads_a_file_out_of_the_folder(cast: Cast, tmp_path: Path, note: Note):
    folder = tmp_path / "in" / "here"
    folder.mkdir(parents=True)
    Client.objects.filter(pk=cast.client.pk).update(code="x/../../out")
    Destination(kind="folder", folder=str(folder), in_use=True).save()
    ask_for_note(note, by=cast.mira)
    assert run_pending() == 1
    [file] = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert file.parent == folder
    with pytest.raises(FolderRefused, match="leads out"):
        drop(str(folder), "../out", 1, "text")
